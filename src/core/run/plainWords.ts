import { readOutputTable } from './outputTable';
import { comparableLines } from './outputText';
import type { RunResult, Verdict } from './outcome';
import { failed, passed } from './verdicts';

/** Words of which one says the contrary of the other. */
const OPPOSITES = [
  'true false',
  'yes no',
  'on off',
  'up down',
  't f',
  'enabled disabled',
  'active inactive',
  'active failed',
  'healthy unhealthy',
  'healthy starting',
  'running stopped',
  'started stopped',
  'ready notready',
  'online offline',
  'connected disconnected',
  'available unavailable',
  'open closed',
  'synced outofsync',
  'success failed',
  'success failure',
  'passed failed',
  'reachable unreachable',
  'valid invalid',
].map((pair) => pair.split(' '));

const NO_ERRORS =
  /^no (?:errors?|failures?|problems?)(?: (?:are )?(?:printed|shown|reported|listed))?$/i;
const ERROR_LINE = /(?:^|[\s[|])(?:ERROR|FATAL|CRITICAL|PANIC|EMERG)(?:[\s\]|:]|$)/;

/**
 * Judges the few words that leave no doubt: one word against the one word that came out, in letters
 * of either size as it is no code, and "no
 * errors" against silence or a line that calls itself an error. Undefined for everything else.
 */
export function judgePlainWords(source: string, result: RunResult): Verdict | undefined {
  if (result.truncated) return undefined;
  const words = source
    .trim()
    .replace(/^(\*\*|__|\*|_)(.+)\1$/, '$2')
    .replace(/\.$/, '');
  const lines = [...comparableLines(result.stdout), ...comparableLines(result.stderr)];
  if (NO_ERRORS.test(words)) {
    if (lines.length === 0) return passed(source);
    const error = lines.find((line) => ERROR_LINE.test(line));
    return error === undefined ? undefined : failed(source, error);
  }
  // What compares prints what differs; of a line nobody knows which it is.
  if (/^no (?:diff|differences?)$/i.test(words))
    return lines.length === 0 ? passed(source) : undefined;
  if (!/^[A-Za-z]+$/.test(words)) return undefined;
  const answer = onlyWord(result.stdout);
  if (answer === undefined) return undefined;
  if (answer.toLowerCase() === words.toLowerCase()) return passed(source);
  return areOpposites(words, answer) ? failed(source, answer) : undefined;
}

/** Whether one of two words says the contrary of the other. */
export function areOpposites(one: string, other: string): boolean {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()];
  return a !== b && OPPOSITES.some((pair) => pair.includes(a) && pair.includes(b));
}

/** The one word of an output: alone, or in the only cell of a table. */
export function onlyWord(stdout: string): string | undefined {
  const table = readOutputTable(stdout);
  if (table !== undefined)
    return table.columns.length === 1 && table.rows.length === 1 ? table.rows[0]?.[0] : undefined;
  const lines = comparableLines(stdout);
  const [line = ''] = lines;
  return lines.length === 1 && /^\S+$/.test(line) ? line : undefined;
}
