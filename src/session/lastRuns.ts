import type { LogEvent } from '../core/incident/event';
import { foldTimeline, type RunEntry } from '../core/incident/timeline';
import type { VerdictKind } from '../core/run/outcome';
import { Emitter, type Listen } from '../util/emitter';
import type { LogBook } from './logBook';
import type { RunEvent, RunRequest } from './runReport';
import { aliveWriters } from './writerAlive';

/** The latest run of a step or part. */
export interface LastRun {
  readonly runId: string;
  readonly status: RunEntry['outcome'];
  readonly verdict: VerdictKind | undefined;
  readonly message: string | undefined;
  readonly durationMs: number | undefined;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** Remembers the latest run of every step: of this window as it happens, of today from the journal. */
export class LastRuns {
  readonly onDidChange: Listen<string>;
  readonly #changed = new Emitter<string>();
  readonly #runs = new Map<string, LastRun>();
  readonly #now: () => number;

  constructor(runs: Listen<RunEvent>, now: () => number) {
    this.onDidChange = this.#changed.event;
    this.#now = now;
    runs((event) => {
      if (event.kind === 'output') return;
      const { runbook, stepId, partId } = event.request;
      const key = keyOf(runbook, stepId, partId);
      const report = event.kind === 'ended' ? event.report : undefined;
      this.#runs.set(key, {
        runId: event.runId,
        status: report?.outcome ?? 'running',
        verdict: report?.verdict?.kind,
        message: report?.verdict?.message ?? report?.message,
        durationMs: report?.durationMs,
        at: now(),
      });
      this.#changed.fire(runbook);
    });
  }

  /** A person has said what the latest run of a step was. */
  judge({ runbook, stepId, partId }: RunRequest, runId: string, verdict: VerdictKind): void {
    const key = keyOf(runbook, stepId, partId);
    const run = this.#runs.get(key);
    if (run?.runId !== runId) return;
    this.#runs.set(key, { ...run, verdict, message: undefined });
    this.#changed.fire(runbook);
  }

  get(runbook: string, stepId: string, partId?: string): LastRun | undefined {
    return this.#runs.get(keyOf(runbook, stepId, partId));
  }

  /** Whether anything ran that is still told of. */
  get isEmpty(): boolean {
    return this.#runs.size === 0;
  }

  /** Takes the runs of a day from its journal; runs of this window are newer and stay. */
  async load(log: LogBook, day: string): Promise<void> {
    const reading = await log.readJournal(day);
    if (reading.ok) this.take(reading.value.events);
  }

  /** Takes the runs of the latest days that have a journal. */
  async loadLatest(log: LogBook, days: number): Promise<void> {
    for (const day of (await log.journalDays()).slice(-days)) await this.load(log, day);
  }

  /** Takes the runs of a log, an incident's or a day's; a later run of the same step stays. */
  take(events: readonly LogEvent[]): void {
    const { entries } = foldTimeline(events, aliveWriters(events, new Date(this.#now())));
    const touched = new Set<string>();
    for (const entry of entries) {
      if (entry.kind !== 'run') continue;
      const { runbook, stepId, partId } = entry.started;
      const key = keyOf(runbook, stepId, partId);
      const at = Date.parse(entry.time);
      if ((this.#runs.get(key)?.at ?? -1) >= at) continue;
      this.#runs.set(key, {
        runId: entry.started.runId,
        status: entry.outcome,
        verdict: entry.verdict?.kind,
        message: entry.verdict?.message ?? entry.message,
        durationMs: entry.durationMs,
        at,
      });
      touched.add(runbook);
    }
    for (const runbook of touched) this.#changed.fire(runbook);
  }
}

function keyOf(runbook: string, stepId: string, partId: string | undefined): string {
  return JSON.stringify([runbook, stepId, partId ?? '']);
}
