/** Every run ends in exactly one of these. */
export type Outcome =
  'succeeded' | 'failed' | 'cancelled' | 'timed-out' | 'interrupted' | 'refused';

export type VerdictKind = 'pass' | 'fail' | 'needs-eyes';

export interface Verdict {
  readonly kind: VerdictKind;
  /** One line: what was expected and what came. */
  readonly message: string;
  /** A readable difference over several lines, when there is one. */
  readonly difference: string | undefined;
}

/** What an expectation is judged by. */
export interface RunResult {
  readonly outcome: Outcome;
  readonly exitCode: number | undefined;
  /** Decoded, masked, escape sequences removed; the head and tail when it was long. */
  readonly stdout: string;
  readonly stderr: string;
  /** True when `stdout` or `stderr` misses its middle. */
  readonly truncated: boolean;
}
