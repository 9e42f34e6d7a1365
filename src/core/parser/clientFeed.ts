import { wordSet } from '../text/words';
import { guessSql, startsSql } from './commands';
import { commentText, type Group } from './groups';

/** What the code of a group is for: a shell, a database client that is open, or no one. */
export type GroupNature = 'shell' | 'sql' | 'client' | 'client-and-sql' | 'words' | 'nothing';

const CLIENT =
  /(?:^|[\s;&|(/])(?:[a-z]+-)?(?=)(?:psql|mysql|mariadb|sqlite3|cqlsh|cockroach\s+sql|clickhouse-client)(?=\s|$)/;
const FED =
  /(?:^|\s)(?=)(?:-[A-Za-z]*[cefl]|--command|--file|--execute|--query|-Q|-i)(?=)(?:[\s='"]|$)|[|<>]|--version|-V(?!\w)|\b(?:psql|mysql)\s+--?(?:help|list)(?!\w)/;
const META =
  /^\s*\\(?:[dl][A-Za-z]{0,3}\+?|c|connect|conninfo|x|timing|watch|q|copy|i|ef|sf|z|g\w*|pset|set)(?=)(?:\s|;|$)/;
const ADDRESS = /^\s*[a-z][a-z+\d.-]*:\/\/\S+\s*$/;

/** These speak of a client. */
const NOT_RUN = wordSet('echo cat which man apt yum');

/** Whether a line opens a database client and gives it nothing to do. */
export function opensClient(command: string): boolean {
  if (!/sql|mariadb|cockroach|clickhouse/.test(command)) return false;
  const match = CLIENT.exec(command);
  if (match === null) return false;
  const after = command.slice(match.index + match[0].length);
  return (
    !FED.test(after) &&
    !/\|/.test(command) &&
    !NOT_RUN.has(/^\s*([a-z]+)\b/.exec(command)?.[1] ?? '')
  );
}

/** Whether lines are SQL, or the backslash commands of psql. */
export function isSqlCode(lines: readonly string[]): boolean {
  const first = lines.find(isCode);
  if (first === undefined) return false;
  if (isMeta(first)) return true;
  if (!startsSql(first)) return false;
  const sql = guessSql(lines.filter(isCode).join('\n'));
  return sql === 'certain' || (sql === 'likely' && /^\s*[A-Z]{2,}/.test(first));
}

function isCode(line: string): boolean {
  return line.trim() !== '' && !/^\s*(?:#|--)/.test(line);
}

function isMeta(line: string): boolean {
  return /^\s*\\/.test(line) && META.test(line);
}

export function hasMeta(text: string): boolean {
  return text.split('\n').some(isMeta);
}

export function natureOf(group: Group): GroupNature {
  const code = group.code.map((entry) => entry.text);
  if (code.length === 0) return 'nothing';
  if (code.every((line) => ADDRESS.test(line) || line.trim() === '')) return 'words';
  if (isSqlCode(code)) return 'sql';
  const end = endOfCommand(code);
  if (!opensClient(code.slice(0, end).join('\n'))) return 'shell';
  const rest = code.slice(end);
  if (rest.every((line) => line.trim() === '' || /^\s*#/.test(line))) return 'client';
  return isSqlCode(rest) ? 'client-and-sql' : 'shell';
}

/** Lines of the first command: those that end with a backslash go on. */
export function endOfCommand(code: readonly string[]): number {
  let end = 0;
  while (end < code.length && /\\\s*$/.test(code[end] ?? '')) end++;
  return Math.min(end + 1, code.length);
}

/**
 * The command that feeds SQL to a client, as a person would type it. A here-document needs no
 * quoting of its content; a terminal (`-it`) must go, for the input is no longer one.
 */
export function feed(client: string, sql: readonly string[]): string {
  const command = client
    .replace(/(\s)-(?:it|ti)(?=\s)/g, '$1-i')
    .replace(/\s(?:--tty|-t)(?=\s)(?=[\s\S]*\b(?:psql|mysql)\b)/g, '')
    .trimEnd();
  const body = sql.map(toSqlComment);
  const joined = body.join('\n');
  let mark = 'SQL';
  while (body.includes(mark)) mark += '_';
  return `${command} <<'${mark}'\n${joined}\n${mark}`;
}

/** A shell comment becomes one of SQL: what psql is fed must not hold `#`. */
export function toSqlComment(line: string): string {
  return /^\s*#/.test(line) ? `-- ${commentText(line)}` : line;
}
