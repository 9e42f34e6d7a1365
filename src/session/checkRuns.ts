import { formatDuration } from '../core/export/duration';
import type { Runbook } from '../core/model/runbook';
import { checksOf, type CheckUnit } from '../core/run/checks';
import type { CheckRun } from '../core/validation/checkRun';
import { assertNever } from '../util/assertNever';
import type { RunReport, RunRequest } from './runReport';
import type { WorkspaceSession } from './workspaceSession';

/** Recorded as practice: the runner itself refuses whatever turns out to be no check. */
const PRACTICE = { incident: undefined, drill: true, armed: false } as const;

/**
 * Runs every check of a runbook in order and records each like any run. A failed check does not
 * end it: the others are told as well. It ends early when somebody stops it.
 */
export async function* runChecks(
  session: WorkspaceSession,
  runbook: Runbook,
  request: Omit<RunRequest, 'stepId' | 'partId' | 'place'>,
): AsyncGenerator<CheckRun> {
  const { stops } = session.runs;
  for (const unit of checksOf(runbook, await session.classifier())) {
    const { stepId, partId, leftOut } = unit;
    if (leftOut !== undefined) {
      yield { ...NOT_RUN, ...placeOf(unit), message: leftOut };
      continue;
    }
    const report = await session.runs.run({ ...request, stepId, partId, place: PRACTICE });
    yield checkRunOf(unit, report);
    if (session.runs.stops !== stops || report.outcome === 'cancelled') return;
  }
}

const NOT_RUN = {
  runId: undefined,
  outcome: 'refused',
  verdict: undefined,
  exitCode: undefined,
  durationMs: 0,
} as const;

function placeOf({ stepId, partId, title, range }: CheckUnit) {
  return { stepId, partId, title, range };
}

function checkRunOf(unit: CheckUnit, report: RunReport): CheckRun {
  const { runId, outcome, verdict, message, exitCode, durationMs } = report;
  const why = message ?? (verdict?.kind === 'pass' ? undefined : verdict?.message);
  return {
    ...placeOf(unit),
    runId,
    outcome,
    verdict: verdict?.kind,
    message: why ?? howItEnded(report),
    exitCode,
    durationMs,
  };
}

function howItEnded({ outcome, exitCode, durationMs }: RunReport): string {
  switch (outcome) {
    case 'failed':
      return `it ended with exit code ${exitCode ?? '?'}.`;
    case 'timed-out':
      return `it was stopped after ${formatDuration(durationMs)}, as it had not ended by then.`;
    case 'interrupted':
      return 'it was interrupted, and nobody knows how far it came.';
    case 'cancelled':
      return 'it was stopped.';
    case 'succeeded':
    case 'refused':
      return '';
    default:
      return assertNever(outcome);
  }
}
