import type { AnchorSource } from '../model/anchor';
import type { Checklist } from '../model/checklist';
import { assignIds } from '../model/ids';
import type { CodeBlock, Runbook, Section } from '../model/runbook';
import type { Step } from '../model/step';
import { pointLinks } from './links';
import { toMetadata } from './metadata';
import type { DocumentReading } from './readDocument';
import { SectionFinder } from './sectionFinder';
import { chooseSeverities } from './severities';
import type { ReadStep } from './stepDraft';
import { SectionTitles } from './sectionTitles';
import { areAlike, SectionPaths, Source, stepIds, Titles, type KnownIds } from './stepIds';
import { linkParts } from './taskComments';

/** Makes a runbook of a reading: gives ids, connects steps, sections and items. */
export function assembleRunbook(reading: DocumentReading, sections: readonly Section[]): Runbook {
  return assembleAgain(reading, sections, undefined).runbook;
}

/** The same for a reading that is hardly another than one before, of which the ids are known. */
export function assembleAgain(
  reading: DocumentReading,
  sections: readonly Section[],
  known: KnownIds | undefined,
): { readonly runbook: Runbook; readonly known: KnownIds } {
  const finder = new SectionFinder(sections);
  const paths = new SectionPaths(finder);
  const lists = withIds(reading, paths, finder);
  const order = inOrder(reading.steps);
  const places = order.map((step) => finder.at(step.range.start));
  const titles =
    known !== undefined && areAlike(sections, known.sections)
      ? known.titles
      : new SectionTitles(sections);
  const asked = { steps: order, places, sections, titles };
  const ids = stepIds(asked, paths, known);
  const idOf = order === reading.steps ? undefined : new Map<ReadStep, string>();
  const stepsOfItem = new Map<string, string[]>();
  const steps = order.map((step, index) => {
    const own = ids[index];
    const itemId = step.itemKey === undefined ? undefined : lists.idOfKey.get(step.itemKey);
    const made = toStep(step, own?.id ?? '', own?.parts ?? [], places[index], itemId);
    idOf?.set(step, made.id);
    if (itemId !== undefined) push(stepsOfItem, itemId, made.id);
    return made;
  });
  const idAt = (index: number): string | undefined => {
    const step = reading.steps[index];
    return idOf === undefined || step === undefined ? steps[index]?.id : idOf.get(step);
  };
  const { facts } = reading;
  const runbook: Runbook = {
    title: titleOf(sections),
    metadata: toMetadata(facts.said, reading.lineCount),
    sections,
    steps,
    checklists: linkParts(
      lists.checklists.map((list) => withSteps(list, stepsOfItem)),
      steps,
    ),
    blocks: reading.blocks.map((block): CodeBlock => {
      const { range, fenced, tag, info, content, role, step } = block;
      const stepId = step === undefined ? undefined : idAt(step);
      return { range, fenced, tag, info, content, role, stepId };
    }),
    severities: chooseSeverities(facts.severities),
    contacts: facts.contacts,
    escalations: facts.escalations,
    schedules: facts.schedules,
    templates: facts.templates,
    links: pointLinks(facts.links, titles),
    problems: [...reading.problems].sort((a, b) => a.range.start - b.range.start),
  };
  return { runbook, known: { ...asked, ids } };
}

function titleOf(sections: readonly Section[]): string | undefined {
  return (sections.find((section) => section.level === 1) ?? sections[0])?.title;
}

function push(map: Map<string, string[]>, key: string, value: string): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

function inOrder(steps: readonly ReadStep[]): readonly ReadStep[] {
  const sorted = steps.every((step, i) => (steps[i - 1]?.source.start ?? -1) <= step.source.start);
  return sorted ? steps : [...steps].sort((a, b) => a.source.start - b.source.start);
}

function withSteps(list: Checklist, stepsOfItem: ReadonlyMap<string, string[]>): Checklist {
  if (!list.items.some((item) => stepsOfItem.has(item.id))) return list;
  const items = list.items.map((item) => {
    const stepIds = stepsOfItem.get(item.id);
    return stepIds === undefined ? item : { ...item, stepIds };
  });
  return { ...list, items };
}

function toStep(
  step: ReadStep,
  id: string,
  partIds: readonly string[],
  section: Section | undefined,
  itemId: string | undefined,
): Step {
  const { codeLine } = step;
  return {
    id,
    kind: step.kind,
    range: step.range,
    source: step.source,
    title: step.title === '' ? (section?.title ?? '') : step.title,
    language: step.language,
    text: step.text,
    parts: step.parts.map((part, index) => ({
      id: partIds[index] ?? '',
      range: { start: codeLine + part.lines.start, end: codeLine + part.lines.end },
      title: part.title,
      text: part.text,
      manual: part.manual,
      alternative: part.alternative,
    })),
    notRunnable: step.notRunnable,
    placeholders: step.placeholders,
    expectation: step.expectation,
    attributes: step.attributes,
    sectionId: section?.id,
    itemId,
  };
}

interface NamedChecklists {
  readonly checklists: readonly Checklist[];
  /** Final ids of items by their provisional ones. */
  readonly idOfKey: ReadonlyMap<string, string>;
}

function withIds(
  reading: DocumentReading,
  paths: SectionPaths,
  finder: SectionFinder,
): NamedChecklists {
  const idOfKey = new Map<string, string>();
  if (reading.checklists.length === 0) return { checklists: [], idOfKey };
  const sources: AnchorSource[] = [];
  const titles = new Map<string, string>();
  for (const list of reading.checklists) {
    const path = paths.at(list.range.start);
    sources.push(new Source('checklist', list.title, new Titles(path), undefined));
    for (const item of list.items) {
      titles.set(item.id, item.text);
      const parent = item.parentId === undefined ? undefined : titles.get(item.parentId);
      sources.push(
        new Source('item', item.text, new Titles([...path, list.title], parent), undefined),
      );
    }
  }
  const ids = assignIds(sources);
  let next = 0;
  const checklists = reading.checklists.map((list) => {
    const id = ids[next++] ?? '';
    const items = list.items.map((item) => {
      const own = ids[next++] ?? '';
      idOfKey.set(item.id, own);
      const parentId = item.parentId === undefined ? undefined : idOfKey.get(item.parentId);
      return { ...item, id: own, parentId };
    });
    return { ...list, id, items, sectionId: finder.at(list.range.start)?.id };
  });
  return { checklists, idOfKey };
}
