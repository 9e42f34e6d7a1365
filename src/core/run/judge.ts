import type { Expectation } from '../model/expectation';
import type { RunResult, Verdict } from './outcome';

/** Compares what came out of a run with what the runbook expects. */
export function judge(expectation: Expectation, result: RunResult): Verdict {
  if (result.exitCode !== 0 && expectation.kind !== 'exit') {
    return {
      kind: 'fail',
      message: `exit code ${String(result.exitCode)}`,
      difference: undefined,
    };
  }
  return { kind: 'needs-eyes', message: expectation.source, difference: undefined };
}
