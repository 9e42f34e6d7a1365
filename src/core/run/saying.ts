import { comparableLines } from './outputText';
import type { RunResult, Verdict } from './outcome';
import { failed, passed } from './verdicts';

/** Judges one kind of saying about a whole output: certain, or undefined. */
export type Judge = (words: string, result: RunResult, source: string) => Verdict | undefined;

/** The lines of the output that hold anything. */
export const linesOf = (result: RunResult): readonly string[] =>
  comparableLines(result.stdout).filter((line) => line !== '');

/** The lines of the output and of the messages that hold anything. */
export const allLinesOf = (result: RunResult): readonly string[] => [
  ...linesOf(result),
  ...comparableLines(result.stderr).filter((line) => line !== ''),
];

/** A pass where it holds, a fail where it does not. */
export const yesOrNo = (holds: boolean, source: string, got: string): Verdict =>
  holds ? passed(source) : failed(source, got);

/** How a program begins to say that it could not do what it was asked. */
const TROUBLE =
  /^(?:[\w./-]+: )?(?=)(?:errors?\b|fatal\b|usage\b|panic\b|traceback\b|exception\b|cannot\b|can't\b|could not\b|couldn't\b|unable\b|failed\b|permission denied|access denied|authentication|no such\b|not logged in|connection (?:refused|timed out|reset)|unauthorized\b|forbidden\b|timed? ?out\b|invalid\b|unknown (?:command|option|flag)|you must\b)|: (?:no such file|permission denied|command not found|not found|connection refused|connection timed out)|\bcommand not found$/i;

/** Whether the output tells why there is none: of what it does not hold nothing follows. */
export function saysTrouble(result: RunResult): boolean {
  const lines = linesOf(result);
  const telling = lines.length > 2 ? lines.slice(0, 1) : lines;
  const messages = comparableLines(result.stderr);
  return [...telling, ...messages].some((line) => TROUBLE.test(line));
}
