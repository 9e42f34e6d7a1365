import type { Checklist } from '../model/checklist';
import { assignIds, type AnchorSource } from '../model/ids';
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

/** The titles above the parts of a step: made for twins only, of which there are few. */
class PartPlace {
  readonly #step: ReadStep;
  readonly #paths: SectionPaths;
  #titles: readonly string[] | undefined;

  constructor(step: ReadStep, paths: SectionPaths) {
    this.#step = step;
    this.#paths = paths;
  }

  get titles(): readonly string[] {
    return (this.#titles ??= [...this.#paths.at(this.#step.range.start), this.#step.title]);
  }
}

class PartSource implements AnchorSource {
  readonly kind = 'part';
  readonly text: string;
  readonly #place: PartPlace;

  constructor(text: string, place: PartPlace) {
    this.text = text;
    this.#place = place;
  }

  get sectionPath(): readonly string[] {
    return this.#place.titles;
  }
}

/** Ids of steps and of their parts, all unique in the document. */
function stepIds(steps: readonly ReadStep[], paths: SectionPaths): readonly StepIds[] {
  const sources: AnchorSource[] = [];
  for (const step of steps) {
    const sectionPath = paths.at(step.range.start);
    sources.push({ kind: 'step', text: step.text, sectionPath, name: step.attributes.name });
  }
  for (const step of steps) {
    if (step.parts.length === 0) continue;
    const place = new PartPlace(step, paths);
    for (const part of step.parts) {
      sources.push(new PartSource(part.manual ? part.title : part.text, place));
    }
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
    sources.push({ kind: 'checklist', text: list.title, sectionPath: path });
    for (const item of list.items) {
      titles.set(item.id, item.text);
      const parent = item.parentId === undefined ? undefined : titles.get(item.parentId);
      const sectionPath = [...path, list.title, ...(parent === undefined ? [] : [parent])];
      sources.push({ kind: 'item', text: item.text, sectionPath });
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
