import { pastPeriods, historyPeriod, type PastPeriod } from '../core/checklist/history';
import type { ChecklistHistory } from '../core/checklist/historyExport';
import { itemAnchors, itemsOf } from '../core/checklist/state';
import { placeTicks } from '../core/checklist/tickAnchors';
import type { ChecklistDocument } from '../core/model/runbook';
import type { Ticks } from './ticks';

/** The periods of every checklist of a runbook that was ever used, newest first. */
export async function checklistHistories(
  ticks: Ticks,
  runbook: string,
  model: ChecklistDocument,
): Promise<readonly ChecklistHistory[]> {
  const known = await ticks.ticksOf(runbook);
  if (known === undefined) return [];
  const placed = placeTicks(known, itemsOf(model), () => itemAnchors(model));
  const { zone, zones } = ticks;
  const context = {
    zone,
    openZone: (name: string) => zones.get(name),
    date: known.date?.at === undefined ? undefined : Date.parse(known.date.at),
    incident: undefined,
  };
  const histories: ChecklistHistory[] = [];
  for (const { checklist, rule, period, missed } of await ticks.states(runbook, model)) {
    const now = historyPeriod(checklist, period, known, placed);
    const past: PastPeriod[] = [...pastPeriods(checklist, rule, period, known, placed, context)];
    if (now.entries.length === 0 && past.length === 0) continue;
    // A period that is not over cannot be missed yet.
    const periods = now.entries.length === 0 ? past : [now, ...past];
    histories.push({ runbook, title: checklist.title, periods, missed });
  }
  return histories;
}
