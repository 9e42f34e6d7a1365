import { endedWell } from '../run/outcome';
import type { Runbook } from '../model/runbook';
import type { RunEntry } from './timeline';

/** How a step has fared. Times are UTC, ISO 8601. */
export interface StepUsage {
  readonly stepId: string;
  readonly title: string;
  readonly runs: number;
  /** Runs that failed, timed out, or gave something else than the runbook expects. */
  readonly failures: number;
  readonly lastRunAt: string | undefined;
  readonly lastSuccessAt: string | undefined;
  /**
   * `never run`: it stands in the runbook and nobody ran it. `failing`: its last run failed.
   * `stale`: it last succeeded longer ago than the limit. `gone`: it was run and no longer stands
   * in the runbook.
   */
  readonly state: 'fine' | 'failing' | 'stale' | 'never run' | 'gone';
}

export interface RunbookUsage {
  readonly runbook: string;
  readonly runs: number;
  readonly failures: number;
  /** Runs in drills: they count for nothing else here. */
  readonly drillRuns: number;
  readonly lastRunAt: string | undefined;
  readonly steps: readonly StepUsage[];
}

export interface KnownRunbook {
  readonly path: string;
  readonly model: Runbook;
}

/** A step that last succeeded longer ago than this is stale: a quarter, in milliseconds. */
export const STALE_AFTER = 92 * 24 * 60 * 60 * 1000;

/**
 * How the runbooks were used, by their paths: those that were run, and those known to exist.
 * @param now milliseconds
 */
export function runbookUsage(
  runs: readonly RunEntry[],
  known: readonly KnownRunbook[],
  now: number,
): readonly RunbookUsage[] {
  const byRunbook = new Map<string, RunEntry[]>(known.map(({ path }) => [path, []]));
  for (const run of runs) {
    const same = byRunbook.get(run.started.runbook);
    if (same === undefined) byRunbook.set(run.started.runbook, [run]);
    else same.push(run);
  }
  const models = new Map(known.map(({ path, model }) => [path, model]));
  return [...byRunbook]
    .map(([runbook, entries]) => usageOf(runbook, entries, models.get(runbook), now))
    .sort((a, b) => (a.runbook < b.runbook ? -1 : 1));
}

function usageOf(
  runbook: string,
  entries: readonly RunEntry[],
  model: Runbook | undefined,
  now: number,
): RunbookUsage {
  const real = entries.filter((run) => run.started.drill !== true);
  const byStep = new Map<string, RunEntry[]>();
  for (const step of model?.steps ?? []) {
    if (step.notRunnable === undefined || step.notRunnable.code === 'unfilled-hole') {
      byStep.set(step.id, []);
    }
  }
  for (const run of real) {
    const same = byStep.get(run.started.stepId);
    if (same === undefined) byStep.set(run.started.stepId, [run]);
    else same.push(run);
  }
  return {
    runbook,
    runs: real.length,
    failures: real.filter(hasFailed).length,
    drillRuns: entries.length - real.length,
    lastRunAt: latest(real),
    steps: [...byStep].map(([stepId, same]) => stepUsage(stepId, same, model, now)),
  };
}

function stepUsage(
  stepId: string,
  runs: readonly RunEntry[],
  model: Runbook | undefined,
  now: number,
): StepUsage {
  const step = model?.steps.find((candidate) => candidate.id === stepId);
  const ordered = [...runs].sort((a, b) => (a.time < b.time ? -1 : 1));
  const last = ordered.at(-1);
  const lastSuccessAt = latest(ordered.filter(hasSucceeded));
  const usage = {
    stepId,
    title: step?.title ?? last?.started.title ?? stepId,
    runs: runs.length,
    failures: runs.filter(hasFailed).length,
    lastRunAt: last?.time,
    lastSuccessAt,
  };
  if (last === undefined) return { ...usage, state: 'never run' };
  if (model !== undefined && step === undefined) return { ...usage, state: 'gone' };
  const judged = ordered.filter((run) => hasFailed(run) || hasSucceeded(run)).at(-1);
  if (judged !== undefined && hasFailed(judged)) return { ...usage, state: 'failing' };
  const fresh = now - Date.parse(lastSuccessAt ?? last.time) <= STALE_AFTER;
  return { ...usage, state: fresh ? 'fine' : 'stale' };
}

/** True for a run that shows something wrong; one that a person stopped shows nothing. */
export function hasFailed({ outcome, verdict }: RunEntry): boolean {
  if (outcome === 'timed-out' || verdict?.kind === 'fail') return true;
  return outcome === 'failed' && !endedWell(outcome, verdict?.kind);
}

/** True for a run that ended well and as expected. */
export function hasSucceeded(run: RunEntry): boolean {
  return endedWell(run.outcome, run.verdict?.kind);
}

function latest(runs: readonly RunEntry[]): string | undefined {
  return runs.reduce<string | undefined>(
    (last, { time }) => (last === undefined || time > last ? time : last),
    undefined,
  );
}
