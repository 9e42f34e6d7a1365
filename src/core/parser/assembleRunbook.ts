import type { Checklist } from '../model/checklist';
import { assignIds, type AnchorKind, type AnchorSource } from '../model/ids';
import type { CodeBlock, Runbook, Section } from '../model/runbook';
import type { Step } from '../model/step';
import type { DocumentReading } from './readDocument';
import { SectionFinder } from './sectionFinder';
import { toSections } from './sections';
import type { ReadStep } from './stepDraft';
import { linkParts } from './taskComments';

/** Makes a runbook of a reading: gives ids, connects steps, sections and items. */
export function assembleRunbook(
  reading: DocumentReading,
  sections: readonly Section[] = toSections(reading.headings, reading.lineCount),
): Runbook {
  const finder = new SectionFinder(sections);
  const paths = new SectionPaths(finder);
  const lists = withIds(reading, paths, finder);
  const order = inOrder(reading.steps);
  const ids = stepIds(order, paths);
  const idOf = new Map<ReadStep, string>();
  const stepsOfItem = new Map<string, string[]>();
  const steps = order.map((step, index) => {
    const own = ids[index];
    const itemId = step.itemKey === undefined ? undefined : lists.idOfKey.get(step.itemKey);
    const made = toStep(step, own?.id ?? '', own?.parts ?? [], finder.at(step.range.start), itemId);
    idOf.set(step, made.id);
    if (itemId !== undefined) push(stepsOfItem, itemId, made.id);
    return made;
  });
  const { facts } = reading;
  return {
    title: titleOf(sections),
    metadata: facts.metadata,
    sections,
    steps,
    checklists: linkParts(
      lists.checklists.map((list) => withSteps(list, stepsOfItem)),
      steps,
    ),
    blocks: reading.blocks.map((block): CodeBlock => {
      const step = block.step === undefined ? undefined : reading.steps[block.step];
      const { range, fenced, tag, info, content, role } = block;
      const stepId = step === undefined ? undefined : idOf.get(step);
      return { range, fenced, tag, info, content, role, stepId };
    }),
    severities: facts.severities,
    contacts: facts.contacts,
    escalations: facts.escalations,
    schedules: facts.schedules,
    templates: facts.templates,
    links: facts.links,
    problems: [...reading.problems].sort((a, b) => a.range.start - b.range.start),
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

/** Titles above a line, outermost first; made once for each section. */
class SectionPaths {
  readonly #finder: SectionFinder;
  readonly #paths = new Map<Section | undefined, readonly string[]>();
  readonly #titles = new Map<Section | undefined, Titles>();

  constructor(finder: SectionFinder) {
    this.#finder = finder;
  }

  at(line: number): readonly string[] {
    return this.#of(this.#finder.at(line));
  }

  titlesAt(line: number): Titles {
    const section = this.#finder.at(line);
    const known = this.#titles.get(section);
    if (known !== undefined) return known;
    const titles = new Titles(this.#of(section));
    this.#titles.set(section, titles);
    return titles;
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

/** Titles above things: those of a section, and one below it where there is one. */
class Titles {
  readonly #section: readonly string[];
  readonly #own: string | undefined;
  #all: readonly string[] | undefined;

  constructor(section: readonly string[], own?: string) {
    this.#section = section;
    this.#own = own;
  }

  /** Made for twins only, of which there are few. */
  get all(): readonly string[] {
    const own = this.#own;
    return (this.#all ??= own === undefined ? this.#section : [...this.#section, own]);
  }
}

/** One class for all, so that whoever reads them has one kind of thing to read. */
class Source implements AnchorSource {
  readonly kind: AnchorKind;
  readonly text: string;
  readonly name: string | undefined;
  readonly #titles: Titles;

  constructor(kind: AnchorKind, text: string, titles: Titles, name: string | undefined) {
    this.kind = kind;
    this.text = text;
    this.name = name;
    this.#titles = titles;
  }

  get sectionPath(): readonly string[] {
    return this.#titles.all;
  }
}

/** Ids of steps and of their parts, all unique in the document. */
function stepIds(steps: readonly ReadStep[], paths: SectionPaths): readonly StepIds[] {
  const sources: AnchorSource[] = [];
  for (const step of steps) {
    const titles = paths.titlesAt(step.range.start);
    sources.push(new Source('step', step.text, titles, step.attributes.name));
  }
  for (const step of steps) {
    if (step.parts.length === 0) continue;
    const titles = new Titles(paths.at(step.range.start), step.title);
    for (const part of step.parts)
      sources.push(new Source('part', part.manual ? part.title : part.text, titles, undefined));
  }
  const ids = assignIds(sources);
  let next = steps.length;
  return steps.map((step, index) => ({
    id: ids[index] ?? '',
    parts: step.parts.map(() => ids[next++] ?? ''),
  }));
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
