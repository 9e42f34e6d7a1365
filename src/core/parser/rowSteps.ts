import type { StepLanguage } from '../model/step';
import { guessCommand } from './commands';
import { foreignLead } from './expectedWords';
import { NO_ATTRIBUTES } from './infoString';
import type { MarkdownDocument } from './markdown';
import { foreignSql } from './otherDatabases';
import type { ItemPlace } from './passages';
import { findTypography, notRunnable } from './runnable';
import type { ExpectedWords, StepDraft } from './stepDraft';
import type { Table, TableCell, TableRow } from './tables';
import { beginsWithAny, firstWord, wordSet } from '../text/words';

const COMMAND_TITLE =
  /^(?:(?:check|verification|verify|test|diagnostic|fix|rollback|restore|restart|recovery|debug|example|sample|useful|full|shell|cli|bash|powershell|linux|windows|kubectl|docker|sql)\s+)?(?=)(?:commands?|cmds?|cli|quer(?:y|ies)|sql|invocation|one-?(?=)liner|syntax|cmdlet|shell|script)(?!\w)|^(?:run|execute|how to (?:check|verify|run|test|fix|do it|measure)|check with|verify with|verify by|what to (?:run|type|enter)|command line|to run|kubectl|bash|powershell|linux|windows)(?!\w)/i;
const COMMAND_FIRST = wordSet(
  'check verification verify test diagnostic fix rollback restore restart recovery debug example sample useful full shell cli bash powershell linux windows kubectl docker sql command commands cmd cmds query queries invocation one oneliner oneliners syntax cmdlet script run execute how what to',
);
const EXPECTED_TITLE =
  /^(?:expect|should|(?:what )?(?=)you (?:should|will) (?:see|get)|what (?:to expect|should happen)|healthy|good|ok (?:if|when|value)|pass(?:es)?(?=) (?:if|when|criteria)|success|desired|normal|correct|want|target (?:result|output|state))|^(?:output|result|returns?)(?!\w)/i;

const EXPECTED_FIRST =
  /^(?:[Ee]xpect|[Ss]h|[Yy]ou|[Ww](?:hat|ant)|[Hh]eal|[Gg]ood|[Oo](?:k|K|utp)|[Pp]ass|[Ss]ucc|[Dd]esi|[Nn]orm|[Cc]orr|[Tt]arg|[Rr]e[st])/;

function isCommandTitle(title: string): boolean {
  if (COMMAND_FIRST.has(firstWord(title)) && COMMAND_TITLE.test(title)) return true;
  const lower = title.toLowerCase();
  const words = lower.split(/[\s(/]+/);
  return (
    FOREIGN_COMMANDS.has(lower) ||
    COMMAND_NOUNS.has(words[0] ?? '') ||
    COMMAND_NOUNS.has(words.at(-1) ?? '')
  );
}

function isExpectedTitle(title: string): boolean {
  if (/^[✅✔☑]/u.test(title)) return true;
  return (EXPECTED_FIRST.test(title) && EXPECTED_TITLE.test(title)) || foreignLead(title);
}

/** Titles of a column of commands in other languages. */
const FOREIGN_COMMANDS = wordSet(
  'befehl befehle kommando prüfbefehl abfrage aufruf commande commandes requête comando comandos consulta interrogazione opdracht commando kommandon polecenie komenda команда команды запрос コマンド 命令 指令 명령 명령어',
);

/** Of these, those that mean nothing else among other words: "Commande à exécuter". */
const COMMAND_NOUNS = wordSet(
  'command commands cmd cmds befehl befehle befehlszeile kommandozeile kommando prüfbefehl commande commandes comando comandos commando kommandon polecenie komenda',
);
/** A list of what else commands are called: nobody runs it. */
const NAMES_ONLY = ['alias', 'shortcut', 'abbreviation', 'kürzel', 'raccourci', 'atajo'];

/** The commands in a table's rows: those of a command column, and sure ones anywhere else. */
export function readRowSteps(
  document: MarkdownDocument,
  table: Table,
  item: ItemPlace | undefined,
): readonly StepDraft[] {
  const titles = table.header.cells.map((cell) => cell.text);
  // "Want | Say": what begins a row is asked for, and not what comes out.
  const expectedAt = titles.findIndex(
    (title, index) => isExpectedTitle(title) && !(index === 0 && /^want/i.test(title)),
  );
  const commands = titles.map(isCommandTitle);
  if (!commands.includes(true) && titles.some((title) => beginsWithAny(title, NAMES_ONLY)))
    return [];
  const steps: StepDraft[] = [];
  for (const row of table.rows) {
    row.cells.forEach((cell, column) => {
      if (column === expectedAt) return;
      const expectedCell = expectedAt < 0 ? undefined : row.cells[expectedAt];
      const expected: ExpectedWords | undefined =
        expectedCell === undefined || expectedCell.cut
          ? undefined
          : { source: expectedCell.markdown, place: 'cell' };
      const isCommand = commands[column] === true;
      for (const found of readCell(document, cell, isCommand)) {
        steps.push(toDraft(row, [column, expectedAt], found, expected, item));
      }
    });
  }
  return steps;
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
): readonly Found[] {
  if (cell.cut) return readCutCell(document, cell);
  const found: Found[] = [];
  for (const code of cell.codes) {
    const language = languageOf(code.text, isCommand);
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
      : (findTypography(found.text, found.language) ?? foreignSql(found.text, found.language)),
    expected: found.cut ? undefined : expected,
    attributes: NO_ATTRIBUTES,
    item,
  };
}
