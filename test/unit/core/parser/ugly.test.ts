import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseRunbook } from '../../../../src/core/parser/parseRunbook';
import { expectGolden, restOf } from './golden';

const FOLDER = resolve(import.meta.dirname, '../../../fixtures/ugly');
const names = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.md'))
  .sort();

describe('the ugliest constructs of real runbooks', () => {
  it('has a fixture for each', () => {
    expect(names.length).toBeGreaterThanOrEqual(30);
  });

  for (const name of names) {
    it(`reads ${name}`, () => {
      const runbook = parseRunbook(readFileSync(join(FOLDER, name), 'utf8'));
      const steps = runbook.steps.map((step) => ({
        lines: `${step.range.start + 1}-${step.range.end}`,
        kind: step.kind,
        language: step.language,
        text: step.text,
        parts: step.parts.length,
        reason: step.notRunnable?.code ?? null,
        confirm: step.attributes.confirm ?? false,
        expectation: step.expectation?.source ?? null,
      }));
      expectGolden(join(FOLDER, name.replace(/md$/, 'json')), { steps, ...restOf(runbook) });
    });
  }
});
