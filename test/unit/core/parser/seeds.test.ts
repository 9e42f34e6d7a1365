import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseRunbook } from '../../../../src/core/parser/parseRunbook';
import { expectGolden, restOf, shapeOf } from './golden';
import { sharedFiles } from './sharedFiles';

const FOLDER = resolve(import.meta.dirname, '../../../fixtures/seeds');
const seeds = sharedFiles('seeds');

describe.skipIf(seeds.length === 0)('the seeds', () => {
  for (const { name, text } of seeds) {
    it(`reads ${name}`, () => {
      const runbook = parseRunbook(text);
      const golden = resolve(FOLDER, name.replace(/^seeds\//, '').replace(/md$/, 'json'));
      expectGolden(golden, { steps: runbook.steps.map(shapeOf), ...restOf(runbook) });
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
