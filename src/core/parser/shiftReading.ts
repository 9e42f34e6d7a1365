import type { LineRange } from '../text/range';
import type { DocumentReading } from './readDocument';

const moved = (range: LineRange, by: number): LineRange => ({
  start: range.start + by,
  end: range.end + by,
});

/**
 * The same reading further down: `lines` and `offset` are added to every place, `firstStep` to
 * every index of a step. Items keep provisional ids that no other stretch has.
 */
export function shiftReading(
  reading: DocumentReading,
  lines: number,
  offset: number,
  firstStep: number,
): DocumentReading {
  const key = (id: string): string => `${lines}/${id}`;
  const atLine = <T extends { readonly line: number }>(list: readonly T[]): readonly T[] =>
    list.map((entry) => ({ ...entry, line: entry.line + lines }));
  const atRange = <T extends { readonly range: LineRange }>(list: readonly T[]): readonly T[] =>
    list.map((entry) => ({ ...entry, range: moved(entry.range, lines) }));
  const { facts } = reading;
  return {
    lineCount: reading.lineCount,
    headings: atLine(reading.headings),
    steps: reading.steps.map((step) => ({
      ...step,
      range: moved(step.range, lines),
      source: moved(step.source, offset),
      codeLine: step.codeLine + lines,
      itemKey: step.itemKey === undefined ? undefined : key(step.itemKey),
    })),
    blocks: reading.blocks.map((block) => ({
      ...block,
      range: moved(block.range, lines),
      step: block.step === undefined ? undefined : block.step + firstStep,
    })),
    checklists: atRange(reading.checklists).map((list) => ({
      ...list,
      items: atRange(list.items).map((item) => ({
        ...item,
        id: key(item.id),
        parentId: item.parentId === undefined ? undefined : key(item.parentId),
      })),
    })),
    facts: {
      metadata: facts.metadata,
      severities: atLine(facts.severities),
      contacts: atLine(facts.contacts),
      escalations: atLine(facts.escalations),
      schedules: atLine(facts.schedules),
      templates: atRange(facts.templates),
      links: atLine(facts.links),
      problems: [],
    },
    problems: atRange(reading.problems),
  };
}
