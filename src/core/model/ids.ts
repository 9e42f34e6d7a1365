import { shortHash, ShortHash } from './hash';

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
  const take = (index: number, base: string): void => {
    let id = base;
    for (let turn = 2; used.has(id); turn++) id = `${base}-${turn}`;
    used.add(id);
    ids[index] = id;
  };
  const split = (group: readonly number[], depth: number, context: string): void => {
    if (group.length === 1 || depth === CONTEXTS) {
      // What twins have in common is worked out once.
      const hash = new ShortHash(keys.own(group[0] ?? 0) + context);
      let before = NOTHING;
      let words = '';
      group.forEach((index, turn) => {
        // The count too: when one of the twins goes, none may inherit its id.
        const twin = group.length === 1 ? '' : `\u0000${turn + 1} of ${group.length}`;
        const source = sources[index] ?? NOTHING;
        if (source.text !== before.text || source.name !== before.name || words === '')
          words = wordsOf(source);
        before = source;
        take(index, idOf(source, words, context + twin, hash.with(twin)));
      });
      return;
    }
    for (const [key, part] of keys.groups(group, depth))
      split(part, depth + 1, `${context}\u0000${key}`);
  };
  for (const same of sameContent(sources, keys)) {
    if (typeof same === 'number') take(same, keys.id(same, ALONE));
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
  const places = new Map<string, number>();
  for (let index = 0; index < sources.length; index++) {
    const key = keys.own(index);
    const place = places.get(key);
    if (place === undefined) {
      places.set(key, groups.length);
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
  const contexts = [0, 1, 2].map((depth) => alone.id(0, contextAt(alone, 0, depth)));
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

function keyOf({ kind, name, text }: AnchorSource): string {
  return `${kind}\u0000${name === undefined ? `t${normalise(text, kind)}` : `n${name}`}`;
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

/** What decides over the identity of each source. */
class AnchorKeys {
  readonly #sources: readonly AnchorSource[];
  readonly #own: readonly string[];
  readonly #titles = new Map<string, string>();
  readonly #paths = new Map<readonly string[], string>();

  constructor(sources: readonly AnchorSource[]) {
    this.#sources = sources;
    this.#own = sources.map(keyOf);
  }

  /** The kind of a source, and its name or its text. */
  own(index: number): string {
    return this.#own[index] ?? '';
  }

  /** The id of a source that the context tells from its twins. */
  id(index: number, context: string): string {
    const source = this.#sources[index] ?? NOTHING;
    return idOf(source, wordsOf(source), context, shortHash(this.own(index) + context));
  }

  /** The key of a source at a depth of comparison. */
  at(index: number, depth: number): string {
    if (depth === 1) return this.#title(this.#sources[index]?.sectionPath.at(-1) ?? '');
    return depth === 2 ? this.#path(index) : this.#contentBefore(index);
  }

  /** A group parted by the keys at a depth, in order of their first members. */
  groups(group: readonly number[], depth: number): ReadonlyMap<string, readonly number[]> {
    const common = this.at(group[0] ?? 0, depth);
    if (group.every((index) => this.at(index, depth) === common)) return new Map([[common, group]]);
    const parts = new Map<string, number[]>();
    for (const index of group) {
      const key = this.at(index, depth);
      const part = parts.get(key);
      if (part === undefined) parts.set(key, [index]);
      else part.push(index);
    }
    return parts;
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
    const key = this.own(index);
    const path = this.#path(index);
    for (let i = index - 1; i >= 0 && i > index - LOOK_BACK; i--) {
      if (this.#sources[i]?.kind !== own?.kind) continue;
      if (this.#path(i) !== path) return '';
      if (this.own(i) !== key) return this.own(i).slice(own?.kind.length).slice(1);
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

/** The words an id begins with: of the author's name, else of the text. */
function wordsOf({ kind, text, name }: AnchorSource): string {
  return (name === undefined ? '' : slug(name, 60)) || slug(text, 28) || kind;
}

/** An id of words and, unless a name tells it apart by itself, of a hash. */
function idOf({ name }: AnchorSource, words: string, context: string, hash: string): string {
  const named = name !== undefined && /^\u0000*$/.test(context) && slug(name, 60) !== '';
  return named ? words : `${words}-${hash}`;
}

/** Whole words of a text in lower case joined by hyphens, at most `limit` characters. */
function slug(text: string, limit: number): string {
  // Mostly the beginning tells; only where it holds few words is more looked at.
  let words = hyphenated(text.slice(0, 2 * limit));
  if (words.length <= limit && text.length > 2 * limit) words = hyphenated(text.slice(0, 400));
  if (words.length <= limit) return words;
  const end = words.lastIndexOf('-', limit);
  return words.slice(0, end > 0 ? end : limit);
}

function hyphenated(text: string): string {
  const words = text.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  const end = words.endsWith('-') ? words.length - 1 : words.length;
  return words.slice(words.startsWith('-') ? 1 : 0, end);
}
