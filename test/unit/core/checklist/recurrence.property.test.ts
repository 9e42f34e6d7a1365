import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { periodAt } from '../../../../src/core/checklist/period';
import { readRule } from '../../../../src/core/checklist/rule';
import { Zones } from '../../../../src/core/checklist/zone';
import { repeats } from '../../effort';

const HOUR = 3_600_000;
const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata'];
const zones = new Zones();

/** A rule, and whether a date (UTC midnight) is one of its days. */
interface Way {
  readonly rule: string;
  readonly fits: (date: Date) => boolean;
}

const iso = (date: Date): number => (date.getUTCDay() + 6) % 7;
const lastOfMonth = (date: Date): number =>
  new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();

const ways = fc.oneof(
  fc.integer({ min: 1, max: 9 }).map((n): Way => {
    const fits = (date: Date) => (date.getTime() / (24 * HOUR)) % n === 0;
    return { rule: `FREQ=DAILY;INTERVAL=${n}`, fits };
  }),
  fc
    .tuple(fc.integer({ min: 1, max: 5 }), fc.subarray([0, 1, 2, 3, 4, 5, 6], { minLength: 1 }))
    .map(([n, days]): Way => ({
      rule: `FREQ=WEEKLY;INTERVAL=${n};BYDAY=${days.map((day) => DAYS[day]).join(',')}`,
      fits: (date) =>
        days.includes(iso(date)) && ((date.getTime() / (24 * HOUR) - iso(date) + 3) / 7) % n === 0,
    })),
  fc.integer({ min: 1, max: 31 }).map((day): Way => {
    const fits = (date: Date) => date.getUTCDate() === day;
    return { rule: `FREQ=MONTHLY;BYMONTHDAY=${day}`, fits };
  }),
  fc
    .tuple(fc.constantFrom(1, 2, 3, 4, -1), fc.integer({ min: 0, max: 6 }))
    .map(([nth, day]): Way => ({
      rule: `FREQ=MONTHLY;BYDAY=${nth}${DAYS[day] ?? ''}`,
      fits: (date) =>
        iso(date) === day &&
        (nth > 0
          ? Math.ceil(date.getUTCDate() / 7) === nth
          : date.getUTCDate() + 7 > lastOfMonth(date)),
    })),
  fc.constant<Way>({
    rule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29',
    fits: (date) => date.getUTCMonth() === 1 && date.getUTCDate() === 29,
  }),
);

/** What a wall clock shows, as a number that sorts: 202603290230. */
function wall(zone: string, instant: number): number {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'short',
  });
  return Number(format.format(instant).replace(/\D/g, ''));
}

const sortable = (date: Date, minute: number): number =>
  Number(date.toISOString().slice(0, 10).replaceAll('-', '')) * 10_000 +
  Math.floor(minute / 60) * 100 +
  (minute % 60);

describe('recurrence rules', () => {
  it('begin and end when a walk over the days of a calendar says so', () => {
    const cases = fc.record({
      way: ways,
      zone: fc.constantFrom(...ZONES),
      minute: fc.integer({ min: 0, max: 24 * 60 - 1 }),
      instant: fc.integer({ min: Date.UTC(2016, 0, 1), max: Date.UTC(2036, 0, 1) }),
    });
    fc.assert(
      fc.property(cases, ({ way, zone: name, minute, instant }) => {
        const time = `BYHOUR=${Math.floor(minute / 60)};BYMINUTE=${minute % 60}`;
        const rule = readRule(`rrule ${way.rule};${time} ${name}`);
        const zone = zones.get(name);
        if (!rule.ok || zone === undefined) throw new Error(rule.ok ? name : rule.message);
        const openZone = (other: string) => zones.get(other);
        const context = { zone, openZone, date: undefined, incident: undefined };
        const { start = NaN, end = NaN } = periodAt(rule.value, instant, context);
        expect(start <= instant && instant < end).toBe(true);
        // A border is the first instant at which the wall shows that time of a day or a later one.
        for (const [at, step] of [
          [start, -1],
          [end, 1],
        ] as const) {
          const from = step < 0 ? instant + 24 * HOUR : instant - 24 * HOUR;
          const date = new Date(from - (from % (24 * HOUR)));
          const reached = () => {
            const shown = sortable(date, minute);
            if (!way.fits(date)) return false;
            return step < 0 ? shown <= wall(name, at) : shown > wall(name, at - 60_000);
          };
          while (!reached()) date.setUTCDate(date.getUTCDate() + step);
          const shown = sortable(date, minute);
          expect([shown <= wall(name, at), shown > wall(name, at - 60_000)]).toEqual([true, true]);
        }
      }),
      { numRuns: repeats(600) },
    );
  });
});
