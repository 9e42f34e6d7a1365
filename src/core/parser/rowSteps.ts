import type { NotRunnable, StepLanguage } from '../model/step';
import { guessCommand } from './commands';
import { NO_ATTRIBUTES } from './infoString';
import type { MarkdownDocument } from './markdown';
import { foreignSql } from './otherDatabases';
import type { ItemPlace } from './passages';
import { findTypography, notRunnable } from './runnable';
import type { ExpectedWords, StepDraft } from './stepDraft';
import type { Table, TableCell, TableRow } from './tables';
import { readColumns, type Columns } from './rowColumns';
import { beginsWithAny } from '../text/words';

/** A list of what else commands are called: nobody runs it. */
const NAMES_ONLY = ['alias', 'shortcut', 'abbreviation', 'kürzel', 'raccourci', 'atajo'];

/** The commands in a table's rows: those of a command column, and sure ones anywhere else. */
export function readRowSteps(
  document: MarkdownDocument,
  table: Table,
  item: ItemPlace | undefined,
): readonly StepDraft[] {
  const titles = table.header.cells.map((cell) => cell.text);
  const columns = readColumns(titles);
  if (!columns.commands.includes(true) && titles.some((title) => beginsWithAny(title, NAMES_ONLY)))
    return [];
  const steps: StepDraft[] = [];
  for (const row of table.rows) {
    row.cells.forEach((cell, column) => {
      if (column === columns.expectedAt || columns.forbidden[column] === true) return;
      const expected = expectedIn(row, column, columns);
      const title = titles[column] ?? '';
      for (const found of readCell(document, cell, columns.commands[column] === true, title)) {
        steps.push(toDraft(row, [column, columns.expectedAt], found, expected, item));
      }
    });
  }
  return steps;
}

/** What the row expects of the command in one of its columns. */
function expectedIn(
  row: TableRow,
  column: number,
  { expectedAt, expectedOf, isExitCode }: Columns,
): ExpectedWords | undefined {
  const cell = row.cells[expectedAt];
  if (cell === undefined || cell.cut || expectedOf[column] !== true) return undefined;
  const code = isExitCode ? /^\D{0,3}(\d{1,3})\D{0,3}$/.exec(cell.text)?.[1] : undefined;
  return { source: code === undefined ? cell.markdown : `exit code ${code}`, place: 'cell' };
}

interface Found {
  readonly text: string;
  readonly language: StepLanguage;
  readonly start: number;
  readonly end: number;
  readonly cut: boolean;
}

function readCell(
  document: MarkdownDocument,
  cell: TableCell,
  isCommand: boolean,
  title: string,
): readonly Found[] {
  if (cell.cut) return readCutCell(document, cell);
  const found: Found[] = [];
  for (const code of cell.codes) {
    const language = languageOf(code.text, isCommand);
    if (language === 'http' && ENDPOINTS.test(title) && /^[A-Z]+ \//.test(code.text)) continue;
    const open = document.text.lastIndexOf('`', code.range.start);
    if (!isCommand && MENTIONS.test(document.text.slice(cell.range.start, open))) continue;
    if (language !== undefined)
      found.push({
        text: code.text.trim(),
        language,
        start: code.range.start,
        end: code.range.end,
        cut: false,
      });
  }
  if (found.length > 0 || !isCommand || cell.codes.length > 0) return found;
  const guess = guessCommand(cell.markdown);
  if (guess?.certainty !== 'certain') return [];
  return [{ text: cell.markdown, language: guess.language, ...cell.range, cut: false }];
}

function languageOf(text: string, isCommand: boolean): StepLanguage | undefined {
  const guess = guessCommand(text);
  if (guess !== undefined && (isCommand || guess.certainty === 'certain')) return guess.language;
  return isCommand && /^[a-z][\w.-]* +(?![=(|])[\w./$<{"'-]+/.test(text.trim())
    ? 'bash'
    : undefined;
}

/** "Endpoint": what a service answers to is no request to it. */
const ENDPOINTS = /^(?:endpoint|route|path|url|api|resource|method)s?\b/i;
/** Beside a command column: "for `crontab -e`", "the output of `df`". */
const MENTIONS =
  /(?:^|[\s(])(?:for|of|by|in|like|as|than|per|since|is|are|needs?|needed|and its)[\s*_]*$/i;
/** What is typed into a switch, a router or a firewall: no shell has such programs. */
function onDevice(text: string): NotRunnable | undefined {
  if (!ON_DEVICE.test(text) || guessCommand(text) !== undefined) return undefined;
  return notRunnable(
    'unsupported-language',
    'This is typed into a device, where no step runs. Copy it there.',
  );
}

const ON_DEVICE =
  /^(?:show|request|get|diagnose|execute|display|configure|commit|undo|clear)\s+[a-z]/;

/** Half of a command: GFM ends a cell at every pipe that no backslash precedes. */
function readCutCell(document: MarkdownDocument, cell: TableCell): readonly Found[] {
  const tick = cell.markdown.indexOf('`');
  if (tick < 0) return [];
  const text = cell.markdown.slice(tick).replace(/^`+/, '').trim();
  const guess = guessCommand(text);
  if (guess === undefined) return [];
  const start =
    cell.range.start + document.text.slice(cell.range.start, cell.range.end).indexOf('`') + 1;
  return [{ text, language: guess.language, start, end: cell.range.end, cut: true }];
}

function toDraft(
  row: TableRow,
  taken: readonly number[],
  found: Found,
  expected: ExpectedWords | undefined,
  item: ItemPlace | undefined,
): StepDraft {
  const name = row.cells.find(
    (cell, index) => !taken.includes(index) && /[^\d\s.)#]/.test(cell.text),
  );
  return {
    kind: 'row',
    range: { start: row.line, end: row.line + 1 },
    source: { start: found.start, end: found.end },
    title: name?.text ?? found.text,
    language: found.language,
    text: found.text,
    parts: [],
    codeLine: row.line,
    notRunnable: found.cut
      ? notRunnable(
          'table-cell-cut',
          'A pipe inside the code ends the table cell here, so this is half a command. Write the pipe as \\|.',
        )
      : (findTypography(found.text, found.language) ??
        foreignSql(found.text, found.language) ??
        onDevice(found.text)),
    expected: found.cut ? undefined : expected,
    attributes: NO_ATTRIBUTES,
    item,
  };
}
