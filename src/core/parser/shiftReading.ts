import type { LineRange } from '../text/range';
import type { DocumentReading } from './readDocument';

const moved = (range: LineRange, by: number): LineRange => ({
  start: range.start + by,
  end: range.end + by,
});

/** Where a stretch of a document begins. */
export interface Place {
  /** Lines and UTF-16 code units above it. */
  readonly lines: number;
  readonly offset: number;
  /** Steps above it. */
  readonly steps: number;
}

/** A reading as it stands in its document. */
export interface Placed {
  readonly place: Place;
  readonly reading: DocumentReading;
}

/**
 * A reading moved to its place. What was made of it for an earlier place is taken up as far as it
 * fits: a typed character moves offsets, but no lines.
 */
export function placeReading(reading: DocumentReading, place: Place, before?: Placed): Placed {
  if (before?.place.lines !== place.lines || before.place.steps !== place.steps)
    return { place, reading: shiftReading(reading, place) };
  if (before.place.offset === place.offset) return before;
  return { place, reading: { ...before.reading, steps: shiftSteps(reading, place) } };
}

/** Items keep provisional ids that no other stretch has. */
function itemKey(place: Place, id: string): string {
  return `${place.lines}/${id}`;
}

function shiftSteps({ steps }: DocumentReading, place: Place): DocumentReading['steps'] {
  const { lines, offset } = place;
  return steps.map((step) => ({
    ...step,
    range: moved(step.range, lines),
    source: moved(step.source, offset),
    codeLine: step.codeLine + lines,
    itemKey: step.itemKey === undefined ? undefined : itemKey(place, step.itemKey),
  }));
}

function shiftReading(reading: DocumentReading, place: Place): DocumentReading {
  const { lines } = place;
  const key = (id: string): string => itemKey(place, id);
  const atLine = <T extends { readonly line: number }>(list: readonly T[]): readonly T[] =>
    list.map((entry) => ({ ...entry, line: entry.line + lines }));
  const atRange = <T extends { readonly range: LineRange }>(list: readonly T[]): readonly T[] =>
    list.map((entry) => ({ ...entry, range: moved(entry.range, lines) }));
  const { facts } = reading;
  return {
    lineCount: reading.lineCount,
    headings: atLine(reading.headings),
    steps: shiftSteps(reading, place),
    blocks: reading.blocks.map((block) => ({
      ...block,
      range: moved(block.range, lines),
      step: block.step === undefined ? undefined : block.step + place.steps,
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
      said: atLine(facts.said),
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
