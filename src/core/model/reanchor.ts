import type { Anchor } from './anchor';
import { assignIds, wasTwinInPlace } from './ids';
import { normalise } from './normalise';
import { editSimilarity } from './similarity';

/**
 * Where each earlier anchor stands in the current text: old id → new id. One-to-one, and rather
 * absent than wrong: what was removed, or has two equally good successors, is not in the map.
 * Give as `previous` all anchors of the earlier text where they are known; those that are only
 * ticks work too, with fewer edits recognised.
 */
export function reanchor(
  previous: readonly Anchor[],
  current: readonly Anchor[],
): ReadonlyMap<string, string> {
  const matcher = new Matcher(previous, current);
  const matchAll = (find: (old: Anchor) => Anchor | undefined): void => {
    for (const old of previous) {
      if (matcher.found.has(old.id)) continue;
      const now = find(old);
      if (now !== undefined) matcher.match(old, now);
    }
  };
  matchAll((old) => matcher.sameId(old));
  matchAll((old) => matcher.sameText(old, true));
  matchAll((old) => matcher.sameText(old, false));
  matcher.matchEdited(previous.filter((old) => !matcher.found.has(old.id)));
  return new Map([...matcher.found].map(([id, now]) => [id, now.id]));
}

/** Two edits count as equally near below this difference. */
const MARGIN = 0.04;
const MOST_PAIRS = 250_000;

class Matcher {
  readonly found = new Map<string, Anchor>();
  readonly #taken = new Set<Anchor>();
  readonly #byId = new Map<string, Anchor>();
  readonly #byText = new Map<string, Anchor[]>();
  readonly #byPath = new Map<string, Anchor[]>();
  /** Where the things under a path are now; undefined when they went to several places. */
  readonly #moved = new Map<string, string | undefined>();

  /** How many earlier anchors have the same words under the same titles. */
  readonly #twins = new Map<string, number>();

  constructor(previous: readonly Anchor[], current: readonly Anchor[]) {
    for (const anchor of previous) {
      const key = `${textKey(anchor)}\n${pathKey(anchor)}`;
      this.#twins.set(key, (this.#twins.get(key) ?? 0) + 1);
    }
    for (const anchor of current) {
      this.#byId.set(anchor.id, anchor);
      add(this.#byText, textKey(anchor), anchor);
      add(this.#byPath, pathKey(anchor), anchor);
    }
  }

  match(old: Anchor, now: Anchor): void {
    if (this.#taken.has(now)) return;
    this.#taken.add(now);
    this.found.set(old.id, now);
    const from = pathKey(old);
    const to = pathKey(now);
    const agreed = !this.#moved.has(from) || this.#moved.get(from) === to;
    this.#moved.set(from, agreed ? to : undefined);
  }

  /** The same id is the same thing while its words are, or while its author names it. */
  sameId(old: Anchor): Anchor | undefined {
    const now = this.#byId.get(old.id);
    if (now === undefined || now.kind !== old.kind) return undefined;
    return textKey(now) === textKey(old) || isNamed(now) ? now : undefined;
  }

  /** The same words: under the same titles, or, if they were never there twice, anywhere. */
  sameText(old: Anchor, samePath: boolean): Anchor | undefined {
    const all = this.#byText.get(textKey(old)) ?? [];
    const free = all.filter((now) => !this.#taken.has(now));
    const path = this.#pathNow(old);
    const here = free.filter((now) => pathKey(now) === path);
    if (samePath) return this.#amongTwins(old, here);
    return all.length === 1 && !hadTwin(old) ? free[0] : undefined;
  }

  /** Of twins under the same titles only the first and only free one, once the others are found. */
  #amongTwins(old: Anchor, here: readonly Anchor[]): Anchor | undefined {
    const [first] = here;
    if (first === undefined || here.length > 1) return undefined;
    if (isNamed(old) || !wasTwinInPlace(old)) return first;
    const others = this.#twins.get(`${textKey(old)}\n${pathKey(old)}`) ?? 0;
    const now = (this.#byText.get(textKey(old)) ?? []).filter((a) => pathKey(a) === pathKey(first));
    return others > 1 && others === now.length ? first : undefined;
  }

  /** Small edits, under the same titles only; each must be the other's clear best. */
  matchEdited(left: readonly Anchor[]): void {
    const groups = new Map<string, Anchor[]>();
    for (const old of left) {
      const path = this.#pathNow(old);
      // Its words are still there, if on a twin: they were not edited.
      const same = this.#byText.get(textKey(old)) ?? [];
      if (!same.some((now) => pathKey(now) === path)) add(groups, path ?? '', old);
    }
    for (const [path, olds] of groups) {
      const free = (this.#byPath.get(path) ?? []).filter((now) => !this.#taken.has(now));
      if (olds.length * free.length <= MOST_PAIRS) this.#matchBest(olds, free);
    }
  }

  #matchBest(olds: readonly Anchor[], free: readonly Anchor[]): void {
    const scores = olds.map((old) => free.map((now) => score(old, now)));
    for (const [i, old] of olds.entries()) {
      const row = scores[i] ?? [];
      const j = clearBest(row);
      const now = j === undefined ? undefined : free[j];
      if (j === undefined || now === undefined) continue;
      if (clearBest(scores.map((other) => other[j] ?? 0)) === i) this.match(old, now);
    }
  }

  /** The titles an anchor stood under, as they are now. */
  #pathNow(old: Anchor): string | undefined {
    const path = pathKey(old);
    return this.#moved.has(path) && !this.#byPath.has(path) ? this.#moved.get(path) : path;
  }
}

function score(old: Anchor, now: Anchor): number {
  // The same words were looked at before: what is left of them are twins.
  if (old.kind !== now.kind || textKey(old) === textKey(now)) return 0;
  const code = old.kind === 'step' || old.kind === 'part';
  const near = editSimilarity(old.text, now.text, code);
  return near === 0 ? 0 : near - Math.min(Math.abs(old.ordinal - now.ordinal), 5) * 0.005;
}

/** Index of the best score when it is clearly ahead of the second. */
function clearBest(scores: readonly number[]): number | undefined {
  let best = -1;
  let second = 0;
  for (const [i, value] of scores.entries()) {
    if (best < 0 || value > (scores[best] ?? 0)) {
      second = best < 0 ? 0 : (scores[best] ?? 0);
      best = i;
    } else second = Math.max(second, value);
  }
  const top = scores[best] ?? 0;
  return top > 0 && top - second >= MARGIN ? best : undefined;
}

/** Its id says that the same words stood elsewhere too. */
function hadTwin(old: Anchor): boolean {
  return !isNamed(old) && old.id !== assignIds([old])[0];
}

/** Named by its author: the id is no fingerprint of the text. */
function isNamed(anchor: Anchor): boolean {
  return !/-[0-9a-z]{8}(?:-\d+)?$/.test(anchor.id);
}

function textKey({ kind, text }: Anchor): string {
  return `${kind}\n${normalise(text, kind)}`;
}

/** Whether two things stand under the same titles. */
export function isSamePlace(a: Anchor, b: Anchor): boolean {
  return pathKey(a) === pathKey(b);
}

function pathKey({ kind, sectionPath }: Anchor): string {
  return [kind, ...sectionPath.map((title) => normalise(title))].join('\n');
}

function add(groups: Map<string, Anchor[]>, key: string, anchor: Anchor): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [anchor]);
  else group.push(anchor);
}
