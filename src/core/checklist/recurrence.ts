import type { Cadence, CadenceUnit } from '../model/checklist';
import { fail, succeed, type Result } from '../../util/result';

const UNITS: Readonly<Record<string, CadenceUnit>> = {
  HOURLY: 'hourly',
  DAILY: 'daily',
  WEEKLY: 'weekly',
  MONTHLY: 'monthly',
  YEARLY: 'yearly',
};
const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/**
 * Reads the part of RFC 5545's RRULE that a checklist needs: FREQ, INTERVAL, one BYDAY (with its
 * number in the month), BYHOUR and BYMINUTE. Anything else is refused rather than left out.
 */
export function readRecurrence(written: string): Result<Cadence, 'bad-rrule'> {
  const parts = new Map<string, string>();
  for (const part of written.toUpperCase().split(';')) {
    const [name = '', value = ''] = part.trim().split('=');
    if (name !== '') parts.set(name, value);
  }
  const unit = UNITS[parts.get('FREQ') ?? ''];
  if (unit === undefined) return fail('bad-rrule', 'FREQ is missing or none of HOURLY to YEARLY');
  const known = ['FREQ', 'INTERVAL', 'BYDAY', 'BYHOUR', 'BYMINUTE', 'WKST'];
  const other = [...parts.keys()].find((name) => !known.includes(name));
  if (other !== undefined) return fail('bad-rrule', `${other} is not supported; cron may say it`);
  const every = numberIn(parts.get('INTERVAL') ?? '1', 1, 1000);
  const hour = numberIn(parts.get('BYHOUR') ?? '0', 0, 23);
  const minute = numberIn(parts.get('BYMINUTE') ?? '0', 0, 59);
  if (every === undefined) return fail('bad-rrule', 'INTERVAL is no number from 1 to 1000');
  if (hour === undefined || minute === undefined) return fail('bad-rrule', 'the time is no time');
  const day = readDay(parts.get('BYDAY'), unit);
  if (day === undefined) return fail('bad-rrule', 'BYDAY is not one day that fits FREQ');
  return succeed({
    unit,
    every,
    times: 1,
    source: written,
    minuteOfDay: parts.has('BYHOUR') ? hour * 60 + minute : undefined,
    timeZone: undefined,
    minutesBefore: undefined,
    ...day,
  });
}

type Day = Pick<Cadence, 'weekday' | 'weekOfMonth'>;

function readDay(written: string | undefined, unit: CadenceUnit): Day | undefined {
  if (written === undefined) return { weekday: undefined, weekOfMonth: undefined };
  const match = /^(-1|[1-5])?(MO|TU|WE|TH|FR|SA|SU)$/.exec(written);
  if (match === null) return undefined;
  const weekday = DAYS.indexOf(match[2] ?? '') + 1;
  const numbered = match[1] !== undefined;
  if (unit === 'weekly' && !numbered) return { weekday, weekOfMonth: undefined };
  return unit === 'monthly' && numbered ? { weekday, weekOfMonth: Number(match[1]) } : undefined;
}

function numberIn(written: string, least: number, most: number): number | undefined {
  const value = Number(written);
  return written !== '' && Number.isInteger(value) && value >= least && value <= most
    ? value
    : undefined;
}
