import { NOTHING, type Anchor, type AnchorSource } from './anchor';
import { AnchorKeys } from './anchorKeys';
import { ShortHash } from './hash';
import { normalise } from './normalise';
import { COVER, coverSecrets, mayTellSecret } from '../secrets/writtenSecrets';
import { NO_KEY } from './titleKeys';

/**
 * Ids for everything in a document, in the order given. An id is made from content, never from a
 * position: text alone where the text is unique; where it is not, text and nearest title, then
 * text and all titles; for twins under the very same titles what stands before them, and only for
 * twins one after the other their turn. So edits
 * elsewhere, reordering and rewording of neighbours keep it, and no twin inherits another's id
 * when sections change places. Ids are unique over the whole list.
 */
export function assignIds(sources: readonly AnchorSource[]): readonly string[] {
  const keys = new AnchorKeys(sources);
  const ids = new Ids(sources);
  for (const same of keys.groups) {
    if (typeof same === 'number') ids.giveOnly(same, keys.own(same));
    else part(same, 1, { keys, ids, hash: new ShortHash(keys.own(same[0] ?? 0)), alone: true });
  }
  return ids.given;
}

/** The ids of a list, as they are given. */
class Ids {
  readonly given: string[];
  readonly #sources: readonly AnchorSource[];
  readonly #used = new Set<string>();
  #last = NOTHING;
  #words: string = NOTHING.kind;

  constructor(sources: readonly AnchorSource[]) {
    this.given = new Array<string>(sources.length);
    this.#sources = sources;
  }

  /**
   * To what has no twin. Not by way of the next: V8 compiles small functions that are called often
   * with all that they call, which takes longer than to read a short runbook.
   */
  giveOnly(index: number, own: string): void {
    const { kind, name, text } = this.#sources[index] ?? NOTHING;
    const named = name === undefined ? '' : slug(name, 60);
    if (named !== '') this.#take(index, named);
    else this.#take(index, `${slug(text, 28) || kind}-${new ShortHash(own).name()}`);
  }

  /** To a twin: words and a hash, or the author's name alone where no other has the same. */
  give(index: number, hash: ShortHash, alone: boolean): void {
    const source = this.#sources[index] ?? NOTHING;
    const { kind, name, text } = source;
    // Twins are mostly the very same.
    if (text !== this.#last.text || name !== this.#last.name || kind !== this.#last.kind)
      this.#words = (name === undefined ? '' : slug(name, 60)) || slug(text, 28) || kind;
    this.#last = source;
    const named = alone && name !== undefined && slug(name, 60) !== '';
    this.#take(index, named ? this.#words : `${this.#words}-${hash.name()}`);
  }

  #take(index: number, base: string): void {
    let id = base;
    for (let turn = 2; this.#used.has(id); turn++) id = `${base}-${turn}`;
    this.#used.add(id);
    this.given[index] = id;
  }
}

/** What twins have in common. */
interface Common {
  readonly keys: AnchorKeys;
  readonly ids: Ids;
  readonly hash: ShortHash;
  /** No titles are part of the hash. */
  readonly alone: boolean;
}

/** Gives ids to twins, parted by what tells them apart from a depth of comparison on. */
function part(twins: readonly number[], depth: number, common: Common): void {
  const { keys, ids, hash } = common;
  if (twins.length === 1) ids.give(twins[0] ?? 0, hash, common.alone);
  else if (depth < CONTEXTS) {
    for (const alike of parted(twins, keys, depth)) {
      const [first = 0] = alike;
      const alone = common.alone && keys.at(first, depth) === NO_KEY;
      part(alike, depth + 1, { keys, ids, hash: keys.within(hash, first, depth), alone });
    }
  } else {
    let turn = 0;
    // The count too: when one of the twins goes, none may inherit its id.
    for (const index of twins)
      ids.give(index, hash.with(`\u0000${++turn} of ${twins.length}`), false);
  }
}

/** Twins parted by their keys at a depth, in order of the first of each. */
function parted(
  twins: readonly number[],
  keys: AnchorKeys,
  depth: number,
): Iterable<readonly number[]> {
  const own = twins.map((index) => keys.at(index, depth));
  if (own.every((key) => key === own[0])) return [twins];
  const parts = new Map<number, number[]>();
  for (const [i, index] of twins.entries()) {
    const key = own[i] ?? NO_KEY;
    const part = parts.get(key);
    if (part === undefined) parts.set(key, [index]);
    else part.push(index);
  }
  return parts.values();
}

/** Whether an id was given to something that had a twin under the very same titles. */
export function wasTwinInPlace(anchor: Anchor): boolean {
  const keys = new AnchorKeys([anchor]);
  const idOf = (hash: ShortHash, alone: boolean): string | undefined => {
    const ids = new Ids([anchor]);
    ids.give(0, hash, alone);
    return ids.given[0];
  };
  let hash = new ShortHash(keys.own(0));
  let alone = true;
  for (let depth = 1; idOf(hash, alone) !== anchor.id; depth++) {
    if (depth > 2) return true;
    hash = keys.within(hash, 0, depth);
    alone &&= keys.at(0, depth) === NO_KEY;
  }
  return false;
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

/** Most characters of a text that are read for the words of an id. */
const LONGEST_READ = 400;

/** How many things tell twins apart: text, nearest title, all titles, what stands before. */
const CONTEXTS = 4;

/**
 * Whole words of a text in lower case joined by hyphens, at most `limit` characters. Without the
 * secrets in it: an id is stored, shown and typed.
 */
function slug(text: string, limit: number): string {
  // Mostly the beginning tells; only where it holds few words is more looked at.
  let read = text.slice(0, 2 * limit);
  let words = hyphenated(read);
  if (words.length <= limit && text.length > 2 * limit) {
    read = text.slice(0, LONGEST_READ);
    words = hyphenated(read);
  }
  if (mayTellSecret(read)) {
    const lineEnd = text.indexOf('\n', read.length);
    const whole = text.slice(0, Math.min(LONGEST_READ, lineEnd === -1 ? text.length : lineEnd));
    const covered = coverSecrets(whole).slice(0, read.length);
    // Cut as the text itself would be, so that nothing but the secret leaves the id.
    if (covered !== read) return hyphenated(cut(hyphenated(covered), limit).replaceAll(COVER, '-'));
  }
  return cut(words, limit);
}

function cut(words: string, limit: number): string {
  if (words.length <= limit) return words;
  const end = words.lastIndexOf('-', limit);
  return words.slice(0, end > 0 ? end : limit);
}

function hyphenated(text: string): string {
  const words = text.toLowerCase().replace(/[^a-z0-9\x01]+/g, '-');
  const end = words.endsWith('-') ? words.length - 1 : words.length;
  return words.slice(words.startsWith('-') ? 1 : 0, end);
}
