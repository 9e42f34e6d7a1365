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

/**
 * Whether a run came out as it should. Without a verdict that is how it ended; a bad ending that
 * the runbook expects ("Expected: exit code 3") is right, too.
 */
export function endedWell(outcome: Outcome | 'running', verdict: VerdictKind | undefined): boolean {
  if (outcome === 'succeeded') return verdict !== 'fail';
  return outcome === 'failed' && verdict === 'pass';
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
