import { ShortHash } from './hash';

export type AnchorKind = 'section' | 'step' | 'part' | 'checklist' | 'item';

/** What an id is made from. */
export interface AnchorSource {
  readonly kind: AnchorKind;
  /** A step's code, a part's lines, an item's words, a section's or checklist's title. */
  readonly text: string;
  /**
   * Titles above it, outermost first: headings, then the parent item or the step for a nested
   * one. Only looked at when the same text occurs more than once.
   */
  readonly sectionPath: readonly string[];
  /** The author's own name for it (`{name=…}`); replaces the text as the source of the id. */
  readonly name?: string | undefined;
}

/** What must be remembered with a tick or a record to find its thing again in an edited file. */
export interface Anchor {
  readonly id: string;
  readonly kind: AnchorKind;
  readonly text: string;
  readonly sectionPath: readonly string[];
  /** Position among the same kind under the same section path, 0 first. */
  readonly ordinal: number;
}

/**
 * Ids for everything in a document, in the order given. An id is made from content, never from a
 * position: text alone where the text is unique; where it is not, text and nearest title, then
 * text and all titles; for twins under the very same titles what stands before them, and only for
 * twins one after the other their turn. So edits
 * elsewhere, reordering and rewording of neighbours keep it, and no twin inherits another's id
 * when sections change places. Ids are unique over the whole list.
 */
export function assignIds(sources: readonly AnchorSource[]): readonly string[] {
  const ids = new Array<string>(sources.length);
  const used = new Set<string>();
  const keys = new AnchorKeys(sources);
  const maker = new IdMaker();
  const take = (index: number, context: string): void => {
    const source = sources[index] ?? NOTHING;
    if (!maker.fits(source)) maker.begin(source, keys.content(index));
    const base = maker.id(context);
    let id = base;
    for (let turn = 2; used.has(id); turn++) id = `${base}-${turn}`;
    used.add(id);
    ids[index] = id;
  };
  const split = (group: readonly number[], depth: number, context: string): void => {
    if (group.length === 1 || depth === CONTEXTS) {
      group.forEach((index, turn) => {
        // The count too: when one of the twins goes, none may inherit its id.
        const twin = group.length === 1 ? '' : `\u0000${turn + 1} of ${group.length}`;
        take(index, context + twin);
      });
      return;
    }
    for (const [key, part] of keys.groups(group, depth))
      split(part, depth + 1, `${context}\u0000${key}`);
  };
  for (const same of sameContent(sources, keys)) {
    if (typeof same === 'number') take(same, ALONE);
    else split(same, 1, ALONE);
  }
  return ids;
}

/** What stands apart by its text alone, and groups of twins; most things have none. */
function sameContent(
  sources: readonly AnchorSource[],
  keys: AnchorKeys,
): readonly (number | readonly number[])[] {
  const groups: (number | number[])[] = [];
  const places = new Map<AnchorKind, Map<string, number>>();
  let kind: AnchorKind | undefined;
  let ofKind = new Map<string, number>();
  for (let index = 0; index < sources.length; index++) {
    const source = sources[index] ?? NOTHING;
    if (source.kind !== kind) {
      kind = source.kind;
      ofKind = places.get(kind) ?? new Map<string, number>();
      places.set(kind, ofKind);
    }
    const content = keys.content(index);
    const place = ofKind.get(content);
    if (place === undefined) {
      ofKind.set(content, groups.length);
      groups.push(index);
      continue;
    }
    const known = groups[place];
    if (typeof known === 'number') groups[place] = [known, index];
    else known?.push(index);
  }
  return groups;
}

/** Whether an id was given to something that had a twin under the very same titles. */
export function wasTwinInPlace(anchor: Anchor): boolean {
  const alone = new AnchorKeys([anchor]);
  const contexts = [0, 1, 2].map((depth) =>
    idOf(anchor, alone.content(0), contextAt(alone, 0, depth)),
  );
  return !contexts.includes(anchor.id);
}

/** The anchors of a document: `assignIds` with what `reanchor` needs beside the id. */
export function toAnchors(sources: readonly AnchorSource[]): readonly Anchor[] {
  const ids = assignIds(sources);
  const turns = new Map<string, number>();
  return sources.map((source, index) => {
    const place = JSON.stringify([
      source.kind,
      ...source.sectionPath.map((title) => normalise(title)),
    ]);
    const ordinal = turns.get(place) ?? 0;
    turns.set(place, ordinal + 1);
    const { kind, text, sectionPath } = source;
    return { id: ids[index] ?? '', kind, text, sectionPath, ordinal };
  });
}

/**
 * What of a text decides over identity. In prose case, white space, emphasis and a trailing colon
 * or dot do not make another thing of it; in code only white space does not.
 */
export function normalise(text: string, kind: AnchorKind = 'section'): string {
  if (kind === 'step' || kind === 'part') return spaced(text);
  return spaced(text.normalize('NFC').replace(/[*_`~]+/g, ''))
    .toLowerCase()
    .replace(/[.:;]$/, '');
}

/** Every run of white space as one space. Most texts have none to change. */
function spaced(text: string): string {
  const trimmed = text.trim();
  return /\s\s|[^\S ]/.test(trimmed) ? trimmed.replace(/\s+/g, ' ') : trimmed;
}

/** How many things tell twins apart: text, nearest title, all titles, what stands before. */
const CONTEXTS = 4;

/** How far back twins look for something else to tell them apart by. */
const LOOK_BACK = 100;

/** What decides over the identity of each source, worked out once and only when asked for. */
class AnchorKeys {
  readonly #sources: readonly AnchorSource[];
  readonly #contents: string[] = [];
  readonly #titles = new Map<string, string>();
  readonly #paths = new Map<readonly string[], string>();

  constructor(sources: readonly AnchorSource[]) {
    this.#sources = sources;
  }

  /** The key of a source at a depth of comparison. */
  at(index: number, depth: number): string {
    if (depth === 1) return this.#title(this.#sources[index]?.sectionPath.at(-1) ?? '');
    return depth === 2 ? this.#path(index) : this.#contentBefore(index);
  }

  /** A group parted by the keys at a depth, in order of their first members. */
  groups(group: readonly number[], depth: number): ReadonlyMap<string, readonly number[]> {
    const parts = new Map<string, number[]>();
    for (const index of group) {
      const key = this.at(index, depth);
      const part = parts.get(key);
      if (part === undefined) parts.set(key, [index]);
      else part.push(index);
    }
    return parts;
  }

  content(index: number): string {
    const known = this.#contents[index];
    if (known !== undefined) return known;
    const source = this.#sources[index];
    if (source === undefined) return '';
    const { name, text, kind } = source;
    const content = name === undefined ? `t${normalise(text, kind)}` : `n${name}`;
    this.#contents[index] = content;
    return content;
  }

  #title(title: string): string {
    const known = this.#titles.get(title);
    if (known !== undefined) return known;
    const folded = normalise(title);
    this.#titles.set(title, folded);
    return folded;
  }

  #path(index: number): string {
    const path = this.#sources[index]?.sectionPath ?? [];
    const known = this.#paths.get(path);
    if (known !== undefined) return known;
    const key = path.map((title) => this.#title(title)).join('\n');
    this.#paths.set(path, key);
    return key;
  }

  /** The nearest other thing of the kind before it under the same titles. */
  #contentBefore(index: number): string {
    const own = this.#sources[index];
    const key = this.content(index);
    const path = this.#path(index);
    for (let i = index - 1; i >= 0 && i > index - LOOK_BACK; i--) {
      if (this.#sources[i]?.kind !== own?.kind) continue;
      if (this.#path(i) !== path) return '';
      if (this.content(i) !== key) return this.content(i);
    }
    return '';
  }
}

/** The context of what no context is needed for. */
const ALONE = '\u0000';

function contextAt(keys: AnchorKeys, index: number, depth: number): string {
  let context = ALONE;
  for (let i = 1; i <= depth; i++) context += `\u0000${keys.at(index, i)}`;
  return context;
}

const NOTHING: AnchorSource = { kind: 'section', text: '', sectionPath: [] };

/** Makes the ids of twins: what comes from their common content is worked out once. */
class IdMaker {
  #source: AnchorSource | undefined;
  #named = '';
  #words = '';
  readonly #hash = new ShortHash();

  /** Goes on to another source and those that equal it. */
  begin(source: AnchorSource, content: string): void {
    const { kind, text, name } = source;
    this.#source = source;
    this.#named = name === undefined ? '' : slug(name, 60);
    const words = this.#named === '' ? slug(text, 28) : this.#named;
    this.#words = words === '' ? kind : words;
    this.#hash.reset().add(kind).add('\u0000').add(content);
  }

  /** Twins may differ in what does not decide over identity, and so in the words of their ids. */
  fits({ kind, text, name }: AnchorSource): boolean {
    const own = this.#source;
    return own?.text === text && own.kind === kind && own.name === name;
  }

  id(context: string): string {
    if (this.#named !== '' && /^\u0000*$/.test(context)) return this.#named;
    return `${this.#words}-${this.#hash.with(context)}`;
  }
}

function idOf(source: AnchorSource, content: string, context: string): string {
  const maker = new IdMaker();
  maker.begin(source, content);
  return maker.id(context);
}

/** Whole words of a text in lower case joined by hyphens, at most `limit` characters. */
function slug(text: string, limit: number): string {
  // Mostly the beginning tells; only where it holds few words is more looked at.
  for (const reach of [2 * limit, 400]) {
    const words = text.slice(0, reach).toLowerCase().match(WORDS) ?? [];
    const last = text.length > reach && reach < 400 ? words.length - 1 : words.length;
    let out = '';
    for (let i = 0; i < last; i++) {
      const word = words[i] ?? '';
      const next = out === '' ? word : `${out}-${word}`;
      if (next.length > limit) return out === '' ? word.slice(0, limit) : out;
      out = next;
    }
    if (text.length <= reach || reach === 400) return out;
  }
  return '';
}

const WORDS = /[a-z0-9]+/g;
