import type { Checklist } from '../model/checklist';
import type { Placeholder } from '../model/placeholder';
import type { ParseProblem } from '../model/runbook';
import type { NotRunnable } from '../model/step';
import { readExpectation } from '../run/expectation';
import { findFacts, type Facts } from './facts';
import type { MarkdownDocument } from './markdown';
import type { OutlinedDocument } from './outlinedDocument';
import { findPlaceholders } from './placeholders';
import { readSteps, type BlockDraft } from './readSteps';
import { notRunnable } from './runnable';
import type { Heading } from './sections';
import type { ReadStep, StepDraft } from './stepDraft';
import { findChecklists } from './taskLists';

/** Everything read from a document, or from a stretch of one, before ids are given. */
export interface DocumentReading {
  readonly lineCount: number;
  readonly headings: readonly Heading[];
  readonly steps: readonly ReadStep[];
  readonly blocks: readonly BlockDraft[];
  readonly checklists: readonly Checklist[];
  readonly facts: Facts;
  readonly problems: readonly ParseProblem[];
}

/** Reads steps, checklists and facts of a document, or of a stretch that may begin one. */
export function readDocument(
  { document, outline, headings, sections }: OutlinedDocument,
  begins = true,
): DocumentReading {
  const { steps, blocks, problems } = readSteps(document, outline);
  const facts = findFacts(document, outline, begins);
  const checklists = findChecklists(document, sections, outline);
  const items = itemsByLine(checklists);
  const deep = outline.tooDeep;
  const tooDeep = deep === undefined ? [] : [nestedTooDeep(document, deep.map)];
  return {
    lineCount: document.lines.count,
    headings,
    steps: steps.map((step) => finish(step, items)),
    blocks,
    checklists,
    facts,
    problems: [...problems, ...facts.problems, ...tooDeep],
  };
}

function nestedTooDeep(
  document: MarkdownDocument,
  map: readonly [number, number] | null,
): ParseProblem {
  const start = (map?.[0] ?? 0) + document.firstLine;
  return {
    code: 'nested-too-deep',
    message: 'Lists or quotes are nested too deep here; what stands below is not read.',
    range: { start, end: start + 1 },
  };
}

function finish(draft: StepDraft, items: ReadonlyMap<number, string>): ReadStep {
  const { expected, text, language } = draft;
  const placeholders = findPlaceholders(text, language);
  // Written out: this runs for every step, and a spread of so many fields is slow.
  return {
    kind: draft.kind,
    range: draft.range,
    source: draft.source,
    title: draft.title,
    language,
    text,
    parts: draft.parts,
    codeLine: draft.codeLine,
    notRunnable: draft.notRunnable ?? holes(placeholders),
    attributes: draft.attributes,
    placeholders,
    expectation:
      expected === undefined
        ? undefined
        : readExpectation(expected.source, {
            place: expected.place,
            command: text,
          }),
    itemKey: draft.kind === 'row' ? items.get(draft.range.start) : itemOf(draft.item, items),
  };
}

function holes(placeholders: readonly Placeholder[]): NotRunnable | undefined {
  if (placeholders.length === 0) return undefined;
  const names = placeholders.map(({ name }) => name).join(', ');
  return notRunnable('unfilled-hole', `Needs ${names}.`);
}

function itemsByLine(checklists: readonly Checklist[]): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  for (const list of checklists)
    for (const item of list.items) found.set(item.range.start, item.id);
  return found;
}

function itemOf(place: StepDraft['item'], items: ReadonlyMap<number, string>): string | undefined {
  for (let item = place; item !== undefined; item = item.parent) {
    const id = items.get(item.start);
    if (id !== undefined) return id;
  }
  return undefined;
}
