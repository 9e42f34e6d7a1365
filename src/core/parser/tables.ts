import type { LineRange, OffsetRange } from '../text/range';
import { findCodeSpans, hasOpenCode } from './codeSpans';
import type { MarkdownDocument } from './markdown';
import { plainText } from './sections';

/** One code span of a cell; `range` is the code between the backticks, in the document. */
export interface CellCode {
  /** As it renders: `\|` is a pipe. */
  readonly text: string;
  readonly range: OffsetRange;
}

/** One cell of a table. */
export interface TableCell {
  /** Markdown of the cell, trimmed, with `\|` turned into a pipe as GFM does. */
  readonly markdown: string;
  /** Without emphasis, code marks and links. */
  readonly text: string;
  readonly codes: readonly CellCode[];
  /** Where the trimmed cell stands in the document. */
  readonly range: OffsetRange;
  /** A pipe inside a code span cut this cell: half a command, never to be run. */
  readonly cut: boolean;
}

export interface TableRow {
  /** 0-based. */
  readonly line: number;
  /** As many as the author wrote: may be fewer or more than the header has. */
  readonly cells: readonly TableCell[];
}

/** A GFM table outside of HTML comments and code. */
export interface Table {
  readonly range: LineRange;
  readonly header: TableRow;
  readonly rows: readonly TableRow[];
}

/** Where a table and each of its rows stand. */
export interface TableLines extends LineRange {
  readonly rows: number[];
}

/** Reads the cells of a table; the first row is its header. */
export function readTable(document: MarkdownDocument, { start, end, rows }: TableLines): Table {
  const [header, ...body] = rows.map((line) => readRow(document, line));
  return { range: { start, end }, header: header ?? { line: start, cells: [] }, rows: body };
}

/** The cell under a header title that matches, of one row. */
export function cellUnder(table: Table, row: TableRow, title: RegExp): TableCell | undefined {
  const column = table.header.cells.findIndex((cell) => title.test(cell.text));
  return column < 0 ? undefined : row.cells[column];
}

/**
 * Splits the source line of a row as GFM does: at each pipe that no backslash precedes, also
 * inside code. What stands before the table in the line (quote marks, list markers) is left out.
 */
function readRow(document: MarkdownDocument, line: number): TableRow {
  const { text, lines } = document;
  const end = lines.end(line);
  const start = skipContainers(text, lines.start(line), end);
  const bounds = splitAtPipes(text, start, end);
  const first = bounds[0];
  if (first !== undefined && isBlank(text, first)) bounds.shift();
  const last = bounds.at(-1);
  if (last !== undefined && isBlank(text, last)) bounds.pop();
  let openBefore = false;
  const cells = bounds.map((bound) => {
    const opens = hasOpenCode(text, bound.start, bound.end);
    const cut = opens || openBefore;
    if (opens) openBefore = !openBefore;
    return readCell(text, bound, cut);
  });
  return { line, cells };
}

const CONTAINERS = /(?:[ \t]|>|(?:[-*+]|\d{1,9}[.)])[ \t]+(?=\|))*/y;

function skipContainers(text: string, start: number, end: number): number {
  CONTAINERS.lastIndex = start;
  const match = CONTAINERS.exec(text);
  return match === null ? start : Math.min(end, start + match[0].length);
}

function splitAtPipes(text: string, start: number, end: number): OffsetRange[] {
  const bounds: OffsetRange[] = [];
  let from = start;
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 0x5c && text.charCodeAt(i + 1) === 0x7c) i++;
    else if (unit === 0x7c) {
      bounds.push({ start: from, end: i });
      from = i + 1;
    }
  }
  bounds.push({ start: from, end });
  return bounds;
}

function isBlank(text: string, { start, end }: OffsetRange): boolean {
  for (let i = start; i < end; i++) if (!isSpace(text.charCodeAt(i))) return false;
  return true;
}

function isSpace(unit: number): boolean {
  return unit === 32 || unit === 9;
}

function readCell(text: string, bound: OffsetRange, cut: boolean): TableCell {
  let { start, end } = bound;
  while (start < end && isSpace(text.charCodeAt(start))) start++;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
  const markdown = unescapePipes(text.slice(start, end));
  const codes = findCodeSpans(text, start, end).map((span) => ({
    text: unescapePipes(span.text),
    range: { start: span.start, end: span.end },
  }));
  return { markdown, text: plainText(markdown), codes, range: { start, end }, cut };
}

function unescapePipes(text: string): string {
  return text.includes('\\|') ? text.replaceAll('\\|', '|') : text;
}
