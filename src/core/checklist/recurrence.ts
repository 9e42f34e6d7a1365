import { RRule, type Frequency, type Options } from 'rrule';
import { fail, succeed, type Result } from '../../util/result';
import { DAY, dateOf, dayNumberOf, type Zone } from './zone';

/** A rule of RFC 5545 as its author wrote it, `FREQ=MONTHLY;BYDAY=-1FR`, read once. */
export interface Recurrence {
  readonly source: string;
  readonly options: Partial<Options>;
}

const WEEK = 7 * DAY;
const YEAR = 366 * DAY;

/**
 * Reads an RRULE. Without a DTSTART "every second week" counts from 1970, so that everybody has
 * the same weeks; COUNT needs one. Rules below an hour, and those that never come, are refused.
 */
export function readRecurrence(written: string): Result<Recurrence, 'bad-rrule'> {
  const source = written
    .trim()
    .replace(/^rrule:/i, '')
    .toUpperCase();
  const wrong = source.split(';').find((part) => part !== '' && !isPart(part));
  if (wrong !== undefined) return fail('bad-rrule', `${wrong} is none of its parts`);
  if (!/(?:^|;)FREQ=/.test(source)) return fail('bad-rrule', 'FREQ is missing');
  const options = RRule.parseString(source);
  const { count, dtstart } = options;
  if (count != null && dtstart == null) return fail('bad-rrule', 'COUNT needs a DTSTART');
  const recurrence = { source, options };
  const from = dtstart?.getTime() ?? Date.UTC(2024, 0, 1);
  return ruleFrom(recurrence, from, from + FARTHEST).after(new Date(from - 1)) === null
    ? fail('bad-rrule', 'it never comes')
    : succeed(recurrence);
}

const FORMS: Readonly<Record<string, RegExp>> = {
  FREQ: /^(?:HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY)$/,
  BYDAY: /^(?:[+-]?[1-9]\d?)?(?:MO|TU|WE|TH|FR|SA|SU)$/,
  WKST: /^(?:MO|TU|WE|TH|FR|SA|SU)$/,
  DTSTART: /^\d{8}T\d{6}Z?$/,
  UNTIL: /^\d{8}(?:T\d{6}Z?)?$/,
};
/** The least and the most of each number; 0 only where it is the least. */
const RANGES: Readonly<Record<string, readonly [number, number]>> = {
  INTERVAL: [1, 1000],
  COUNT: [1, 10_000],
  BYHOUR: [0, 23],
  BYMINUTE: [0, 59],
  BYMONTH: [1, 12],
  BYMONTHDAY: [-31, 31],
  BYYEARDAY: [-366, 366],
  BYWEEKNO: [-53, 53],
  BYSETPOS: [-366, 366],
};

/** The library takes 25 o'clock and a day XX; an author who wrote it wants to know. */
function isPart(part: string): boolean {
  const [name = '', values = ''] = part.split('=');
  return values.split(',').every((value) => {
    const range = RANGES[name];
    if (range === undefined) return FORMS[name]?.test(value) === true;
    const [least, most] = range;
    const number = Number(value);
    const inside = /^[+-]?\d+$/.test(value) && number >= least && number <= most;
    return inside && (number !== 0 || least === 0);
  });
}

/** How far ahead a time is looked for: a leap day may be eight years away. */
const FARTHEST = 9 * YEAR;
/** How far back, one after the other: most rules come once a month. */
const LOOK_BACK = [40 * DAY, 2 * YEAR, FARTHEST];

/**
 * The last time of a rule up to an instant and the next one after it. The library counts on the
 * wall calendar, as if it were UTC; which instant a time on the wall is, the zone tells.
 */
export function timesAround(
  recurrence: Recurrence,
  instant: number,
  zone: Zone,
): { readonly start: number | undefined; readonly end: number | undefined } {
  const { dayNumber, hour, minute } = zone.wallAt(instant);
  const wall = dayNumber * DAY + (hour * 60 + minute) * 60_000;
  const instantAt = (time: Date): number => {
    const day = Math.floor(time.getTime() / DAY);
    return zone.instantOf(day, Math.floor((time.getTime() - day * DAY) / 60_000));
  };
  for (const back of LOOK_BACK) {
    const rule = ruleFrom(recurrence, wall - back, wall + FARTHEST);
    // The wall may show an hour twice: begin behind it, and go back by instants.
    let last = rule.before(new Date(wall + DAY), true);
    while (last !== null && instantAt(last) > instant) last = rule.before(last, false);
    if (last === null && back < FARTHEST) continue;
    let next = rule.after(last ?? new Date(wall - DAY), false);
    while (next !== null && instantAt(next) <= instant) next = rule.after(next, false);
    return {
      start: last === null ? undefined : instantAt(last),
      end: next === null ? undefined : instantAt(next),
    };
  }
  return { start: undefined, end: undefined };
}

/** The rule from its own start, else from the last one that fits before a time on the wall. */
function ruleFrom({ options }: Recurrence, from: number, until: number): RRule {
  const { dtstart, freq = RRule.DAILY, interval = 1 } = options;
  const end = options.until == null ? until : Math.min(until, options.until.getTime());
  return new RRule({
    ...options,
    dtstart: dtstart ?? new Date(alignedStart(freq, interval, from)),
    // With COUNT the library allows no end; it has one of its own.
    ...(options.count == null ? { until: new Date(end) } : {}),
  });
}

/** The start of a whole number of intervals after 1970. */
function alignedStart(freq: Frequency, interval: number, from: number): number {
  const day = Math.floor(from / DAY);
  if (freq === RRule.HOURLY) return down(from / 3_600_000, interval) * 3_600_000;
  if (freq === RRule.DAILY) return down(day, interval) * DAY;
  // Weeks from the Monday before 1970.
  if (freq === RRule.WEEKLY) return down((day + 3) / 7, interval) * WEEK - 3 * DAY;
  const { year, month } = dateOf(day);
  if (freq === RRule.YEARLY) return dayNumberOf(1970 + down(year - 1970, interval), 1, 1) * DAY;
  return dayNumberOf(1970, 1 + down((year - 1970) * 12 + month - 1, interval), 1) * DAY;
}

function down(value: number, step: number): number {
  return Math.floor(Math.floor(value) / step) * step;
}
