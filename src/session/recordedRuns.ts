import { foldTimeline, type RunEntry } from '../core/incident/timeline';
import type { LogFolder } from '../storage/logFolders';
import { nodeFs } from '../storage/nodeFs';
import { OutputStore } from '../storage/outputs';
import { readLog } from '../storage/readLog';
import type { LogBook } from './logBook';
import { aliveWriters } from './writerAlive';
import { readdir } from 'node:fs/promises';

/** How far back runs are looked for. */
const DAYS = 14;
/** Most logs that are read for one runbook, newest first. */
const MOST_LOGS = 30;
const DAY_MS = 24 * 60 * 60 * 1000;

/** The latest recorded run of each step of a runbook, from the journals and incidents of two weeks. */
export class RecordedRuns {
  readonly #log: LogBook;
  readonly #now: () => Date;

  constructor(log: LogBook, now: () => Date) {
    this.#log = log;
    this.#now = now;
  }

  /**
   * By step; a run of one part counts for its step. Runs that are going on are not among them.
   * @param runbook path as it is recorded.
   */
  async latest(runbook: string): Promise<ReadonlyMap<string, RunEntry>> {
    const latest = new Map<string, RunEntry>();
    for (const folder of await this.#recentLogs()) {
      const { events } = await readLog(folder, nodeFs);
      const { entries } = foldTimeline(events, aliveWriters(events, this.#now()));
      for (const entry of entries) {
        if (entry.kind !== 'run' || entry.started.runbook !== runbook) continue;
        if (entry.outcome === 'running') continue;
        const { stepId } = entry.started;
        const known = latest.get(stepId);
        if (known === undefined || known.time <= entry.time) latest.set(stepId, entry);
      }
    }
    return latest;
  }

  /** What a run wrote, head and tail when it was more than so many bytes. Never rejects. */
  async outputOf({ output }: RunEntry, mostBytes: number): Promise<string> {
    if (output === undefined || output.bytes === 0) return '';
    if (output.truncated && output.file !== undefined && output.bytes <= mostBytes) {
      const store = new OutputStore(this.#log.folders, nodeFs);
      const whole = await store.readOutput(output.file, mostBytes);
      if (whole.ok) return Buffer.from(whole.value).toString('utf8');
    }
    const { head, tail, truncated } = output;
    const shown = tail === '' ? head : `${head}\n…\n${tail}`;
    return truncated ? `${shown}\n… ${output.bytes} bytes in all; the rest is in the log\n` : shown;
  }

  async #recentLogs(): Promise<readonly LogFolder[]> {
    const { folders } = this.#log;
    const since = new Date(this.#now().getTime() - DAYS * DAY_MS).toISOString().slice(0, 10);
    const logs: { readonly id: string; readonly folder: LogFolder }[] = [];
    for (const kind of ['journal', 'incidents'] as const) {
      for (const id of await namesIn(folders.kindFolder(kind))) {
        // The name of an incident begins with the day it was declared.
        if (!/^\d{4}-\d\d-\d\d/.test(id) || id < since) continue;
        const folder = kind === 'journal' ? folders.journal(id) : folders.incident(id);
        if (folder.ok) logs.push({ id, folder: folder.value });
      }
    }
    logs.sort((a, b) => (a.id < b.id ? 1 : -1));
    return logs.slice(0, MOST_LOGS).map(({ folder }) => folder);
  }
}

async function namesIn(path: string): Promise<readonly string[]> {
  try {
    return await readdir(path);
  } catch {
    return []; // no log of this kind was written yet
  }
}
