import { shortHash } from './hash';

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
  const all = sources.map((_, index) => index);
  const take = (index: number, source: AnchorSource, context: string): void => {
    const base = idOf(source, context);
    let id = base;
    for (let turn = 2; used.has(id); turn++) id = `${base}-${turn}`;
    used.add(id);
    ids[index] = id;
  };
  const split = (group: readonly number[], depth: number): void => {
    const first = group[0];
    if (first === undefined) return;
    if (group.length === 1 || depth === CONTEXTS.length) {
      for (const [turn, index] of group.entries()) {
        const source = sources[index];
        if (source === undefined) continue;
        const context = contextAt(sources, index, Math.max(depth - 1, 0));
        // The count too: when one of the twins goes, none may inherit its id.
        const twin = group.length === 1 ? '' : `\u0000${turn + 1} of ${group.length}`;
        take(index, source, context + twin);
      }
      return;
    }
    for (const part of groupBy(group, (i) => contextKey(sources, i, depth))) split(part, depth + 1);
  };
  split(all, 0);
  return ids;
}

/** Whether an id was given to something that had a twin under the very same titles. */
export function wasTwinInPlace(anchor: Anchor): boolean {
  const alone = [anchor];
  const contexts = [0, 1, 2].map((depth) => idOf(anchor, contextAt(alone, 0, depth)));
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
  if (kind === 'step' || kind === 'part') return text.replace(/\s+/g, ' ').trim();
  return text
    .normalize('NFC')
    .replace(/[*_`~]+/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()
    .replace(/[.:;]$/, '');
}

type Context = (sources: readonly AnchorSource[], index: number) => string;

const CONTEXTS: readonly Context[] = [
  () => '',
  (sources, index) => normalise(sources[index]?.sectionPath.at(-1) ?? ''),
  (sources, index) => pathKey(sources[index]),
  contentBefore,
];

function contextAt(sources: readonly AnchorSource[], index: number, depth: number): string {
  let context = '';
  for (let i = 0; i <= depth; i++) context += `\u0000${CONTEXTS[i]?.(sources, index) ?? ''}`;
  return context;
}

function contextKey(sources: readonly AnchorSource[], index: number, depth: number): string {
  const source = sources[index];
  if (source === undefined) return '';
  if (depth === 0) return `${source.kind}\u0000${contentKey(source)}`;
  return CONTEXTS[depth]?.(sources, index) ?? '';
}

function pathKey(source: AnchorSource | undefined): string {
  return (source?.sectionPath ?? []).map((title) => normalise(title)).join('\n');
}

/** How far back twins look for something else to tell them apart by. */
const LOOK_BACK = 100;

/** The nearest other thing of the kind before it under the same titles. */
function contentBefore(sources: readonly AnchorSource[], index: number): string {
  const own = sources[index];
  if (own === undefined) return '';
  const key = contentKey(own);
  const path = pathKey(own);
  for (let i = index - 1; i >= 0 && i > index - LOOK_BACK; i--) {
    const other = sources[i];
    if (other === undefined || other.kind !== own.kind) continue;
    if (pathKey(other) !== path) return '';
    if (contentKey(other) !== key) return contentKey(other);
  }
  return '';
}

function contentKey(source: AnchorSource): string {
  return source.name === undefined ? `t${normalise(source.text, source.kind)}` : `n${source.name}`;
}

function idOf(source: AnchorSource, context: string): string {
  const unique = /^\u0000*$/.test(context);
  const named = source.name === undefined ? '' : slug(source.name, 60);
  if (named !== '' && unique) return named;
  const hash = shortHash(`${source.kind}\u0000${contentKey(source)}${context}`);
  const words = named === '' ? slug(source.text, 28) : named;
  return words === '' ? `${source.kind}-${hash}` : `${words}-${hash}`;
}

/** Whole words of a text in lower case joined by hyphens, at most `limit` characters. */
function slug(text: string, limit: number): string {
  let out = '';
  for (const [word] of text
    .slice(0, 400)
    .toLowerCase()
    .matchAll(/[a-z0-9]+/g)) {
    const next = out === '' ? word : `${out}-${word}`;
    if (next.length > limit) return out === '' ? word.slice(0, limit) : out;
    out = next;
  }
  return out;
}

function groupBy(items: readonly number[], key: (item: number) => string): readonly number[][] {
  const groups = new Map<string, number[]>();
  for (const item of items) {
    const name = key(item);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}
