import type { Cadence, CadenceUnit } from '../model/checklist';
import { mentionsAny } from '../text/words';
import { readForeignCadence } from './cadenceWords';

/**
 * Reads how often something recurs from the author's words: "Weekly Tasks", "First Monday",
 * "Every 6 hours", "24 Hours Before", "Morning Health Check (09:00 UTC)". Undefined when the
 * words say nothing of it.
 */
export function readCadence(words: string): Cadence | undefined {
  const text = words.slice(0, MAX_WORDS).toLowerCase();
  const english = MAY_SAY.test(text);
  const before = english ? readBefore(text) : undefined;
  const period: Period | undefined =
    before === undefined
      ? ((english ? readPeriod(text) : undefined) ?? readForeignCadence(text))
      : { unit: 'once' as const };
  if (period === undefined) return undefined;
  const time = readTime(text);
  return {
    unit: period.unit,
    every: period.every ?? 1,
    times: period.times ?? 1,
    source: words.trim(),
    minuteOfDay: before === undefined ? time.minuteOfDay : undefined,
    timeZone: before === undefined ? time.timeZone : undefined,
    weekday: period.weekday,
    weekOfMonth: period.weekOfMonth,
    minutesBefore: before,
  };
}

/** The cadence of a response to an incident: it starts anew with each. */
export function perIncident(source: string): Cadence {
  return {
    unit: 'incident',
    every: 1,
    times: 1,
    source,
    minuteOfDay: undefined,
    timeZone: undefined,
    weekday: undefined,
    weekOfMonth: undefined,
    minutesBefore: undefined,
  };
}

interface Period {
  readonly unit: CadenceUnit;
  readonly every?: number;
  readonly times?: number;
  readonly weekday?: number | undefined;
  readonly weekOfMonth?: number | undefined;
}

const MAX_WORDS = 300;

const MAY_SAY =
  /dai|day|week|month|quarter|year|annual|hour|night|shift|morning|evening|every|each|incident|before|prior|fortnight|\bq[1-4](?!\w)|minute|outage|on-?call|hand-?o|\bt ?[-−–] ?\d/;

// prettier-ignore
const NUMBERS: Readonly<Record<string, number>> = {
  a: 1, an: 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9,
  ten: 10, eleven: 11, twelve: 12, other: 2, second: 2, third: 3, couple: 2,
};

function readCount(word: string | undefined): number {
  if (word === undefined || word === '') return 1;
  const digits = Number(word);
  if (Number.isFinite(digits) && digits > 0) return digits;
  return NUMBERS[word] ?? 1;
}

// prettier-ignore
const MINUTES: Readonly<Record<string, number>> = {
  m: 1, min: 1, minute: 1, h: 60, hr: 60, hour: 60, day: 1440, d: 1440, week: 10080, w: 10080,
  month: 43200,
};

const BEFORE =
  /\b(\d{1,4}|an?|one|two|three|four|five|six|seven)(?=)[ -]?(?:business )?(?=)(minute|min|m|hour|hr|h|day|d|week|w|month)(?=)s?\s*(?:\(s\)\s*)?(?=)(?:before|prior|ahead|in advance)(?!\w)/;
const T_MINUS = /\bt\s?[-−–]\s?(\d{1,4})\s?(minute|min|m|hour|hr|h|day|d|week|w)s?\b/;

/** Minutes before a date that one sets: "24 Hours Before", "T-2h". */
function readBefore(text: string): number | undefined {
  const match =
    (/before|prior|ahead|advance/.test(text) ? BEFORE.exec(text) : null) ??
    (/[-−–]\s?\d/.test(text) ? T_MINUS.exec(text) : null);
  const unit = match?.[2];
  if (match === null || unit === undefined) return undefined;
  return readCount(match[1]) * (MINUTES[unit] ?? 0);
}

// Cheaper than the patterns below, which most words do not match.
const MAY_NAME_DAY = /mon|tue|wed|thu|fri|sat|sun/;
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const WEEKDAY = /\b(mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?=)(?:day)?s?(?!\w)/;
const NTH_WEEKDAY =
  /\b(first|1st|second|2nd|third|3rd|fourth|4th|fifth|5th|last)\s+(mon|tue|wed|thu|fri|sat|sun)[a-z]*/;
// prettier-ignore
const NTH: Readonly<Record<string, number>> = {
  first: 1, '1st': 1, second: 2, '2nd': 2, third: 3, '3rd': 3, fourth: 4, '4th': 4, fifth: 5,
  '5th': 5, last: -1,
};

const EVERY =
  /\b(?:every|each|once (?:per|an?|every)|per)\s+(\d{1,3}|other|second|two|three|four|five|six|eight|twelve)?[ -]?(?=)(minute|hour|hr|shift|day|night|morning|evening|weekday|week|month|quarter|year|incident|outage|alert)(?=)s?(?!\w)/;
const SHORT_EVERY = /\bevery\s+(\d{1,3})\s?(min|h|d|w)(?!\w)/;
const TIMES =
  /\b(once|twice|thrice|(?:\d{1,2}|two|three|four)\s?(?:x|times))\s+(?:an?|per|every|each|\/)?\s*(hour|day|week|month|quarter|year|hourly|daily|weekly|monthly)/;

// prettier-ignore
const UNIT_OF: Readonly<Record<string, CadenceUnit>> = {
  hour: 'hourly', hr: 'hourly', h: 'hourly', hourly: 'hourly', shift: 'shift', day: 'daily',
  night: 'daily', morning: 'daily', evening: 'daily', weekday: 'daily', daily: 'daily', d: 'daily',
  week: 'weekly', w: 'weekly', weekly: 'weekly', month: 'monthly', monthly: 'monthly',
  quarter: 'quarterly', year: 'yearly', incident: 'incident', outage: 'incident',
  alert: 'incident',
};

/** What says how often, and what stands in each text that says it so. */
// prettier-ignore
const WORDS: readonly (readonly [string, RegExp, Period])[] = [
  ['semi half bi', /\b(?:semi|half)[- ]?(?:annual(?:ly)?|yearly)(?!\w)|\bbi-?annual(?:ly)?(?!\w)|\bhalf[- ]year(?!\w)/, { unit: 'monthly', every: 6 }],
  ['bi fortnight', /\bbi-?weekly\b|\bfortnight(?:ly)?\b/, { unit: 'weekly', every: 2 }],
  ['bi', /\bbi-?monthly\b/, { unit: 'monthly', every: 2 }],
  ['shift', /\b(?:per|each|every)(?=)[- ]shift\b|\bshift (?:start|end|change|hand-?o(?:ver|ff)|checks?|checklist|tasks?)(?=)\b|\b(?:start|end|beginning)(?=) of (?:the )?(?=)shift\b/, { unit: 'shift' }],
  ['hourly', /\bhourly\b/, { unit: 'hourly' }],
  ['dai night day', /\bdaily(?!\w)|\bnightly(?!\w)|\bovernight (?:tasks?|checks?|checklist)(?!\w)|\b(?:every|each)[- ]?day(?!\w)/, { unit: 'daily' }],
  ['weekly', /\bweekly\b/, { unit: 'weekly' }],
  ['month', /\bmonthly\b|\bmonth[- ]end\b/, { unit: 'monthly' }],
  ['q', /\bquarterly\b|\bq[1-4]\b/, { unit: 'quarterly' }],
  ['year annual', /\byearly\b|\bannual(?:ly)?\b/, { unit: 'yearly' }],
  ['morning evening night midday day', /\b(?:morning|evening|night|midday|end[- ]of[- ]day|start[- ]of[- ]day)(?!\w).{0,40}\b(?:checks?|checklist|tasks?|routine|review|operations|rounds?|procedures?)(?!\w)/, { unit: 'daily' }],
  ['incident outage alert', /\b(?:per|each|every)(?=)[- ](?:incident|outage|alert)(?=)\b/, { unit: 'incident' }],
];

function readPeriod(text: string): Period | undefined {
  const nth = MAY_NAME_DAY.test(text) ? NTH_WEEKDAY.exec(text) : null;
  if (nth !== null) {
    const weekOfMonth = NTH[nth[1] ?? ''];
    const weekday = WEEKDAYS.indexOf(nth[2] ?? '') + 1;
    const unit = /\bquarter/.test(text) ? 'quarterly' : 'monthly';
    return { unit, weekday, weekOfMonth };
  }
  const times = /once|twice|thrice|x\s|times/.test(text) ? TIMES.exec(text) : null;
  const timesUnit = UNIT_OF[times?.[2] ?? ''];
  if (times !== null && timesUnit !== undefined) {
    return { unit: timesUnit, times: readTimes(times[1] ?? '') };
  }
  return withWeekday(text, readEvery(text) ?? readWord(text));
}

function readTimes(word: string): number {
  if (word === 'once') return 1;
  if (word === 'twice') return 2;
  if (word === 'thrice') return 3;
  return readCount(word.replace(/\s?(?:x|times)$/, ''));
}

function readEvery(text: string): Period | undefined {
  const match = /every|each|once|per\s/.test(text)
    ? (EVERY.exec(text) ?? SHORT_EVERY.exec(text))
    : null;
  const unit = UNIT_OF[match?.[2] ?? ''];
  if (match === null || unit === undefined) return undefined;
  const every = readCount(match[1]);
  return unit === 'yearly' || every === 1 || unit !== 'daily' || every % 7 !== 0
    ? { unit, every }
    : { unit: 'weekly', every: every / 7 };
}

function readWord(text: string): Period | undefined {
  return WORDS.find(
    ([signs, pattern]) => mentionsAny(text, signs.split(' ')) && pattern.test(text),
  )?.[2];
}

/** A weekday beside a week, or with "every", or in the plural, is the day of that period. */
function withWeekday(text: string, period: Period | undefined): Period | undefined {
  const match = MAY_NAME_DAY.test(text) ? WEEKDAY.exec(text) : null;
  if (match === null) return period;
  const weekday = WEEKDAYS.indexOf((match[1] ?? '').slice(0, 3)) + 1;
  if (period?.unit === 'weekly') return { ...period, weekday };
  const named = /\b(?:every|each|on)\s+(?:other\s+)?(?:mon|tue|wed|thu|fri|sat|sun)/.test(text);
  // "Shift hand-over (every Monday)" is held on Mondays, not at each shift.
  if (period !== undefined && !(named && period.unit === 'shift')) return period;
  const plural = /days\b/.test(match[0]);
  if (!named && !plural) return undefined;
  const every = /\b(?:every|each)\s+other\b/.test(text) ? 2 : 1;
  return { unit: 'weekly', every, weekday };
}

const CLOCK = /\b([01]?\d|2[0-3])[:h]([0-5]\d)(?::[0-5]\d)?\s*([ap]\.?m\b\.?)?/;
const HOUR = /\b(1[0-2]|0?[1-9])\s*([ap])\.?m\b/;
const ZONE =
  /(?:\d|[ap]\.?m\.?)\s*\(?(?=)(utc(?:[+-]\d{1,2}(?::?\d\d)?)?|gmt(?:[+-]\d{1,2})?|z(?!\w)|[ecmp][sd]?t(?!\w)|cest(?!\w)|bst(?!\w)|ist(?!\w)|jst(?!\w)|[a-z]+\/[a-z_]+)/;
// prettier-ignore
const ZONES: Readonly<Record<string, string>> = {
  utc: 'UTC', gmt: 'UTC', z: 'UTC', et: 'America/New_York', est: 'America/New_York',
  edt: 'America/New_York', ct: 'America/Chicago', cst: 'America/Chicago', cdt: 'America/Chicago',
  mt: 'America/Denver', mst: 'America/Denver', mdt: 'America/Denver', pt: 'America/Los_Angeles',
  pst: 'America/Los_Angeles', pdt: 'America/Los_Angeles', cest: 'Europe/Paris',
  cet: 'Europe/Paris', bst: 'Europe/London', ist: 'Asia/Kolkata', jst: 'Asia/Tokyo',
};

interface TimeOfDay {
  readonly minuteOfDay: number | undefined;
  readonly timeZone: string | undefined;
}

const NO_TIME: TimeOfDay = { minuteOfDay: undefined, timeZone: undefined };

function readTime(text: string): TimeOfDay {
  if (!/\d/.test(text)) return NO_TIME;
  const clock = CLOCK.exec(text);
  const hour = clock === null ? HOUR.exec(text) : null;
  if (clock === null && hour === null) return NO_TIME;
  const half = (clock?.[3] ?? hour?.[2] ?? '').charAt(0);
  let hours = Number(clock?.[1] ?? hour?.[1]);
  if (half === 'p' && hours < 12) hours += 12;
  if (half === 'a' && hours === 12) hours = 0;
  return { minuteOfDay: hours * 60 + Number(clock?.[2] ?? 0), timeZone: readZone(text) };
}

function readZone(text: string): string | undefined {
  const zone = ZONE.exec(text)?.[1];
  if (zone === undefined) return undefined;
  if (zone.includes('/')) return zone.replace(/(^|[/_])[a-z]/g, (letter) => letter.toUpperCase());
  return ZONES[zone] ?? zone.toUpperCase();
}
