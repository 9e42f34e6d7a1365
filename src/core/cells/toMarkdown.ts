import { readBlock } from '../parser/blocks';
import { parseMarkdown } from '../parser/markdown';
import { breakOf, comparable, type Cell } from './cell';
import { containerPrefix, missingCloser, rewriteCell, writeFence } from './rewriteCell';
import { FRONT_MATTER } from './toCells';

/**
 * The text of cells. Cells that were not edited give their exact text, so the cells of a document
 * give the document; an edit changes only its own lines. A new cell is set off by blank lines. When
 * something was edited, added, moved or deleted, the result is read again: a code cell that would
 * not be read back as it is (it lost its list, or prose before it opened a comment) is written as
 * a fence of its own, and what swallowed it is closed.
 */
export function toMarkdown(cells: readonly Cell[]): string {
  const plan: Plan = { flat: new Set(), closed: new Map() };
  let draft = assemble(cells, plan);
  if (!draft.changed) return draft.text;
  for (let attempt = 0; attempt < 6; attempt++) {
    const lost = lostCells(cells, draft);
    if (lost.length === 0 || !repair(cells, draft, lost, plan)) break;
    draft = assemble(cells, plan);
  }
  return draft.text;
}

interface Plan {
  /** Cells written as a fence at the margin. */
  readonly flat: Set<number>;
  /** What is added behind a cell to end what it left open. */
  readonly closed: Map<number, string>;
}

interface Draft {
  readonly text: string;
  /** Where each cell's text begins. */
  readonly starts: readonly number[];
  readonly changed: boolean;
}

function assemble(cells: readonly Cell[], plan: Plan): Draft {
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
  for (const [i, cell] of cells.entries()) {
    const previous = cells[i - 1];
    const joined = isJoined(previous, cell);
    const text = cellText(cells, i, plan, eol);
    if (!joined || text !== cell.origin?.source) changed = true;
    if (previous !== undefined) {
      if (!joined && previous.origin !== undefined && !plan.flat.has(i - 1)) {
        push(closerFor(previous, tail, eol));
      }
      if (breakOf(tail) === '' && length > bom.length) push(eol);
      if (!joined && length > bom.length && !setOff(tail, text)) push(eol);
    }
    starts.push(length);
    push(text);
    const closer = plan.closed.get(i);
    if (closer !== undefined) push((breakOf(tail) === '' ? eol : '') + closer + eol);
  }
  if (
    changed &&
    cells[0]?.origin?.form !== 'front-matter' &&
    FRONT_MATTER.test(parts.slice(1).join(''))
  ) {
    // A rule at the top and another below would now be read as front matter.
    parts.splice(1, 0, eol);
    return { text: parts.join(''), starts: starts.map((start) => start + eol.length), changed };
  }
  return { text: parts.join(''), starts, changed };
}

/** Whether two cells follow each other as they did in their document. */
function isJoined(previous: Cell | undefined, cell: Cell): boolean {
  if (cell.origin === undefined) return false;
  if (previous === undefined) return cell.origin.index === 0;
  return previous.origin !== undefined && previous.origin.index + 1 === cell.origin.index;
}

function setOff(tail: string, text: string): boolean {
  if (/(?:\r\n|\n|\r(?!\n)){2}$/.test(tail)) return true;
  // CR before LF would be one line break, not two.
  return /^[ \t]*[\r\n]/.test(text) && !(tail.endsWith('\r') && text.startsWith('\n'));
}

function closerFor(previous: Cell, tail: string, eol: string): string {
  const closer = previous.origin === undefined ? undefined : missingCloser(previous.origin);
  if (closer === undefined) return '';
  return breakOf(tail) === '' ? eol + closer : closer;
}

function cellText(cells: readonly Cell[], i: number, plan: Plan, eol: string): string {
  const cell = cells[i];
  if (cell === undefined) return '';
  const { origin } = cell;
  const kept = origin !== undefined && (origin.form === 'prose') === (cell.kind === 'markup');
  if (kept && !plan.flat.has(i) && !(origin.form === 'front-matter' && i > 0)) {
    const same =
      origin.language === cell.language && comparable(origin.value) === comparable(cell.value);
    return same ? origin.source : rewriteCell(cell, origin);
  }
  if (cell.kind === 'markup') {
    const text = cell.value.replace(/\r\n|\n|\r/g, eol);
    return text === '' || breakOf(text) !== '' ? text : text + eol;
  }
  return writeFence(cell, eol, plan.flat.has(i) ? '' : prefixBetween(cells[i - 1], cells[i + 1]));
}

/** A new cell between two neighbours of a list joins the list. */
function prefixBetween(previous: Cell | undefined, next: Cell | undefined): string {
  if (previous?.origin === undefined || next?.origin === undefined) return '';
  if (next.origin.index !== previous.origin.index + 1 || next.origin.form !== 'fence') return '';
  const prefix = containerPrefix(next.origin.source);
  return /^\s*$/.test(prefix) && !/^\s*[-*+\d]/.test(next.origin.source) ? prefix : '';
}

/** Code cells that the text, read again, does not hold at their place. */
function lostCells(cells: readonly Cell[], draft: Draft): readonly number[] {
  const document = parseMarkdown(draft.text);
  const found = new Map<number, string>();
  for (const token of document.tokens) {
    if (token.type !== 'fence' && token.type !== 'code_block') continue;
    const block = readBlock(document, token);
    found.set(block.range.start, block.content.replace(/\n$/, ''));
  }
  const lost: number[] = [];
  for (const [i, cell] of cells.entries()) {
    if (cell.kind !== 'code') continue;
    const start = draft.starts[i] ?? 0;
    if (cell.origin?.form === 'front-matter' && i === 0) continue;
    const shown = found.get(document.lines.lineAt(start));
    if (shown === undefined || comparable(shown) !== comparable(cell.value)) lost.push(i);
  }
  return lost;
}

/** Changes the plan so that fewer cells are lost; false when nothing more can be done. */
function repair(
  cells: readonly Cell[],
  draft: Draft,
  lost: readonly number[],
  plan: Plan,
): boolean {
  const open = lost.filter((i) => !plan.flat.has(i));
  const touched = open.filter((i) => !isUntouched(cells[i - 1], cells[i]));
  for (const i of touched.length > 0 ? touched : open) plan.flat.add(i);
  if (open.length > 0) return true;
  const first = lost[0] ?? 0;
  for (let i = first - 1; i >= 0; i--) {
    const cell = cells[i];
    if (cell?.kind !== 'markup' || plan.closed.has(i)) continue;
    const closer = openEnd(draft.text.slice(0, draft.starts[i + 1]));
    if (closer === undefined) continue;
    plan.closed.set(i, closer);
    return true;
  }
  return false;
}

function isUntouched(previous: Cell | undefined, cell: Cell | undefined): boolean {
  return cell !== undefined && isJoined(previous, cell) && cell.origin?.value === cell.value;
}

/** What would end the fence or HTML that a text leaves open; undefined when it leaves none. */
function openEnd(text: string): string | undefined {
  const probe = (tail: string): boolean => {
    const { tokens } = parseMarkdown(`${text}\n${tail}\n\n\`\`\`probe\n\`\`\`\n`);
    const last = tokens.at(-1);
    return last?.type === 'fence' && last.info === 'probe';
  };
  if (probe('')) return undefined;
  const last = parseMarkdown(text).tokens.at(-1);
  const fence = last?.type === 'fence' ? [last.markup] : [];
  const closers = [
    ...fence,
    '-->',
    '</script>',
    '</pre>',
    '</style>',
    '</textarea>',
    '?>',
    ']]>',
    '>',
  ];
  return closers.find(probe);
}
