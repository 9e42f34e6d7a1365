import { outputLines } from './outputText';

/** A table printed by a program: column titles, and cells as text without padding. */
export interface OutputTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * Reads the table that makes up an output: psql's (`a | b` over `---+---`), boxed (MySQL,
 * Unicode frames), or columns aligned under upper-case titles (kubectl, docker, ps). Undefined
 * when the output is no table, or not one whose columns can be told apart with certainty.
 */
export function readOutputTable(output: string): OutputTable | undefined {
  const lines = outputLines(output).filter((line) => line.trim() !== '');
  return (
    readRuled(lines) ??
    readUnderlined(lines) ??
    readAligned(lines) ??
    readSpaced(lines) ??
    readDisks(lines)
  );
}

/** The number of rows an output reports or shows; undefined when it cannot be told. */
export function countRows(output: string): number | undefined {
  const lines = outputLines(output).filter((line) => line.trim() !== '');
  if (lines.length === 0) return 0;
  let reported: number | undefined;
  for (const line of lines) {
    const match = ROW_COUNT.exec(line);
    if (match !== null) reported = Number(match[1]);
  }
  return reported ?? readOutputTable(output)?.rows.length;
}

const ROW_COUNT = /^\s*\(?(\d{1,15}) rows?(?: in set.*| affected.*| selected.*)?\)?\s*$/i;

const RULE = /^\s*[+|├┌└╞╔╚╟][-+=─┬┼┴═╪╤╧┐┤┘╡╗╝╢╫╦╩┴|]*\s*$|^\s*-{2,}(?:\+-+)*\s*$/;

function readRuled(lines: readonly string[]): OutputTable | undefined {
  const rule = lines.findIndex((line) => RULE.test(line) && /[-─═]/.test(line));
  if (rule < 0 || rule > 3) return undefined;
  const boxed = rule === 0;
  const titles = lines[boxed ? 1 : rule - 1];
  const second = boxed ? lines.findIndex((line, i) => i > 1 && RULE.test(line)) : rule;
  if (titles === undefined || second < 0) return undefined;
  const columns = splitBars(titles);
  const rows: (readonly string[])[] = [];
  for (const line of lines.slice(second + 1)) {
    if (ROW_COUNT.test(line)) break;
    if (RULE.test(line)) continue;
    const cells = splitBars(line);
    if (cells.length !== columns.length) return undefined;
    rows.push(cells);
  }
  return { columns, rows };
}

function splitBars(line: string): readonly string[] {
  const inner = line.trim().replace(/^[|│║]|[|│║]$/g, '');
  return inner.split(/[|│║]/).map((cell) => cell.trim());
}

/** PowerShell's tables: titles over one group of hyphens each. */
function readUnderlined(lines: readonly string[]): OutputTable | undefined {
  const rule = lines[1] ?? '';
  const header = lines[0] ?? '';
  if (!/^ *-+(?: +-+)+ *$/.test(rule)) return undefined;
  const starts = [...rule.matchAll(/-+/g)].map((group) => group.index);
  const columns = cutAt(header, starts);
  if (columns.some((title) => title === '')) return undefined;
  return { columns, rows: lines.slice(2).map((line) => cutAt(line, starts)) };
}

function cutAt(line: string, starts: readonly number[]): readonly string[] {
  return starts.map((start, i) => line.slice(start, starts[i + 1]).trim());
}

const TITLE = /[A-Z][A-Z0-9_%()/+.#:-]*(?: [A-Z0-9(][A-Z0-9_%()/+.#:-]*)*/g;
const TITLES_ONLY = /^[A-Z0-9_%()/+.#:\s-]+$/;

function readAligned(lines: readonly string[]): OutputTable | undefined {
  const header = lines[0];
  if (header === undefined || lines.length < 2 || !TITLES_ONLY.test(header)) return undefined;
  const titles = [...header.matchAll(TITLE)];
  if (titles.length < 2) return undefined;
  const starts = titles.map((title) => title.index);
  const rows: (readonly string[])[] = [];
  for (const line of lines.slice(1)) {
    const aligned = starts.every(
      (start, i) => i === 0 || start >= line.length || line[start - 1] === ' ',
    );
    if (!aligned) return undefined;
    rows.push(cutAt(line, starts));
  }
  return { columns: titles.map((title) => title[0]), rows };
}

/**
 * A long word moves the rest of its row to the right. The cells are still told apart when each row
 * has as many of them as there are titles, whether two blanks part them or one.
 */
function readSpaced(lines: readonly string[]): OutputTable | undefined {
  const header = lines[0]?.trim() ?? '';
  if (lines.length < 2 || !TITLES_ONLY.test(header) || !/[A-Z]{2}/.test(header)) return undefined;
  for (const blanks of [/ {2,}|\t+/, /\s+/]) {
    const columns = header.split(blanks);
    const rows = lines.slice(1).map((line) => line.trim().split(blanks));
    const plain = columns.length > 2 && columns.every((title) => /^[A-Z]\S*(?: \S+)*$/.test(title));
    if (plain && rows.every((cells) => cells.length === columns.length)) return { columns, rows };
  }
  return undefined;
}

/** The titles of `df` in its several forms: each one word, but for the last. */
const DISK_TITLES =
  /^Filesystem(?: +(?:Type|[\w-]*blocks|Size|Inodes|I?Used|Avail(?:able)?|IFree|I?Use%|Capacity)){3,7} +Mounted on$/;

/** What `df` prints: its columns are right-aligned, so the titles do not tell where they begin. */
function readDisks(lines: readonly string[]): OutputTable | undefined {
  const header = lines[0]?.trim() ?? '';
  if (lines.length < 2 || !DISK_TITLES.test(header)) return undefined;
  const columns = header.replace(/Mounted on$/, 'Mounted_on').split(/ +/);
  const rows: string[][] = [];
  for (const line of lines.slice(1)) {
    const cells = line.trim().split(/ +/);
    if (cells.length < columns.length) return undefined;
    const last = cells.splice(columns.length - 1).join(' ');
    rows.push([...cells, last]);
  }
  return { columns: columns.map((title) => title.replace('_', ' ')), rows };
}
