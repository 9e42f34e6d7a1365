import { resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseRunbook } from '../../../../src/core/parser/parseRunbook';
import { classify } from '../../../../src/core/run/classify';
import type { Grammars } from '../../../../src/core/run/grammars';
import { loadTestGrammars } from '../run/loadTestGrammars';
import { expectGolden, restOf, shapeOf } from './golden';
import { sharedFiles } from './sharedFiles';

const FOLDER = resolve(import.meta.dirname, '../../../fixtures/seeds');
const seeds = sharedFiles('seeds');

describe.skipIf(seeds.length === 0)('the seeds', () => {
  let grammars: Grammars;
  beforeAll(async () => {
    grammars = await loadTestGrammars();
  });

  for (const { name, text } of seeds) {
    it(`reads ${name}`, () => {
      const runbook = parseRunbook(text);
      const golden = resolve(FOLDER, name.replace(/^seeds\//, '').replace(/md$/, 'json'));
      const steps = runbook.steps.map((step) => ({
        ...shapeOf(step),
        intent: classify(step.text, step.language, grammars).intent,
      }));
      expectGolden(golden, { steps, ...restOf(runbook) });
    });
  }

  it('are five', () => {
    expect(seeds).toHaveLength(5);
  });
});

const files = [...seeds, ...sharedFiles('corpora')];
const PROMPT = /^\s*(?:\$ |PS [A-Z]:[^>]*> ?|\[?[\w.-]+@[\w.-]+[: ][^$#]*[$#] )\S/m;

describe.skipIf(files.length === 0)('the seeds and the corpora', () => {
  it('give runbooks whose texts hold no prompt and whose ids are unique', () => {
    let steps = 0;
    for (const { name, text } of files) {
      const runbook = parseRunbook(text);
      const runnable = runbook.steps.filter((step) => step.notRunnable === undefined);
      for (const step of runnable) expect(step.text, name).not.toMatch(PROMPT);
      for (const step of runnable) expect(step.placeholders, name).toEqual([]);
      const ids = runbook.steps.flatMap((step) => [step.id, ...step.parts.map((part) => part.id)]);
      expect(new Set(ids).size, name).toBe(ids.length);
      steps += runbook.steps.length;
    }
    expect(steps).toBeGreaterThan(500);
  });
});
