import type { Verdict } from './outcome';

/** As expected. */
export function passed(expected: string): Verdict {
  return { kind: 'pass', message: `as expected: ${oneLine(expected)}`, difference: undefined };
}

/** Not as expected; `got` says in a few words what came instead. */
export function failed(expected: string, got: string, difference?: string): Verdict {
  const message = `expected ${oneLine(expected)}; got ${oneLine(got)}`;
  return { kind: 'fail', message, difference };
}

/** Nobody but a person can tell; `why` says what stands in the way. */
export function needsEyes(expected: string, why: string, difference?: string): Verdict {
  const message = `expected ${oneLine(expected)}; ${why}`;
  return { kind: 'needs-eyes', message, difference };
}

const MAX_MESSAGE = 120;

/** The first words of a text on one line, for a message. */
export function oneLine(text: string): string {
  const line = text
    .slice(0, 4 * MAX_MESSAGE)
    .replace(/\s+/g, ' ')
    .trim();
  return line.length <= MAX_MESSAGE ? line : `${line.slice(0, MAX_MESSAGE - 1)}…`;
}
