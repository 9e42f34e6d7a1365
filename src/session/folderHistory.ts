import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { foldTimeline } from '../core/incident/timeline';
import {
  addToHistory,
  judgedRun,
  type FolderHistory,
  type JudgedRun,
} from '../core/validation/stepHistory';
import type { LogFolder } from '../storage/logFolders';
import type { LogReading } from '../storage/readLog';
import type { Result } from '../util/result';
import { aliveWriters } from './writerAlive';
import type { WorkspaceSession } from './workspaceSession';

/** A log as it was read, and what its files looked like then. */
interface ReadLog {
  readonly stamp: string;
  readonly runs: readonly JudgedRun[];
}

/** What the logs of a folder say of its steps. A log is read again only when its files changed. */
export class FolderHistories {
  readonly #session: Pick<WorkspaceSession, 'log' | 'now'>;
  readonly #read = new Map<string, ReadLog>();

  constructor(session: Pick<WorkspaceSession, 'log' | 'now'>) {
    this.#session = session;
  }

  /** Undefined when nothing was ever run there. */
  async read(): Promise<FolderHistory | undefined> {
    const { log } = this.#session;
    const runs: JudgedRun[] = [];
    for (const day of await log.journalDays())
      runs.push(...(await this.#runsOf(log.folders.journal(day), () => log.readJournal(day))));
    for (const id of await log.incidentIds())
      runs.push(...(await this.#runsOf(log.folders.incident(id), () => log.readIncident(id))));
    return runs.length === 0 ? undefined : addToHistory({}, runs);
  }

  async #runsOf(
    folder: Result<LogFolder>,
    readLog: () => Promise<Result<LogReading>>,
  ): Promise<readonly JudgedRun[]> {
    if (!folder.ok) return [];
    const { path } = folder.value;
    // Taken before it is read: what is written meanwhile is read the next time.
    const stamp = await stampOf(path);
    const known = this.#read.get(path);
    if (known?.stamp === stamp) return known.runs;
    const reading = await readLog();
    if (!reading.ok) return [];
    const { events } = reading.value;
    const { entries } = foldTimeline(events, aliveWriters(events, this.#session.now()));
    const runs = entries.flatMap((entry) => (entry.kind === 'run' ? [judgedRun(entry)] : []));
    this.#read.set(path, { stamp, runs });
    return runs;
  }
}

async function stampOf(folder: string): Promise<string> {
  const names = await readdir(folder).catch(() => []);
  const files = await Promise.all(
    names.sort().map(async (name) => {
      const file = await stat(join(folder, name)).catch(() => undefined);
      return `${name} ${file?.size ?? 0} ${file?.mtimeMs ?? 0}`;
    }),
  );
  return files.join('\n');
}
