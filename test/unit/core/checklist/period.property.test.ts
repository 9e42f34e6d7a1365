import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { repeats } from '../../effort';
import { periodAt, periodBefore, type PeriodContext } from '../../../../src/core/checklist/period';
import type { Rule } from '../../../../src/core/checklist/rule';
import { Zones } from '../../../../src/core/checklist/zone';
import type { Cadence, CadenceUnit } from '../../../../src/core/model/checklist';

const zones = new Zones();
const NAMES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/St_Johns',
  'America/Sao_Paulo',
  'America/Havana',
  'Africa/Casablanca',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Asia/Tehran',
  'Asia/Beirut',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Pacific/Chatham',
  'Pacific/Kiritimati',
];
const HOUR = 3_600_000;

const instants = fc.oneof(
  fc.integer({ min: Date.UTC(2012, 0, 2), max: Date.UTC(2040, 0, 1) }),
  // Hours around month ends, leap days and the weekends on which clocks change.
  fc
    .tuple(
      fc.integer({ min: 2012, max: 2039 }),
      fc.constantFrom([1, 28], [1, 29], [2, 8], [2, 25], [2, 31], [9, 25], [10, 1], [11, 31]),
      fc.integer({ min: -30, max: 7 * 24 }),
      fc.integer({ min: 0, max: HOUR - 1 }),
    )
    .map(([year, [month = 0, day = 1], hours, rest]) => {
      return Date.UTC(year, month, day) + hours * HOUR + rest;
    }),
);
const units = fc.constantFrom<CadenceUnit>(
  'hourly',
  'shift',
  'daily',
  'weekly',
  'monthly',
  'quarterly',
  'yearly',
);
const cases = fc.record({
  instant: instants,
  zone: fc.constantFrom(...NAMES),
  unit: units,
  weekday: fc.integer({ min: 1, max: 7 }),
  nth: fc.constantFrom(-1, 1, 2, 3, 4),
});

describe('periods', () => {
  it('agree with a calculation of their own over zones, changes of the clock and leap years', () => {
    fc.assert(
      fc.property(cases, ({ instant, zone, unit, weekday, nth }) => {
        const cadence = cadenceOf(unit, unit === 'monthly' ? { weekday, weekOfMonth: nth } : {});
        const context = contextIn(zone);
        const rule: Rule = { kind: 'calendar', cadence };
        const period = periodAt(rule, instant, context);
        const { start = NaN, end = NaN } = period;
        const label = (at: number) => labelOf(unit, at, zone);
        expect(period.name).toBe(label(instant));
        expect(start <= instant && instant < end).toBe(true);
        expect([label(start), label(end - 1)]).toEqual([period.name, period.name]);
        expect([label(start - 1), label(end)]).not.toContain(period.name);
        const before = periodBefore(rule, period, context);
        expect(before?.end).toBe(start);
        expect(before?.name).toBe(label(start - 1));
        if (unit === 'monthly') {
          const due = wall(zone, (period.due ?? 0) - 1);
          expect(due).toMatchObject(nthWeekday(start + 12 * HOUR, zone, weekday, nth));
        }
      }),
      { numRuns: repeats(2000) },
    );
  });

  it('follow one another without gap, overlap or second name, however often they come', () => {
    const often = fc.record({
      instant: instants,
      zone: fc.constantFrom(...NAMES),
      unit: units,
      every: fc.integer({ min: 1, max: 6 }),
      times: fc.integer({ min: 1, max: 4 }),
    });
    fc.assert(
      fc.property(often, ({ instant, zone, unit, every, times }) => {
        const context = contextIn(zone);
        const rule: Rule = { kind: 'calendar', cadence: cadenceOf(unit, { every, times }) };
        const period = periodAt(rule, instant, context);
        const { start = NaN, end = NaN, due = NaN } = period;
        expect(start <= instant && instant < end).toBe(true);
        expect(start < due && due <= end).toBe(true);
        expect(periodAt(rule, start, context)).toEqual(period);
        expect(periodAt(rule, end - 1, context)).toEqual(period);
        const next = periodAt(rule, end, context);
        expect(next.start).toBe(end);
        expect(next.name).not.toBe(period.name);
      }),
      { numRuns: repeats(1000) },
    );
  });

  it('are the same for an instant wherever the clock was before', () => {
    const rule: Rule = { kind: 'calendar', cadence: cadenceOf('daily', {}) };
    const context = contextIn('Europe/Berlin');
    fc.assert(
      fc.property(instants, fc.integer({ min: -3, max: 3 }), (instant, days) => {
        const name = periodAt(rule, instant, context).name;
        periodAt(rule, instant + days * 24 * HOUR, context);
        expect(periodAt(rule, instant, context).name).toBe(name);
      }),
      { numRuns: repeats(200) },
    );
  });
});

function cadenceOf(unit: CadenceUnit, more: Partial<Cadence>): Cadence {
  return {
    unit,
    every: 1,
    times: 1,
    source: '',
    minuteOfDay: undefined,
    timeZone: undefined,
    weekday: undefined,
    weekOfMonth: undefined,
    minutesBefore: undefined,
    ...more,
  };
}

function contextIn(name: string): PeriodContext {
  const zone = zones.get(name);
  if (zone === undefined) throw new Error(`no zone ${name}`);
  return { zone, openZone: (other) => zones.get(other), date: undefined, incident: undefined };
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** What a wall clock shows, from its printed form alone. */
function wall(zone: string, instant: number) {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('sv-SE', {
      timeZone: zone,
      dateStyle: 'short',
      timeStyle: 'medium',
    });
    formats.set(zone, format);
  }
  const [date = '', time = ''] = format.format(instant).split(' ');
  return { date, hour: Number(time.slice(0, 2)) };
}

function labelOf(unit: CadenceUnit, instant: number, zone: string): string {
  const { date, hour } = wall(zone, instant);
  const [year = '', month = ''] = date.split('-');
  switch (unit) {
    case 'hourly':
      return `${date}T${String(hour).padStart(2, '0')}`;
    case 'shift':
      return `${date}T${hour < 8 ? '00' : hour < 16 ? '08' : '16'}`;
    case 'weekly':
      return isoWeek(date);
    case 'monthly':
      return `${year}-${month}`;
    case 'quarterly':
      return `${year}-Q${['01', '02', '03'].includes(month) ? 1 : ['04', '05', '06'].includes(month) ? 2 : ['07', '08', '09'].includes(month) ? 3 : 4}`;
    case 'yearly':
      return year;
    case 'daily':
    case 'incident':
    case 'once':
      return date;
  }
}

/** Counts Thursdays of the year up to the one of this week. */
function isoWeek(date: string): string {
  const thursday = new Date(`${date}T12:00:00Z`);
  while (thursday.getUTCDay() !== 1) thursday.setUTCDate(thursday.getUTCDate() - 1);
  thursday.setUTCDate(thursday.getUTCDate() + 3);
  const year = thursday.getUTCFullYear();
  let week = 0;
  for (const day = new Date(thursday); day.getUTCFullYear() === year; week++) {
    day.setUTCDate(day.getUTCDate() - 7);
  }
  return `${year}-W${String(week).padStart(2, '0')}`;
}

/** Walks the days of a month and counts. */
function nthWeekday(start: number, zone: string, weekday: number, nth: number) {
  const month = wall(zone, start).date.slice(0, 7);
  const found: string[] = [];
  for (let day = 1; day <= 31; day++) {
    const date = `${month}-${String(day).padStart(2, '0')}`;
    const at = new Date(`${date}T12:00:00Z`);
    if (at.toISOString().startsWith(date) && (at.getUTCDay() + 6) % 7 === weekday - 1) {
      found.push(date);
    }
  }
  return { date: found.at(nth < 0 ? -1 : nth - 1) };
}
