import { satisfies, scanHole } from './holes';
import type { TemplatePiece } from './textTemplate';

/** Steps a match may still take; shared by all lines, so that the whole stays linear. */
export interface Budget {
  steps: number;
}

export type LineMatch =
  | { readonly kind: 'match'; readonly captures: readonly (readonly [string, string])[] }
  | { readonly kind: 'differs' }
  | { readonly kind: 'gave-up' };

/**
 * Matches the pieces of one template line against one line of output. Explores (piece, offset)
 * pairs, each at most once, shortest reading first; gives up when the budget is spent.
 */
export function matchLine(
  pieces: readonly TemplatePiece[],
  line: string,
  budget: Budget,
): LineMatch {
  const only = pieces.length === 1 ? pieces[0] : undefined;
  if (only?.kind === 'literal') {
    budget.steps--;
    return only.text === line ? NO_CAPTURES : DIFFERS;
  }
  let longest = 0;
  for (const piece of pieces)
    if (piece.kind === 'literal') longest = Math.max(longest, piece.text.length);
  if (longest * line.length > MAX_SEARCH) return GAVE_UP;
  return new LineMatcher(pieces, line, budget).run();
}

/** Finding a literal of m characters in a line of n may cost m × n comparisons. */
const MAX_SEARCH = 20_000_000;

const DIFFERS: LineMatch = { kind: 'differs' };
const GAVE_UP: LineMatch = { kind: 'gave-up' };
const NO_CAPTURES: LineMatch = { kind: 'match', captures: [] };

class LineMatcher {
  readonly #pieces: readonly TemplatePiece[];
  readonly #line: string;
  readonly #budget: Budget;
  readonly #width: number;
  /** State → the state it was reached from. A state is (piece, inside a wildcard, offset). */
  readonly #from = new Map<number, number>();
  readonly #open: number[] = [];
  /** Piece → the last search for it: from where, and where it was found. */
  readonly #searched = new Map<number, { readonly from: number; readonly at: number }>();

  constructor(pieces: readonly TemplatePiece[], line: string, budget: Budget) {
    this.#pieces = pieces;
    this.#line = line;
    this.#budget = budget;
    this.#width = line.length + 1;
  }

  run(): LineMatch {
    this.#reach(0, false, 0, -1);
    for (let state = this.#open.pop(); state !== undefined; state = this.#open.pop()) {
      if (--this.#budget.steps < 0) return GAVE_UP;
      const at = state % this.#width;
      const index = Math.floor(state / this.#width) >> 1;
      const inside = (Math.floor(state / this.#width) & 1) === 1;
      const piece = this.#pieces[index];
      if (piece === undefined) {
        if (at === this.#line.length) return this.#result(state);
        continue;
      }
      this.#step(piece, index, inside, at, state);
    }
    return DIFFERS;
  }

  #reach(index: number, inside: boolean, at: number, from: number): void {
    const state = (index * 2 + (inside ? 1 : 0)) * this.#width + at;
    if (this.#from.has(state)) return;
    this.#from.set(state, from);
    this.#open.push(state);
  }

  #step(piece: TemplatePiece, index: number, inside: boolean, at: number, state: number): void {
    switch (piece.kind) {
      case 'literal':
        if (this.#line.startsWith(piece.text, at)) {
          this.#reach(index + 1, false, at + piece.text.length, state);
        }
        break;
      case 'dots':
        if (this.#line.startsWith('...', at)) this.#reach(index + 1, false, at + 3, state);
        break;
      case 'edge':
        if (!goesOn(this.#line, at)) this.#reach(index + 1, false, at, state);
        break;
      case 'typed': {
        if (this.#afterWildcard(index) && splitsNumber(this.#line, at)) break;
        const taken = scanHole(piece.type, this.#line, at);
        if (taken === undefined) break;
        if (piece.bound !== undefined && !satisfies(taken.value ?? NaN, piece.bound)) break;
        this.#reach(index + 1, false, taken.end, state);
        break;
      }
      case 'gap':
        this.#wild(index, at, state, true);
        break;
      case 'capture':
        this.#wild(index, at, state, inside);
        break;
      case 'word':
        if (at < this.#line.length && !/\s/.test(this.#line.charAt(at))) {
          this.#reach(index, true, at + 1, state);
        }
        if (inside) this.#reach(index + 1, false, at, state);
        break;
    }
  }

  /** A wildcard may end here (when it holds enough) or take more, up to the next literal. */
  #wild(index: number, at: number, state: number, mayEnd: boolean): void {
    const next = this.#pieces[index + 1];
    if (next === undefined) {
      if (mayEnd || at < this.#line.length) {
        this.#reach(index + 1, false, this.#line.length, state);
      }
      return;
    }
    const from = mayEnd ? at : at + 1;
    if (from > this.#line.length) return;
    const end = next.kind === 'literal' ? this.#find(index + 1, next.text, from) : from;
    if (end < 0) return;
    if (end < this.#line.length) this.#reach(index, true, end + 1, state);
    this.#reach(index + 1, false, end, state);
  }

  /** `indexOf` that searches no stretch of the line twice and pays for what it searches. */
  #find(index: number, text: string, from: number): number {
    const known = this.#searched.get(index);
    if (known !== undefined && from >= known.from && (known.at < 0 || from <= known.at)) {
      return known.at;
    }
    const at = this.#line.indexOf(text, from);
    this.#budget.steps -= ((at < 0 ? this.#line.length : at) - from) >> 5;
    this.#searched.set(index, { from, at });
    return at;
  }

  #afterWildcard(index: number): boolean {
    let previous = index - 1;
    if (this.#pieces[previous]?.kind === 'edge') previous--;
    const before = this.#pieces[previous]?.kind;
    return before === 'gap' || before === 'capture' || before === 'word';
  }

  #result(last: number): LineMatch {
    const ends = new Map<number, number>();
    for (let state = last; state >= 0;) {
      const from = this.#from.get(state) ?? -1;
      const index = Math.floor(state / this.#width) >> 1;
      const previous = from < 0 ? -1 : Math.floor(from / this.#width) >> 1;
      if (previous !== index) ends.set(index, state % this.#width);
      state = from;
    }
    const captures: (readonly [string, string])[] = [];
    this.#pieces.forEach((piece, index) => {
      if (piece.kind !== 'capture') return;
      captures.push([piece.name, this.#line.slice(ends.get(index) ?? 0, ends.get(index + 1) ?? 0)]);
    });
    return { kind: 'match', captures };
  }
}

/** True when a hole that starts here would take a number without its first digits or its sign. */
function splitsNumber(line: string, at: number): boolean {
  const before = line.charCodeAt(at - 1);
  const here = line.charCodeAt(at);
  if (isDigit(before)) return isDigit(here) || here === DOT || here === COMMA;
  if (before !== DOT && before !== COMMA && before !== MINUS && before !== PLUS) return false;
  const earlier = line.charCodeAt(at - 2);
  if (before === DOT || before === COMMA) return isDigit(earlier);
  return !isWordUnit(earlier);
}

/** True when the characters on both sides of an offset belong to one word, number or ratio. */
function goesOn(line: string, at: number): boolean {
  const before = line[at - 1];
  const after = line[at];
  if (before === undefined || after === undefined) return false;
  if (WORD.test(before) && WORD.test(after)) return true;
  const point = /[.,:%]/;
  if (point.test(before)) return /\d/.test(after) && /\d/.test(line[at - 2] ?? '');
  return point.test(after) && /\d/.test(before) && /\d/.test(line[at + 1] ?? '');
}

const WORD = /[\p{L}\p{N}_/-]/u;

function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57;
}

function isWordUnit(unit: number): boolean {
  return isDigit(unit) || (unit >= 65 && unit <= 90) || (unit >= 97 && unit <= 122);
}

const DOT = 46;
const COMMA = 44;
const MINUS = 45;
const PLUS = 43;
