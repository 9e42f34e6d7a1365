/** What is wrong or odd in a log. The code is the contract, the message is for people. */
export interface LogProblem {
  readonly code: ProblemCode;
  /** File name in the log folder. */
  readonly file: string;
  /** One-based; undefined for the file as a whole. */
  readonly line: number | undefined;
  readonly message: string;
}

export type ProblemCode =
  /** A line that is no event: damage. */
  | 'not-utf8'
  | 'too-long'
  | 'not-json'
  | 'too-deep'
  | 'not-an-event'
  | 'empty-line'
  /** Events that do not follow each other: damage. */
  | 'gap'
  | 'broken-chain'
  | 'out-of-order'
  | 'duplicate'
  | 'forked'
  | 'wrong-writer'
  | 'too-large'
  | 'unreadable'
  | 'broken-seal'
  | 'seen-event-missing'
  | 'checkpoint-differs'
  /** Odd, and usable. */
  | 'line-ending'
  | 'no-final-line-feed'
  | 'newer-version'
  | 'unknown-type'
  | 'malformed-data'
  | 'reserved-key'
  | 'foreign-file'
  | 'conflict-copy'
  | 'moved';

const odd: ReadonlySet<ProblemCode> = new Set([
  'line-ending',
  'no-final-line-feed',
  'newer-version',
  'unknown-type',
  'reserved-key',
  'foreign-file',
  'conflict-copy',
  'moved',
]);

/** True when something is lost or was changed, false when it is merely odd. */
export function isDamage(problem: LogProblem): boolean {
  return !odd.has(problem.code);
}
