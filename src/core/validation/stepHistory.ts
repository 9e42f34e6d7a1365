import { hasFailed, hasSucceeded } from '../incident/usage';
import type { RunEntry } from '../incident/timeline';

/** What the log says of one step, drills included. Dates are ISO dates (YYYY-MM-DD). */
export interface StepHistory {
  readonly runs: number;
  readonly firstRun: string;
  readonly lastRun: string;
  /** Of the last run that passed. */
  readonly lastPassed: string | undefined;
  /** Whether the last run with an outcome was as the runbook expects. */
  readonly lastAsExpected: boolean | undefined;
}

/** By step id. */
export type RunbookHistory = Readonly<Record<string, StepHistory>>;

/** What the log says of every step of every runbook, by path. */
export type FolderHistory = Readonly<Record<string, RunbookHistory>>;

/** A run as far as its step's history needs it. */
export interface JudgedRun {
  readonly runbook: string;
  readonly stepId: string;
  /** UTC, ISO 8601. */
  readonly time: string;
  /** Whether it was as the runbook expects; undefined when it came to no outcome. */
  readonly asExpected: boolean | undefined;
}

export function judgedRun(run: RunEntry): JudgedRun {
  const { runbook, stepId } = run.started;
  const asExpected = hasFailed(run) ? false : hasSucceeded(run) ? true : undefined;
  return { runbook, stepId, time: run.time, asExpected };
}

/** Adds runs, in any order of logs, to what was known before. */
export function addToHistory(known: FolderHistory, runs: readonly JudgedRun[]): FolderHistory {
  const all: Record<string, Record<string, StepHistory>> = Object.fromEntries(
    Object.entries(known).map(([path, steps]) => [path, { ...steps }]),
  );
  const sorted = [...runs].sort((a, b) => (a.time < b.time ? -1 : 1));
  for (const run of sorted) {
    const steps = (all[run.runbook] ??= {});
    steps[run.stepId] = after(steps[run.stepId], run);
  }
  return all;
}

function after(before: StepHistory | undefined, { time, asExpected }: JudgedRun): StepHistory {
  const day = time.slice(0, 10);
  return {
    runs: (before?.runs ?? 0) + 1,
    firstRun: before?.firstRun ?? day,
    lastRun: day,
    lastPassed: asExpected === true ? day : before?.lastPassed,
    lastAsExpected: asExpected ?? before?.lastAsExpected,
  };
}
