import type { Schedule } from '../model/facts';
import type { Incident } from './incident';

/** What is known of practising: when it was last done, and when it is due. */
export interface DrillState {
  /** The last drill of this folder: UTC, ISO 8601. */
  readonly last: { readonly id: string; readonly title: string; readonly at: string } | undefined;
  /** The soonest date to come that a runbook's drill schedule names (YYYY-MM-DD). */
  readonly next:
    { readonly title: string; readonly date: string; readonly path: string } | undefined;
}

const DRILL =
  /\b(?:drills?|exercises?|game ?days?|chaos|disaster recovery|dr test|fire ?drills?|practice)\b/i;

/** @param today YYYY-MM-DD. A date that has passed counts when no later one is named: it is overdue. */
export function drillState(
  incidents: readonly Incident[],
  runbooks: readonly { readonly path: string; readonly schedules: readonly Schedule[] }[],
  today: string,
): DrillState {
  const done = incidents
    .filter(({ drill }) => drill)
    .map(({ id, title, times }) => ({ id, title, at: times.declared?.time ?? '' }))
    .sort((a, b) => (a.at < b.at ? 1 : -1));
  const dates = runbooks
    .flatMap(({ path, schedules }) =>
      schedules.flatMap(({ title, nextScheduled: date }) =>
        date !== undefined && DRILL.test(title) && /^\d{4}-\d\d-\d\d$/.test(date)
          ? [{ title, date, path }]
          : [],
      ),
    )
    .sort((a, b) => (a.date < b.date ? -1 : 1));
  return { last: done[0], next: dates.find(({ date }) => date >= today) ?? dates.at(-1) };
}
