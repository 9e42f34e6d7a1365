import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, it } from 'vitest';
import { parseRunbook } from '../../../../src/core/parser/parseRunbook';
import { expectGolden, restOf } from './golden';

const FOLDER = resolve(import.meta.dirname, '../../../fixtures/styles');

/** Runbooks as wikis, generators and people leave them: every command found, no mention taken. */
describe('the styles in which runbooks are written', () => {
  for (const name of readdirSync(FOLDER).filter((file) => /\.mdx?$/.test(file))) {
    it(`reads ${name}`, () => {
      const runbook = parseRunbook(readFileSync(join(FOLDER, name), 'utf8'));
      const steps = runbook.steps.map((step) => ({
        lines: `${step.range.start + 1}-${step.range.end}`,
        kind: step.kind,
        language: step.language,
        text: step.text,
        parts: step.parts.map((part) => (part.manual ? `manual: ${part.title}` : part.text)),
        reason: step.notRunnable?.code ?? null,
        placeholders: step.placeholders.map((hole) => hole.name),
        expectation: step.expectation ?? null,
      }));
      const checklists = runbook.checklists.map(({ title, cadence, items }) => ({
        title,
        cadence: cadence?.unit ?? null,
        items: items.map((item) => item.text),
      }));
      const { metadata, severities, contacts, escalations, schedules, templates, links } = runbook;
      const facts = { metadata, severities, contacts, escalations, schedules, templates, links };
      expectGolden(join(FOLDER, name.replace(/mdx?$/, 'json')), {
        steps,
        checklists,
        ...facts,
        ...restOf(runbook),
      });
    });
  }
});
