import { foldTimeline, type RunEntry } from '../core/incident/timeline';
import { addToHistory, type FolderHistory } from '../core/validation/stepHistory';
import type { LogReading } from '../storage/readLog';
import { aliveWriters } from './writerAlive';
import type { WorkspaceSession } from './workspaceSession';

/** What all logs of a folder say of its steps; undefined when nothing was ever run there. */
export async function readFolderHistory(
  session: Pick<WorkspaceSession, 'log' | 'now'>,
): Promise<FolderHistory | undefined> {
  const runs: RunEntry[] = [];
  const take = ({ events }: LogReading): void => {
    const { entries } = foldTimeline(events, aliveWriters(events, session.now()));
    runs.push(...entries.filter((entry) => entry.kind === 'run'));
  };
  for (const day of await session.log.journalDays()) {
    const reading = await session.log.readJournal(day);
    if (reading.ok) take(reading.value);
  }
  for (const { id } of await session.log.listIncidents()) {
    const reading = await session.log.readIncident(id);
    if (reading.ok) take(reading.value);
  }
  return runs.length === 0 ? undefined : addToHistory({}, runs);
}
