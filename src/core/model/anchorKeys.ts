import { NOTHING, type AnchorSource } from './anchor';
import type { ShortHash } from './hash';
import { normalise } from './normalise';
import { NO_KEY, TitleKeys } from './titleKeys';

/** How far back twins look for something else to tell them apart by. */
const LOOK_BACK = 100;

/** What decides over the identity of each source. */
export class AnchorKeys {
  /** What stands apart by its text alone, and groups of twins; most things have none. */
  readonly groups: readonly (number | readonly number[])[];
  readonly #sources: readonly AnchorSource[];
  readonly #contents: readonly string[];
  /** Where the group of each source stands among the groups. */
  readonly #groupOf: readonly number[];
  readonly #titles = new TitleKeys();
  /** The key of the titles above each source, once it is asked for. */
  readonly #paths: (number | undefined)[];

  constructor(sources: readonly AnchorSource[]) {
    const groups: (number | number[])[] = [];
    this.#sources = sources;
    this.#contents = sources.map(({ kind, name, text }) => name ?? normalise(text, kind));
    this.#groupOf = grouped(sources, this.#contents, groups);
    this.groups = groups;
    this.#paths = new Array<number | undefined>(sources.length);
  }

  /** What needs no context: the kind of a source and its name or its text. */
  own(index: number): string {
    const { kind, name } = this.#sources[index] ?? NOTHING;
    return `${kind}\u0000${name === undefined ? 't' : 'n'}${this.#contents[index] ?? ''}\u0000`;
  }

  /** A number that stands for what twins are compared by at a depth of comparison. */
  at(index: number, depth: number): number {
    if (depth === 1) return this.#titles.key(this.#sources[index]?.sectionPath.at(-1) ?? '');
    if (depth === 2) return this.#path(index);
    const before = this.#before(index);
    return before === undefined ? NO_KEY : (this.#groupOf[before] ?? 0) + 1;
  }

  /** A hash with what the key at a depth of comparison stands for behind it. */
  within(hash: ShortHash, index: number, depth: number): ShortHash {
    const within = hash.with('\u0000');
    if (depth < 3) return within.with(this.#titles.text(this.at(index, depth)));
    const before = this.#before(index);
    if (before === undefined) return within;
    const isNamed = this.#sources[before]?.name !== undefined;
    return within.with(isNamed ? 'n' : 't').with(this.#contents[before] ?? '');
  }

  #path(index: number): number {
    return (this.#paths[index] ??= this.#titles.pathKey(this.#sources[index]?.sectionPath ?? []));
  }

  /** The nearest other thing of the kind before it under the same titles. */
  #before(index: number): number | undefined {
    const kind = this.#sources[index]?.kind;
    const group = this.#groupOf[index];
    const path = this.#path(index);
    for (let i = index - 1; i >= 0 && i > index - LOOK_BACK; i--) {
      if (this.#sources[i]?.kind !== kind) continue;
      if (this.#path(i) !== path) return undefined;
      if (this.#groupOf[i] !== group) return i;
    }
    return undefined;
  }
}

/** Puts sources of one kind and content into one group, and tells the group of each. */
function grouped(
  sources: readonly AnchorSource[],
  contents: readonly string[],
  groups: (number | number[])[],
): readonly number[] {
  // A map for each kind, so that nothing need be put in front of long texts.
  const ofKind = new Map<string, Map<string, number>>();
  return sources.map(({ kind, name }, index) => {
    const own = name === undefined ? kind : `name of ${kind}`;
    let places = ofKind.get(own);
    if (places === undefined) ofKind.set(own, (places = new Map<string, number>()));
    const content = contents[index] ?? '';
    const place = places.get(content);
    if (place === undefined) {
      places.set(content, groups.length);
      return groups.push(index) - 1;
    }
    const known = groups[place];
    if (typeof known === 'number') groups[place] = [known, index];
    else known?.push(index);
    return place;
  });
}
