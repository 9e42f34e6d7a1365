import type { AnchorKind, AnchorSource } from '../model/anchor';
import { assignIds } from '../model/ids';
import type { Section } from '../model/runbook';
import type { SectionFinder } from './sectionFinder';
import type { SectionTitles } from './sectionTitles';
import type { ReadStep } from './stepDraft';

const NONE: readonly string[] = [];

/** Titles above a line, outermost first; made once for each section. */
export class SectionPaths {
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

export interface StepIds {
  readonly id: string;
  readonly parts: readonly string[];
}

/** Titles above things: those of a section, and one below it where there is one. */
export class Titles {
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
export class Source implements AnchorSource {
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

/** Ids that were given, and what they were given to. */
export interface KnownIds {
  readonly steps: readonly ReadStep[];
  /** The section of each. */
  readonly places: readonly (Section | undefined)[];
  readonly sections: readonly Section[];
  /** Those of the sections. */
  readonly titles: SectionTitles;
  readonly ids: readonly StepIds[];
}

/**
 * Ids of steps and of their parts, all unique in the document. Those of an earlier reading are
 * taken up when nothing has changed that they depend on: most edits are made to prose.
 */
export function stepIds(
  asked: Omit<KnownIds, 'ids'>,
  paths: SectionPaths,
  known: KnownIds | undefined,
): readonly StepIds[] {
  if (known !== undefined && isAlike(asked, known)) return known.ids;
  const { steps } = asked;
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

function isAlike(a: Omit<KnownIds, 'ids'>, b: Omit<KnownIds, 'ids'>): boolean {
  // Sections that are like those before have kept their titles.
  if (a.steps.length !== b.steps.length || a.titles !== b.titles) return false;
  for (let i = 0; i < a.steps.length; i++)
    if (a.places[i]?.id !== b.places[i]?.id || !isSame(a.steps[i], b.steps[i])) return false;
  return true;
}

/** Whether sections differ in nothing but their lines. */
export function areAlike(a: readonly Section[], b: readonly Section[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) {
    const [own, other] = [a[i], b[i]];
    if (own?.title !== other?.title || own?.id !== other?.id || own?.parentId !== other?.parentId)
      return false;
  }
  return true;
}

/** Parts that were not read again are the same objects, wherever they stand now. */
function isSame(a: ReadStep | undefined, b: ReadStep | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  if (a.text !== b.text || a.title !== b.title || a.attributes.name !== b.attributes.name)
    return false;
  if (a.parts === b.parts) return true;
  return (
    a.parts.length === b.parts.length &&
    a.parts.every((part, index) => {
      const other = b.parts[index];
      return (
        other?.text === part.text && other.title === part.title && other.manual === part.manual
      );
    })
  );
}
