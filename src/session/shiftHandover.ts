import { handoverMarkdown } from '../core/checklist/handover';
import { dayIn } from '../core/checklist/period';
import type { ItemProgress } from '../core/checklist/tickFold';
import { foldTimeline, type TimelineEntry } from '../core/incident/timeline';
import type { ChecklistDocument } from '../core/model/runbook';
import type { WorkspaceSession } from './workspaceSession';
import { aliveWriters } from './writerAlive';

/** How far back a hand-over looks, in milliseconds. */
const DAY = 24 * 60 * 60 * 1000;

/**
 * The hand-over of everything since the start of the day in the checklists' zone, from the
 * journal, the ticks and the incidents.
 */
export async function shiftHandover(
  session: WorkspaceSession,
  models: ReadonlyMap<string, ChecklistDocument>,
): Promise<string> {
  const now = session.now();
  const { zone } = session.ticks;
  const today = zone.wallAt(now.getTime());
  const since = zone.instantOf(today.dayNumber, 0);
  const lists = [];
  for (const [path, model] of models) lists.push(...(await session.ticks.states(path, model)));
  const entries = await journalSince(session, since, now);
  const incidents = await session.incidents.list();
  return handoverMarkdown({
    heading: `${dayIn(zone, now.getTime())}, ${zone.name}`,
    ticks: ticksSince(await session.ticks.fold(), since),
    runs: entries.filter((entry) => entry.kind === 'run'),
    notes: entries.filter((entry) => entry.kind === 'note'),
    lists,
    incidents: incidents.filter(({ phase }) => phase !== 'resolved'),
  });
}

/** The zone's day may lie in two journals, which are kept by UTC days. */
async function journalSince(
  session: WorkspaceSession,
  since: number,
  now: Date,
): Promise<readonly TimelineEntry[]> {
  const entries: TimelineEntry[] = [];
  const days = new Set([since, since + DAY, now.getTime()].map((at) => utcDay(at)));
  for (const day of days) {
    const reading = await session.log.readJournal(day);
    if (!reading.ok) continue;
    const { events } = reading.value;
    entries.push(...foldTimeline(events, aliveWriters(events, now)).entries);
  }
  return entries.filter(({ time }) => Date.parse(time) >= since);
}

function ticksSince(
  fold: Awaited<ReturnType<WorkspaceSession['ticks']['fold']>>,
  since: number,
): readonly ItemProgress[] {
  const last = new Map<string, ItemProgress>();
  for (const path of fold.runbooks) {
    for (const entry of fold.runbook(path)?.all ?? []) {
      if (Date.parse(entry.time) >= since) last.set(`${path}\n${entry.tick.itemId}`, entry);
    }
  }
  return [...last.values()].filter(({ state }) => state !== 'open');
}

function utcDay(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}
