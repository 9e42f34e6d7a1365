/** The moments of an incident that people argue about afterwards. */
export type Moment =
  'started' | 'detected' | 'declared' | 'acknowledged' | 'mitigated' | 'resolved';

export const MOMENTS: readonly Moment[] = [
  'started',
  'detected',
  'declared',
  'acknowledged',
  'mitigated',
  'resolved',
];

export function isMoment(name: string): name is Moment {
  return (MOMENTS as readonly string[]).includes(name);
}

/**
 * Where a time comes from: the clock when the event was recorded, a person who gave it then, a
 * person who corrected it later, or, for a detection nobody told apart, the declaration.
 */
export type TimeSource = 'recorded' | 'given' | 'corrected' | 'declaration';

/** One earlier value of a time that was corrected. */
export interface TimeCorrection {
  readonly time: string;
  readonly by: string;
  /** When it was corrected. */
  readonly at: string;
  readonly reason: string | undefined;
}

/** A time as it is shown, with everything it was before. UTC, ISO 8601. */
export interface HonestTime {
  readonly time: string;
  readonly source: TimeSource;
  readonly by: string;
  /** As it was first recorded; equal to `time` while nobody corrected it. */
  readonly original: string;
  readonly corrections: readonly TimeCorrection[];
}

export type IncidentTimes = Readonly<Partial<Record<Moment, HonestTime>>>;

/** Milliseconds between two moments, or why they cannot be told. */
export type Span =
  | { readonly known: true; readonly ms: number }
  | { readonly known: false; readonly reason: 'missing' | 'backwards' };

/**
 * How long things took, in milliseconds. All but `detect` count from the detection:
 * detect = started → detected, acknowledge, mitigate and resolve = detected → that moment.
 */
export type Durations = Readonly<Record<'detect' | 'acknowledge' | 'mitigate' | 'resolve', Span>>;

/** Durations between times as they are shown. A clock that ran backwards gives none, never a negative. */
export function durationsOf(times: IncidentTimes): Durations {
  return {
    detect: span(times.started, times.detected),
    acknowledge: span(times.detected, times.acknowledged),
    mitigate: span(times.detected, times.mitigated),
    resolve: span(times.detected, times.resolved),
  };
}

function span(from: HonestTime | undefined, to: HonestTime | undefined): Span {
  if (from === undefined || to === undefined) return { known: false, reason: 'missing' };
  const ms = Date.parse(to.time) - Date.parse(from.time);
  if (Number.isNaN(ms)) return { known: false, reason: 'missing' };
  return ms < 0 ? { known: false, reason: 'backwards' } : { known: true, ms };
}

/**
 * A time with its zone as UTC, ISO 8601; undefined when it is none, as in a log edited by hand, or
 * of a day that no month has, which `Date` would take for one of the next month.
 */
export function toUtc(time: string | undefined): string | undefined {
  const written = typeof time === 'string' ? WITH_ZONE.exec(time) : null;
  if (time === undefined || written === null) return undefined;
  const [year = 0, month = 0, day = 0] = written.slice(1).map(Number);
  if (day > daysIn(year, month)) return undefined;
  const at = Date.parse(time);
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
}

const WITH_ZONE = /^(\d{4})-(\d\d)-(\d\d)T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/i;

/** Days of a month (1 to 12); not a number for any other. */
function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
}

/** A time that replaces another, which is kept. */
export function correctTime(old: HonestTime | undefined, correction: TimeCorrection): HonestTime {
  return {
    time: correction.time,
    source: 'corrected',
    by: correction.by,
    original: old?.original ?? correction.time,
    corrections: [...(old?.corrections ?? []), correction],
  };
}
