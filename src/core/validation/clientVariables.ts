import type { Step } from '../model/step';
import { isShell } from './words';

/** A variable of a program that reads a text of its own; offsets into the step's text. */
export interface ClientVariable {
  readonly name: string;
  /** With its sign, as the text writes it. */
  readonly written: string;
  readonly start: number;
  readonly end: number;
}

/** `@late` of MySQL and SQL Server; `@@version` is the server's, and at a line's start is a script. */
const USER = /(?<![\w@.$'"`\]])(?<!^[ \t]*)@([A-Za-z_]\w*)(?!\w|\s*:?=|\s*\()/gm;
/** Declared with its type, as a parameter too, or given a value in any way. */
const SETS_USER =
  /(?:\b(?:declare|out|inout)\s+|[,(]\s*|\b(?:procedure|proc|function)\s+\S+\s+)@([A-Za-z_]\w*)\s+(?:as\s+)?[a-z]|@([A-Za-z_]\w*)\s*(?:[-+*/]|:)?=/gi;
const INTO_USER = /\binto\s+((?:@[A-Za-z_]\w*\s*,?\s*)+)/gi;
const QUOTED = /'(?:[^']|'')*'|"[^"\n]*"|`[^`\n]*`|\[[^\]\n]*\]|(?:--|#)[^\n]*|\/\*[\s\S]*?\*\//g;

/** Names that a text of SQL gives a value to or declares. */
export function userVariablesSet(text: string): readonly string[] {
  if (!text.includes('@')) return [];
  const into = [...text.matchAll(INTO_USER)].flatMap(([, names = '']) => names.match(/\w+/g) ?? []);
  const set = [...text.matchAll(SETS_USER)].map(([, declared, given]) => declared ?? given ?? '');
  return [...into, ...set].map((name) => name.toLowerCase());
}

/** The variables of MySQL or SQL Server that a step of SQL uses. */
export function userVariablesIn({ text, language }: Step): readonly ClientVariable[] {
  if (language !== 'sql' || !text.includes('@')) return [];
  const bare = text.replace(QUOTED, (part) => part.replace(/[^\n]/g, ' '));
  return usesOf(bare, USER);
}

/** `jq '… $name …'`, and how such a name is given. */
const JQ = /\bjq\s(?:[^'"|;&\n]|\\\n|"[^"]*")*'([^']+)'/dg;
const GIVEN_TO_JQ = /--(?:arg|argjson|slurpfile|rawfile|argfile)\s+([A-Za-z_]\w*)/g;
const BOUND_IN_JQ = /\bas\b([^|(]*)[|(]|\bdef\s+\w+\s*\(([^)]*)\)|\?\/\/([^|]*)/g;

/** The variables of `jq` programs that neither an option nor the program itself gives a value. */
export function unsetJqVariables({ text, language }: Step): readonly ClientVariable[] {
  if (!isShell(language) || !/\bjq\s/.test(text) || !text.includes("'")) return [];
  const given = new Set([...text.matchAll(GIVEN_TO_JQ)].map(([, name = '']) => name));
  return [...text.matchAll(JQ)].flatMap((match) => {
    const [start = 0] = match.indices?.[1] ?? [];
    const program = (match[1] ?? '').replace(/"(?:[^"\\(]|\\[^(])*"|#[^\n]*/g, (part) =>
      ' '.repeat(part.length),
    );
    const bound = new Set(
      [...program.matchAll(BOUND_IN_JQ)].flatMap(
        (names) => names.join(' ').match(/(?<=\$)\w+/g) ?? [],
      ),
    );
    return usesOf(program, /\$([A-Za-z_]\w*)/g)
      .filter(
        ({ name }) => !given.has(name) && !bound.has(name) && !/^(?:ENV|ARGS|__\w+)$/.test(name),
      )
      .map((use) => ({ ...use, start: use.start + start, end: use.end + start }));
  });
}

/** `%NAME%` in a batch file, and how it is set. */
const BATCH = /(?<!%)%([A-Za-z_]\w*)(?::[^%\n]*)?%/g;
const SETS_BATCH = /\bset\s+(?:\/[ap]\s+)?"?([A-Za-z_]\w*)\s*[-+*/]?=/gi;
const KNOWN_IN_BATCH =
  /^(?:ALLUSERSPROFILE|APPDATA|CD|CMDCMDLINE|COMMONPROGRAMFILES|COMPUTERNAME|COMSPEC|DATE|ERRORLEVEL|HOMEDRIVE|HOMEPATH|HOMESHARE|LOCALAPPDATA|LOGONSERVER|NUMBER_OF_PROCESSORS|OS|PATH|PATHEXT|PROCESSOR_\w+|PROGRAMDATA|PROGRAMFILES|PROGRAMW6432|PROMPT|PUBLIC|RANDOM|SESSIONNAME|SYSTEMDRIVE|SYSTEMROOT|TEMP|TIME|TMP|USERDNSDOMAIN|USERDOMAIN|USERNAME|USERPROFILE|WINDIR)$/i;

/** Names that a batch text sets, in small letters. */
export function batchVariablesSet(text: string): readonly string[] {
  return [...text.matchAll(SETS_BATCH)].map(([, name = '']) => name.toLowerCase());
}

/** The variables that a batch text uses and Windows does not set. */
export function batchVariablesIn(text: string): readonly ClientVariable[] {
  const bare = text.replace(/^\s*(?:::|rem\b)[^\n]*/gim, (part) => part.replace(/[^\n]/g, ' '));
  return usesOf(bare, BATCH).filter(({ name }) => !KNOWN_IN_BATCH.test(name));
}

function usesOf(text: string, pattern: RegExp): readonly ClientVariable[] {
  return [...text.matchAll(pattern)].map((match) => ({
    name: match[1] ?? '',
    written: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
}
