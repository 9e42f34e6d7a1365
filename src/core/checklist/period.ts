import type { CadenceUnit } from '../model/checklist';
import { assertNever } from '../../util/assertNever';

/** A calendar date in the time zone that counts for the checklist; month 1 to 12. */
export interface CalendarDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/**
 * The name of the period that a date falls in: `2026-04-03`, `2026-W14` (ISO 8601 week),
 * `2026-04`, `2026-Q2`, `2026`. A list without a calendar cadence has the one period `always`.
 */
export function periodOf(unit: CadenceUnit | undefined, date: CalendarDate): string {
  if (unit === undefined) return 'always';
  switch (unit) {
    case 'shift':
    case 'hourly':
    case 'daily':
      return `${date.year}-${two(date.month)}-${two(date.day)}`;
    case 'weekly':
      return isoWeek(date);
    case 'monthly':
      return `${date.year}-${two(date.month)}`;
    case 'quarterly':
      return `${date.year}-Q${Math.ceil(date.month / 3)}`;
    case 'yearly':
      return String(date.year);
    case 'incident':
    case 'once':
      return 'always';
    default:
      return assertNever(unit);
  }
}

/** ISO 8601: weeks start on Monday, week 1 holds the year's first Thursday. */
function isoWeek(date: CalendarDate): string {
  const day = 24 * 60 * 60 * 1000;
  const at = Date.UTC(date.year, date.month - 1, date.day);
  const weekday = (new Date(at).getUTCDay() + 6) % 7;
  const thursday = at + (3 - weekday) * day;
  const year = new Date(thursday).getUTCFullYear();
  const week = 1 + Math.floor((thursday - Date.UTC(year, 0, 1)) / (7 * day));
  return `${year}-W${two(week)}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
