import type { Period } from './period';
import type { Rule } from './rule';
import type { Zone } from './zone';

/** Where a checklist stands in the view. */
export type DueGroup = 'overdue' | 'today' | 'later' | 'incident';

interface Due {
  readonly rule: Rule;
  readonly period: Period;
  /** Periods missed in a row before this one. */
  readonly missed: number;
  /** Nothing is left to do in this period. */
  readonly done: boolean;
}

/**
 * Overdue: its time has come and gone, or it comes less than daily and was missed the last time.
 * Due today: its time comes today. Later: the rest, and what is done.
 */
export function dueGroup(
  { rule, period, missed, done }: Due,
  { now, zone }: { readonly now: number; readonly zone: Zone },
): DueGroup {
  if (rule.kind === 'incident') return 'incident';
  if (done || period.due === undefined) return 'later';
  if (now >= period.due) return 'overdue';
  const long = period.start !== undefined && (period.end ?? 0) - period.start > LONGER_THAN_A_DAY;
  if (long && missed > 0) return 'overdue';
  // The due instant is the first that is too late: at midnight it is the day before that counts.
  const today = zone.wallAt(now).dayNumber;
  return zone.wallAt(period.due - 1).dayNumber <= today ? 'today' : 'later';
}

/** A day with two changes of the clock, in milliseconds. */
const LONGER_THAN_A_DAY = 26 * 60 * 60 * 1000;
