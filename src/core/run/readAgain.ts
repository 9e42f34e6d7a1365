import { MASK } from '../incident/redaction';
import type { Placeholder } from '../model/placeholder';
import type { CodeScan, CodeWord } from '../parser/codeContext';
import { escapePattern } from '../text/escapePattern';
import type { OffsetRange } from '../text/range';
import { endsPattern, heredocKind, isReadAsCode, SCRIPT_FILE } from './innerCode';

/**
 * The first hole whose value a shell command would read as code somewhere else than where it
 * stands: through a variable (`H=<host>; ssh gate "ping $H"`), a substitution (`eval "$(echo <x>)"`),
 * a file that is then executed, or arithmetic, which runs the commands in an index. Quoting at the
 * hole cannot help there, so that only a value that means itself everywhere may be put in.
 */
export function findReadAgain(
  scan: CodeScan,
  holes: readonly Placeholder[],
  values: Readonly<Record<string, string>>,
): Placeholder | undefined {
  return holes.find((hole) => {
    const value = values[hole.name];
    if (value === undefined) return false;
    if (/\[[^]*[$`]/.test(value) && CALCULATES.test(scan.text)) return true;
    if (!PLAIN.test(value) && hasArgumentsRead(scan.text)) return true;
    if (/^\s*[|>]|\|\s*$/.test(value) && PERL_OPENS.test(scan.text)) return true;
    return placesOf(scan, hole).some(
      ({ place, isWritten }) =>
        !meansItself(scan, place, value) && readsAgainAt(scan, place, isWritten),
    );
  });
}

/** Whether a value is such that it must not be read again; all others can be put anywhere. */
export function mayBeCode(value: string): boolean {
  return value !== MASK && (!PLAIN.test(value) || /[ /]/.test(value));
}

const PLAIN = /^[\w@%+:,./ -]*$/;

/** Behind `X=` a space ends the value, and what follows is a command. */
function meansItself(scan: CodeScan, { start, end }: OffsetRange, value: string): boolean {
  if (value === MASK) return true;
  if (!PLAIN.test(value) || endsPattern(scan, start, end, value)) return false;
  return !value.includes(' ') || scan.text[start - 1] !== '=';
}

/** Parts of a script that are arithmetic: there `a[$(command)]` runs the command, however quoted. */
const CALCULATES =
  /\(\(|\$\[|(?:^|[\s;&|(])let\s|\[\[[^\n]*\s-(?:eq|ne|lt|le|gt|ge)\s|(?:declare|typeset|local)\s+-\w*i|(?:^|\s)integer\s|\$\{\w+(?:\[|:\s*[^-=+?\s])/m;

/** A function, or the script itself, that is given arguments and reads one as code. */
function hasArgumentsRead(text: string): boolean {
  return TAKES_ARGUMENTS.test(text) && READS_ARGUMENT.test(text);
}

const TAKES_ARGUMENTS = /\(\s*\)\s*[{(]|\bfunction\s+\w|\bset\s+--\s/;
const READS_ARGUMENT =
  /(?<![\w-])(?:eval|(?:ba|z|da|k)?sh\s+(?:-\S+\s+)*-\w*c|ssh\s[^;\n]*)\s[^;\n]*\$\{?[1-9@*]/;

/** Perl opens the files it is given by a function of its own, for which `|` is a command. */
const PERL_OPENS = /(?<![\w-])perl\s+(?:-\S+\s+)*?-\w*[np]/;

interface Reached {
  readonly place: OffsetRange;
  /** The value itself is written there, quoted for it; elsewhere a variable brings it. */
  readonly isWritten: boolean;
}

/** Where the value stands, and where variables bring it from there. */
function placesOf(scan: CodeScan, hole: Placeholder): readonly Reached[] {
  const reached: Reached[] = hole.places.map((place) => ({ place, isWritten: !hole.variable }));
  const names = new Set<string>();
  for (const { place } of reached) {
    for (const name of assignedAt(scan, place)) {
      if (names.has(name)) continue;
      names.add(name);
      for (const use of scan.variables)
        if (use.name === name) reached.push({ place: use, isWritten: false });
    }
  }
  return reached;
}

/** The variables that get what stands at a place. */
function assignedAt(scan: CodeScan, place: OffsetRange): readonly string[] {
  const assigned = wordsAround(scan, place).flatMap(
    ({ start }) => /^[A-Za-z_]\w*(?=\+?=)/.exec(scan.text.slice(start, start + 200))?.[0] ?? [],
  );
  const before = scan.text.slice(Math.max(0, place.start - 500), place.start);
  const counted = /(?:^|[\s;])for\s+(\w+)\s+in\s[^;\n]*$/.exec(before)?.[1] ?? [];
  const piped = /\|\s*while\s[^\n;]*?\bread\s+(?:-\S+\s+)*([\w ]+)/.exec(
    scan.text.slice(place.end, place.end + 500),
  );
  return [...assigned, counted, piped?.[1]?.trim().split(/\s+/) ?? []].flat();
}

function readsAgainAt(scan: CodeScan, place: OffsetRange, isWritten: boolean): boolean {
  const around = wordsAround(scan, place);
  const heredoc = scan.heredocs.find(({ start, end }) => start <= place.start && place.end <= end);
  // Where a value is written, what is directly around it has decided on how it is quoted.
  const outer = isWritten && heredoc === undefined ? around.slice(1) : around;
  if (outer.some((word) => isReadAsCode(scan, word))) return true;
  if (!isWritten && heredoc !== undefined && heredocKind(scan, heredoc) !== 'plain') return true;
  const before = scan.text.slice(Math.max(0, place.start - 500), place.start);
  if (SHELL_READS_PROCESS.test(before) || groupFeedsShell(scan, place.end)) return true;
  const command = heredoc?.command ?? around[0]?.command;
  return command !== undefined && writesWhatRuns(scan, command, heredoc !== undefined);
}

/** `source <(echo "…` and `sh < <(…`: not yet closed. */
const SHELL_READS_PROCESS = /(?:^|[\s;&|(/])(?:source|\.|(?:ba|z|da|k)?sh)\s[^;&|\n]*<\([^)\n]*$/;

const PIPED_TO_SHELL =
  /^[^\n|;&]*\|\s*(?:sudo\s(?:-\S+\s+)*)?(?:\S*\/)?(?:ba|z|da|k)?sh(?=[\s;&|)]|$)/;

/** `{ …; } | sh`: whether a group around a place is fed to a shell. */
function groupFeedsShell(scan: CodeScan, from: number): boolean {
  let depth = 0;
  for (const { 0: mark, index } of scan.text.slice(from).matchAll(GROUP_MARK)) {
    if (scan.contextAt(from + index) !== 'bare') continue;
    depth += /^(?:[({]|do|if|case)$/.test(mark) ? 1 : -1;
    if (depth >= 0) continue;
    if (PIPED_TO_SHELL.test(scan.text.slice(from + index + mark.length))) return true;
    depth = 0;
  }
  return false;
}

const GROUP_MARK = /[(){}]|\b(?:do|done|if|fi|case|esac)\b/g;

/** Whether a command writes a script, or a file that the code reads as one afterwards. */
function writesWhatRuns(scan: CodeScan, command: number, isHeredoc: boolean): boolean {
  const words = scan.words.filter((word) => word.command === command);
  const textOf = (word: CodeWord) => scan.text.slice(word.start, word.end);
  const isTee = words.some((word) => /(?:^|\/)tee$/.test(textOf(word)));
  return words.some((word) => {
    if (!word.redirected && !isTee) return false;
    const file = textOf(word).replace(/["']/g, '');
    if (SCRIPT_FILE.test(file)) return !isHeredoc;
    const name = escapePattern(file.slice(file.lastIndexOf('/') + 1));
    if (name === '') return false;
    const runs = `(?:source|\\.|(?:ba|z|da|k)?sh)\\s+(?:-\\S+\\s+)*["']?(?:[^\\s;&|]*/)?|^\\s*[^\\s;&|]*/`;
    return new RegExp(`(?:(?:^|[\\s;&|(])${runs})${name}(?![\\w.])`, 'm').test(
      scan.text.slice(word.end),
    );
  });
}

/** The words that a place is in, the innermost first. */
function wordsAround(scan: CodeScan, place: OffsetRange): readonly CodeWord[] {
  return scan.words
    .filter(({ start, end }) => start <= place.start && place.end <= end)
    .sort((a, b) => a.end - a.start - (b.end - b.start));
}
