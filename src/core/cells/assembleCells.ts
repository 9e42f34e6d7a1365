import { breakOf, comparable, rawLines, type Cell } from './cell';
import { beforeFence, withoutMarkers, withPrefix } from './linePrefix';
import { closingLine, isUnended, rewriteCell } from './rewriteCell';
import { FRONT_MATTER, leadLength } from './toCells';
import { writeFence, writeFenceInPlace } from './writeFence';

/** What is done so that the cells are read back, besides writing them one after the other. */
export interface Plan {
  /** Cells written as a fence where they stood. */
  readonly fenced: ReadonlySet<number>;
  /** Cells written as a fence at the margin. */
  readonly flat: ReadonlySet<number>;
  /** Cells set off from the one before by a blank line. */
  readonly apart: ReadonlySet<number>;
  /** Fences without an end that are given one. */
  readonly ended: ReadonlySet<number>;
  /** What is added behind a cell to end what it left open. */
  readonly closed: ReadonlyMap<number, string>;
}

export interface Draft {
  readonly text: string;
  /** Where each cell's text begins. */
  readonly starts: readonly number[];
  readonly changed: boolean;
}

/** The cells written one after the other: those not edited as they were, new ones set off. */
export function assembleCells(cells: readonly Cell[], plan: Plan): Draft {
  const eol = cells.find((cell) => cell.origin !== undefined)?.origin?.eol ?? '\n';
  const bom = cells.some((cell) => cell.origin?.bom === true) ? '\uFEFF' : '';
  const parts: string[] = [bom];
  const starts: number[] = [];
  let length = bom.length;
  let changed = false;
  let tail = '';
  const push = (text: string): void => {
    if (text === '') return;
    parts.push(text);
    length += text.length;
    tail = (tail + text).slice(-4);
  };
  let before = '';
  for (const [i, cell] of cells.entries()) {
    const joined = isJoined(cells[i - 1], cell);
    const text = cellText(cells, i, plan, eol);
    if (!joined || isEdited(cell)) changed = true;
    if (i > 0 && length > bom.length) {
      if (breakOf(tail) === '') push(eol);
      if (!joined || plan.ended.has(i - 1)) push(endOf(cells, i - 1, plan, before));
      if ((!joined || plan.apart.has(i)) && !setOff(tail, text)) push(blankLine(tail, eol));
    }
    if (tail.endsWith('\r') && text.startsWith('\n')) push('\r');
    starts.push(length);
    push(text);
    before = text;
    const closer = plan.closed.get(i);
    if (closer !== undefined) push((breakOf(tail) === '' ? eol : '') + closer + eol);
  }
  const draft = { text: parts.join(''), starts, changed };
  if (!changed || cells[0]?.origin?.form === 'front-matter') return draft;
  if (!FRONT_MATTER.test(draft.text.slice(bom.length))) return draft;
  // A rule at the top and another below would now be read as front matter.
  parts.splice(1, 0, eol);
  return { text: parts.join(''), starts: starts.map((start) => start + eol.length), changed };
}

/** Whether two cells follow each other as they did in their document. */
export function isJoined(previous: Cell | undefined, cell: Cell): boolean {
  if (cell.origin === undefined) return false;
  if (previous === undefined) return cell.origin.index === 0;
  return previous.origin !== undefined && previous.origin.index + 1 === cell.origin.index;
}

/** Whether a cell is new or shows something else than it did, in another language or kind. */
export function isEdited({ kind, language, value, origin }: Cell): boolean {
  return (
    origin === undefined ||
    (origin.form === 'prose') !== (kind === 'markup') ||
    origin.language !== language ||
    (origin.value !== value && comparable(origin.value) !== comparable(value))
  );
}

function blankLine(tail: string, eol: string): string {
  // CR before LF would be one line break, not two.
  return tail.endsWith('\r') && eol === '\n' ? eol + eol : eol;
}

function setOff(tail: string, text: string): boolean {
  if (/(?:\r\n|\n|\r(?!\n)){2}$/.test(tail)) return true;
  return /^[ \t]*[\r\n]/.test(text) && !(tail.endsWith('\r') && text.startsWith('\n'));
}

/** The closing line that a cell lacks as it was written. */
function endOf(cells: readonly Cell[], i: number, plan: Plan, written: string): string {
  const { origin, kind } = cells[i] ?? {};
  if (kind !== 'code' || plan.fenced.has(i) || plan.flat.has(i) || !isUnended(origin)) return '';
  return closingLine(origin, written);
}

function cellText(cells: readonly Cell[], i: number, plan: Plan, eol: string): string {
  const cell = cells[i];
  if (cell === undefined) return '';
  const { origin } = cell;
  const kept = origin !== undefined && (origin.form === 'prose') === (cell.kind === 'markup');
  if (kept && !plan.flat.has(i) && !(origin.form === 'front-matter' && i > 0)) {
    if (plan.fenced.has(i)) return writeFenceInPlace(cell, origin);
    return isEdited(cell) ? rewriteCell(cell, origin) : origin.source;
  }
  const prefix = plan.flat.has(i) ? '' : prefixBetween(cells[i - 1], cell, cells[i + 1]);
  if (cell.kind === 'code') return writeFence(cell, eol, prefix);
  return rawLines(cell.value)
    .map((line) => withPrefix(prefix, line.replace(/[\r\n]+$/, '')) + eol)
    .join('');
}

/** A new cell between two neighbours of a list joins the list; one of another kind stays in it. */
function prefixBetween(previous: Cell | undefined, cell: Cell, next: Cell | undefined): string {
  if (previous?.origin === undefined || next?.origin === undefined) return '';
  const isBetween =
    next.origin.index - previous.origin.index === (cell.origin === undefined ? 1 : 2);
  const fence = [cell, next, previous].find(({ origin }) => origin?.form === 'fence');
  if (!isBetween || fence?.origin === undefined) return '';
  const own = beforeFence(fence.origin.source);
  // What begins a list may be gone on with below it, not above.
  const before = fence === next ? own : withoutMarkers(own);
  if (before.trim() !== '') return '';
  const { source } = next.origin;
  const goesOn = fence !== previous || source.slice(leadLength(source)).startsWith(before);
  return goesOn ? before : '';
}
