/** A moment as a clock on a wall shows it; month 1 to 12, `weekday` ISO (1 Monday to 7 Sunday). */
export interface WallTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly weekday: number;
  /** Days since 1970-01-01 of the calendar date. */
  readonly dayNumber: number;
}

/** A time zone. Instants are milliseconds since the epoch. */
export interface Zone {
  readonly name: string;
  wallAt(instant: number): WallTime;
  /**
   * The first instant at which the wall clock shows this minute of that day or a later one: in
   * the hour that is skipped in spring the end of the gap, in the hour that comes twice the first.
   */
  instantOf(dayNumber: number, minuteOfDay: number): number;
}

export const DAY = 24 * 60 * 60 * 1000;
const MINUTE = 60 * 1000;

/** Opens time zones by name and keeps them: making a formatter costs more than using it. */
export class Zones {
  readonly #open = new Map<string, Zone | undefined>();

  /** An IANA name, `UTC`, or an offset such as `UTC+2` or `+05:30`; undefined when unknown. */
  get(name: string): Zone | undefined {
    if (!this.#open.has(name)) this.#open.set(name, openZone(name));
    return this.#open.get(name);
  }
}

/** The days from 1970-01-01 to a date of the Gregorian calendar; months may run over. */
export function dayNumberOf(year: number, month: number, day: number): number {
  return Math.round(Date.UTC(year, month - 1, day) / DAY);
}

/** The date of a day number. */
export function dateOf(dayNumber: number): { year: number; month: number; day: number } {
  const date = new Date(dayNumber * DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

function openZone(name: string): Zone | undefined {
  const fixed = fixedOffset(name);
  if (fixed !== undefined) return zoneOf(name, () => fixed);
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    return undefined; // RangeError: no zone of that name
  }
  return zoneOf(
    name,
    eachMinuteOnce((instant) => {
      const seconds = Math.floor(instant / 1000) * 1000;
      const part: Record<string, number> = {};
      for (const { type, value } of format.formatToParts(seconds)) part[type] = Number(value);
      const wall = Date.UTC(
        part['year'] ?? 0,
        (part['month'] ?? 1) - 1,
        part['day'],
        part['hour'],
        part['minute'],
        part['second'],
      );
      return wall - seconds;
    }),
  );
}

/** Most minutes that are remembered at a time. */
const MOST_MINUTES = 4096;

/**
 * Asking a formatter takes longer than everything else here, and the same borders are asked for
 * again and again. Since 1972 every zone changes its offset at a whole minute.
 */
function eachMinuteOnce(offsetAt: (instant: number) => number): (instant: number) => number {
  const known = new Map<number, number>();
  return (instant) => {
    const minute = Math.floor(instant / MINUTE);
    let offset = known.get(minute);
    if (offset === undefined) {
      if (known.size >= MOST_MINUTES) known.clear();
      known.set(minute, (offset = offsetAt(instant)));
    }
    return offset;
  };
}

/** Milliseconds to add to UTC, for names that are an offset. */
function fixedOffset(name: string): number | undefined {
  if (/^(?:utc|gmt|z)$/i.test(name)) return 0;
  const match = /^(?:utc|gmt)?([+-])(\d{1,2})(?::?(\d\d))?$/i.exec(name);
  if (match === null) return undefined;
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0);
  return minutes > 18 * 60 ? undefined : (match[1] === '-' ? -minutes : minutes) * MINUTE;
}

function zoneOf(name: string, offsetAt: (instant: number) => number): Zone {
  return {
    name,
    wallAt(instant) {
      const wall = instant + offsetAt(instant);
      const dayNumber = Math.floor(wall / DAY);
      const minutes = Math.floor((wall - dayNumber * DAY) / MINUTE);
      return {
        ...dateOf(dayNumber),
        hour: Math.floor(minutes / 60),
        minute: minutes % 60,
        weekday: weekdayOf(dayNumber),
        dayNumber,
      };
    },
    instantOf(dayNumber, minuteOfDay) {
      const wall = dayNumber * DAY + minuteOfDay * MINUTE;
      const before = offsetAt(wall - DAY);
      const after = offsetAt(wall + DAY);
      const shown = [before, after]
        .map((offset) => wall - offset)
        .filter((instant) => instant + offsetAt(instant) === wall);
      if (shown.length > 0) return Math.min(...shown);
      return endOfGap(wall - Math.max(before, after), wall - Math.min(before, after), offsetAt);
    },
  };
}

/** The instant in between at which the offset changes. */
function endOfGap(from: number, to: number, offsetAt: (instant: number) => number): number {
  const old = offsetAt(from - 1);
  let low = from - 1;
  let high = to;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle) === old) low = middle;
    else high = middle;
  }
  return high;
}

/** ISO day of the week: 1970-01-01 was a Thursday. */
export function weekdayOf(dayNumber: number): number {
  return ((((dayNumber + 3) % 7) + 7) % 7) + 1;
}
