import { incidentMetrics, type IncidentMetrics } from '../core/incident/metrics';
import { foldTimeline, type RunEntry } from '../core/incident/timeline';
import { runbookUsage, type KnownRunbook, type RunbookUsage } from '../core/incident/usage';
import type { LogReading } from '../storage/readLog';
import type { WorkspaceSession } from './workspaceSession';
import { aliveWriters } from './writerAlive';

export interface Measurements {
  readonly incidents: IncidentMetrics;
  readonly usage: readonly RunbookUsage[];
}

/** Measures all incidents and all runs of a folder. @param known the runbooks that exist there */
export async function measureFolder(
  session: WorkspaceSession,
  known: readonly KnownRunbook[],
): Promise<Measurements> {
  const incidents = await session.incidents.list();
  const runs: RunEntry[] = [];
  const take = ({ events }: LogReading) => {
    const { entries } = foldTimeline(events, aliveWriters(events, session.now()));
    runs.push(...entries.filter((entry) => entry.kind === 'run'));
  };
  for (const day of await session.log.journalDays()) {
    const reading = await session.log.readJournal(day);
    if (reading.ok) take(reading.value);
  }
  for (const { id } of incidents) {
    const reading = await session.log.readIncident(id);
    if (reading.ok) take(reading.value);
  }
  return {
    incidents: incidentMetrics(incidents),
    usage: runbookUsage(runs, known, session.now().getTime()),
  };
}
