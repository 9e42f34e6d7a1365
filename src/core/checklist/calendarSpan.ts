import type { Cadence, CadenceUnit } from '../model/checklist';
import { dateOf, dayNumberOf, weekdayOf } from './zone';

/** A period on the wall calendar. Days are counted from 1970-01-01, minutes from midnight. */
export interface Span {
  readonly name: string;
  readonly firstDay: number;
  readonly firstMinute: number;
  readonly endDay: number;
  readonly endMinute: number;
  /** The day it should be done on; undefined for periods shorter than a day. */
  readonly dueDay: number | undefined;
}

/** A shift, where nothing says how long it lasts. */
const SHIFT_HOURS = 8;
const MINUTES = 24 * 60;

/**
 * The period of a cadence that a minute of a day falls in. "Every N" counts from 1970, so that
 * everybody has the same periods; "twice a week" cuts the week in two. A week without a day named
 * is due on its Friday, everything longer on its last day. The author's day wins: "First Monday".
 */
export function calendarSpan(cadence: Cadence, day: number, minute: number): Span {
  const { unit, times } = cadence;
  if (unit === 'hourly' || unit === 'shift') {
    const hours = unit === 'shift' ? SHIFT_HOURS : cadence.every;
    if (hours < 24) return cutDay(day, minute, hours * 60);
    return daysSpan({ ...cadence, unit: 'daily', every: Math.round(hours / 24) }, day);
  }
  if (unit === 'daily' && times > 1) return cutDay(day, minute, Math.ceil(MINUTES / times));
  const whole = daysSpan(cadence, day);
  return times > 1 ? piece(whole, day, times) : whole;
}

/** A day in equal pieces of so many minutes. */
function cutDay(day: number, minute: number, length: number): Span {
  const first = Math.floor(minute / length) * length;
  const last = first + length >= MINUTES;
  const hour = `${two(Math.floor(first / 60))}${first % 60 === 0 ? '' : `:${two(first % 60)}`}`;
  return {
    name: `${isoDate(day)}T${hour}`,
    firstDay: day,
    firstMinute: first,
    endDay: last ? day + 1 : day,
    endMinute: last ? 0 : first + length,
    dueDay: undefined,
  };
}

/** One of so many pieces of a period of several days: `2026-W14.2`. */
function piece(whole: Span, day: number, times: number): Span {
  const days = whole.endDay - whole.firstDay;
  const count = Math.min(times, days);
  const border = (index: number) => whole.firstDay + Math.floor((index * days) / count);
  let index = 0;
  while (border(index + 1) <= day) index++;
  return {
    name: `${whole.name}.${index + 1}`,
    firstDay: border(index),
    firstMinute: 0,
    endDay: border(index + 1),
    endMinute: 0,
    dueDay: border(index + 1) - 1,
  };
}

function daysSpan(cadence: Cadence, day: number): Span {
  const every = Math.max(1, Math.floor(cadence.every));
  switch (cadence.unit) {
    case 'weekly': {
      const week = Math.floor(Math.floor((day + 3) / 7) / every) * every;
      const monday = week * 7 - 3;
      const lastMonday = monday + (every - 1) * 7;
      return days(isoWeek(monday), monday, lastMonday + 7, lastMonday + (cadence.weekday ?? 5) - 1);
    }
    case 'monthly':
      return months(cadence, day, every, 'monthly');
    case 'quarterly':
      return months(cadence, day, every * 3, 'quarterly');
    case 'yearly':
      return months(cadence, day, every * 12, 'yearly');
    case 'daily':
    case 'hourly':
    case 'shift':
    case 'incident':
    case 'once': {
      const first = Math.floor(day / every) * every;
      return days(isoDate(first), first, first + every, first + every - 1);
    }
  }
}

function months(cadence: Cadence, day: number, every: number, unit: CadenceUnit): Span {
  const date = dateOf(day);
  const first = Math.floor((date.year * 12 + date.month - 1) / every) * every;
  const year = Math.floor(first / 12);
  const month = (first % 12) + 1;
  const start = dayNumberOf(year, month, 1);
  const end = dayNumberOf(year, month + every, 1);
  const names: Partial<Record<CadenceUnit, string>> = {
    quarterly: `${year}-Q${Math.ceil(month / 3)}`,
    yearly: String(year),
  };
  const due = nthWeekday(cadence, year, month, end) ?? end - 1;
  return days(names[unit] ?? `${year}-${two(month)}`, start, end, due);
}

/** "First Monday" of the period's first month, "last Friday" of its last one. */
function nthWeekday(
  { weekday, weekOfMonth }: Cadence,
  year: number,
  month: number,
  end: number,
): number | undefined {
  if (weekday === undefined || weekOfMonth === undefined) return undefined;
  const last = end - 1 - ((weekdayOf(end - 1) - weekday + 7) % 7);
  if (weekOfMonth < 0) return last;
  const start = dayNumberOf(year, month, 1);
  const next = dayNumberOf(year, month + 1, 1);
  const first = start + ((weekday - weekdayOf(start) + 7) % 7);
  const nth = first + (weekOfMonth - 1) * 7;
  return nth < next ? nth : nth - 7;
}

function days(name: string, firstDay: number, endDay: number, dueDay: number): Span {
  return { name, firstDay, firstMinute: 0, endDay, endMinute: 0, dueDay };
}

/** ISO 8601: weeks start on Monday, week 1 holds the year's first Thursday. */
function isoWeek(monday: number): string {
  const { year } = dateOf(monday + 3);
  const week = 1 + Math.floor((monday + 3 - dayNumberOf(year, 1, 1)) / 7);
  return `${year}-W${two(week)}`;
}

function isoDate(day: number): string {
  const { year, month, day: of } = dateOf(day);
  return `${year}-${two(month)}-${two(of)}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
