import type { Checklist } from '../model/checklist';
import { assignIds, type AnchorSource } from '../model/ids';
import type { CodeBlock, Runbook, Section } from '../model/runbook';
import type { Part, Step } from '../model/step';
import { readExpectation } from '../run/expectation';
import type { DocumentReading } from './readDocument';
import { findPlaceholders } from './placeholders';
import { notRunnable } from './runnable';
import { SectionFinder } from './sectionFinder';
import { toSections } from './sections';
import type { StepDraft } from './stepDraft';
import { linkParts } from './taskComments';

/** Makes a runbook of a reading: gives ids, connects steps, sections and items. */
export function assembleRunbook(reading: DocumentReading): Runbook {
  const sections = toSections(reading.headings, reading.lineCount);
  const finder = new SectionFinder(sections);
  const paths = new SectionPaths(finder);
  const checklists = withIds(reading, paths);
  const itemAt = itemsByLine(checklists);
  const drafts = [...reading.steps].sort((a, b) => a.source.start - b.source.start);
  const ids = stepIds(drafts, paths);
  const stepOf = new Map<StepDraft, string>();
  const stepsOfItem = new Map<string, string[]>();
  const steps = drafts.map((draft, index) => {
    const own = ids[index];
    const itemId = itemOf(draft, itemAt);
    const step = toStep(draft, own?.id ?? '', own?.parts ?? [], finder, itemId);
    stepOf.set(draft, step.id);
    if (itemId !== undefined) push(stepsOfItem, itemId, step.id);
    return step;
  });
  const blocks: CodeBlock[] = reading.blocks.map(({ step, ...block }) => ({
    ...block,
    stepId: step === undefined ? undefined : stepOf.get(step),
  }));
  const { facts } = reading;
  return {
    title: titleOf(sections),
    metadata: facts.metadata,
    sections,
    steps,
    checklists: linkParts(
      checklists.map((list) => ({
        ...list,
        items: list.items.map((item) => ({ ...item, stepIds: stepsOfItem.get(item.id) ?? NONE })),
      })),
      steps,
    ),
    blocks,
    severities: facts.severities,
    contacts: facts.contacts,
    escalations: facts.escalations,
    schedules: facts.schedules,
    templates: facts.templates,
    links: facts.links,
    problems: reading.problems,
  };
}

const NONE: readonly string[] = [];

function titleOf(sections: readonly Section[]): string | undefined {
  return (sections.find((section) => section.level === 1) ?? sections[0])?.title;
}

function push(map: Map<string, string[]>, key: string, value: string): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

/** Titles above a line, outermost first; made once for each section. */
class SectionPaths {
  readonly #finder: SectionFinder;
  readonly #paths = new Map<Section | undefined, readonly string[]>();

  constructor(finder: SectionFinder) {
    this.#finder = finder;
  }

  at(line: number): readonly string[] {
    return this.#of(this.#finder.at(line));
  }

  #of(section: Section | undefined): readonly string[] {
    if (section === undefined) return NONE;
    const known = this.#paths.get(section);
    if (known !== undefined) return known;
    const path = [...this.#of(this.#finder.parent(section)), section.title];
    this.#paths.set(section, path);
    return path;
  }
}

interface StepIds {
  readonly id: string;
  readonly parts: readonly string[];
}

/** Ids of steps and of their parts, all unique in the document. */
function stepIds(drafts: readonly StepDraft[], paths: SectionPaths): readonly StepIds[] {
  const sources: AnchorSource[] = [];
  for (const draft of drafts) {
    const sectionPath = paths.at(draft.range.start);
    const name = draft.attributes.name;
    sources.push({ kind: 'step', text: draft.text, sectionPath, name });
  }
  for (const draft of drafts) {
    if (draft.parts.length === 0) continue;
    const sectionPath = [...paths.at(draft.range.start), draft.title];
    for (const part of draft.parts) {
      sources.push({ kind: 'part', text: part.manual ? part.title : part.text, sectionPath });
    }
  }
  const ids = assignIds(sources);
  let next = drafts.length;
  return drafts.map((draft, index) => ({
    id: ids[index] ?? '',
    parts: draft.parts.map(() => ids[next++] ?? ''),
  }));
}

function toStep(
  draft: StepDraft,
  id: string,
  partIds: readonly string[],
  finder: SectionFinder,
  itemId: string | undefined,
): Step {
  const section = finder.at(draft.range.start);
  const placeholders = findPlaceholders(draft.text, draft.language);
  const { expected, text } = draft;
  const expectation =
    expected === undefined
      ? undefined
      : readExpectation(expected.source, {
          place: expected.place,
          tag: expected.tag,
          command: text,
        });
  const parts: readonly Part[] = draft.parts.map((part, index) => ({
    id: partIds[index] ?? '',
    range: { start: draft.codeLine + part.lines.start, end: draft.codeLine + part.lines.end },
    title: part.title,
    text: part.text,
    manual: part.manual,
    alternative: part.alternative,
  }));
  return {
    id,
    kind: draft.kind,
    range: draft.range,
    source: draft.source,
    title: draft.title === '' ? (section?.title ?? '') : draft.title,
    language: draft.language,
    text,
    parts,
    notRunnable:
      draft.notRunnable ??
      (placeholders.length === 0
        ? undefined
        : notRunnable(
            'unfilled-hole',
            `Needs ${placeholders.map((hole) => hole.name).join(', ')}.`,
          )),
    placeholders,
    expectation,
    attributes: draft.attributes,
    sectionId: section?.id,
    itemId,
  };
}

function withIds(reading: DocumentReading, paths: SectionPaths): readonly Checklist[] {
  const sources: AnchorSource[] = [];
  for (const list of reading.checklists) {
    const path = paths.at(list.range.start);
    sources.push({ kind: 'checklist', text: list.title, sectionPath: path });
    const titles = new Map<string, string>();
    for (const item of list.items) {
      titles.set(item.id, item.text);
      const parent = item.parentId === undefined ? undefined : titles.get(item.parentId);
      const sectionPath = [...path, list.title, ...(parent === undefined ? [] : [parent])];
      sources.push({ kind: 'item', text: item.text, sectionPath });
    }
  }
  const ids = assignIds(sources);
  let next = 0;
  return reading.checklists.map((list) => {
    const id = ids[next++] ?? '';
    const renamed = new Map<string, string>();
    const items = list.items.map((item) => {
      const own = ids[next++] ?? '';
      renamed.set(item.id, own);
      const parentId = item.parentId === undefined ? undefined : renamed.get(item.parentId);
      return { ...item, id: own, parentId };
    });
    return { ...list, id, items };
  });
}

function itemsByLine(checklists: readonly Checklist[]): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  for (const list of checklists)
    for (const item of list.items) found.set(item.range.start, item.id);
  return found;
}

function itemOf(draft: StepDraft, itemAt: ReadonlyMap<number, string>): string | undefined {
  if (draft.kind === 'row') return itemAt.get(draft.range.start);
  for (let item = draft.item; item !== undefined; item = item.parent) {
    const id = itemAt.get(item.start);
    if (id !== undefined) return id;
  }
  return undefined;
}
