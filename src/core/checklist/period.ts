import { Cron } from 'croner';
import type { Cadence } from '../model/checklist';
import { calendarSpan, type Span } from './calendarSpan';
import { timesAround } from './recurrence';
import type { Rule } from './rule';
import type { Zone } from './zone';

/** A stretch of time for which a checklist counts. Instants are milliseconds since the epoch. */
export interface Period {
  /** `2026-04-03`, `2026-W14` (ISO 8601 week), `2026-04`, `2026-Q2`, `2026`, `always`, … */
  readonly name: string;
  /** First instant; undefined for a period without a beginning. */
  readonly start: number | undefined;
  /** First instant of the next period; undefined when it does not end by itself. */
  readonly end: number | undefined;
  /** When it should be done; undefined when nothing says so. */
  readonly due: number | undefined;
}

/** What decides over a period besides the rule. */
export interface PeriodContext {
  /** The zone for rules that name none. */
  readonly zone: Zone;
  /** The zone a rule names; undefined when there is none of that name. */
  readonly openZone: (name: string) => Zone | undefined;
  /** The date maintenance lists count back from. */
  readonly date: number | undefined;
  /** The incident that is active. */
  readonly incident: string | undefined;
}

const ALWAYS: Period = { name: 'always', start: undefined, end: undefined, due: undefined };

/** The period of a rule that an instant falls in. */
export function periodAt(rule: Rule, instant: number, context: PeriodContext): Period {
  switch (rule.kind) {
    case 'none':
      return ALWAYS;
    case 'incident':
      return context.incident === undefined
        ? ALWAYS
        : { ...ALWAYS, name: `incident ${context.incident}` };
    case 'before':
      return context.date === undefined
        ? ALWAYS
        : {
            ...ALWAYS,
            name: `before ${new Date(context.date).toISOString().slice(0, 16)}Z`,
            due: context.date - rule.minutes * 60_000,
          };
    case 'cron':
      return cronPeriod(rule, instant, context);
    case 'recurrence': {
      const zone = zoneOf(rule.timeZone, context);
      const { start, end } = timesAround(rule.recurrence, instant, zone);
      return betweenTimes(start, end, zone);
    }
    case 'calendar':
      return calendarPeriod(rule.cadence, instant, zoneOf(rule.cadence.timeZone, context));
  }
}

/** The period before one; undefined when there is none. */
export function periodBefore(
  rule: Rule,
  period: Period,
  context: PeriodContext,
): Period | undefined {
  return period.start === undefined ? undefined : periodAt(rule, period.start - 1, context);
}

function zoneOf(name: string | undefined, context: PeriodContext): Zone {
  return (name === undefined ? undefined : context.openZone(name)) ?? context.zone;
}

/**
 * Boundaries are first instants: where a clock that is set back shows a midnight twice, the first
 * begins the day, so periods follow one another without gap or overlap.
 */
function calendarPeriod(cadence: Cadence, instant: number, zone: Zone): Period {
  const wall = zone.wallAt(instant);
  const at = (span: Span) => zone.instantOf(span.firstDay, span.firstMinute);
  let span = calendarSpan(cadence, wall.dayNumber, wall.hour * 60 + wall.minute);
  let end = zone.instantOf(span.endDay, span.endMinute);
  // The wall clock may show the end of the last period once more.
  while (instant >= end) {
    span = calendarSpan(cadence, span.endDay, span.endMinute);
    end = zone.instantOf(span.endDay, span.endMinute);
  }
  return { name: span.name, start: at(span), end, due: dueOf(cadence, span, end, zone) };
}

/** The author's time of the due day, else the end of that day. */
function dueOf(cadence: Cadence, { dueDay }: Span, end: number, zone: Zone): number {
  if (dueDay === undefined) return end;
  if (cadence.minuteOfDay !== undefined) return zone.instantOf(dueDay, cadence.minuteOfDay);
  return Math.min(end, zone.instantOf(dueDay + 1, 0));
}

function cronPeriod(
  rule: Extract<Rule, { kind: 'cron' }>,
  instant: number,
  context: PeriodContext,
): Period {
  const zone = zoneOf(rule.timeZone, context);
  const timezone = /^(?:utc|gmt|z)$/i.test(zone.name) ? 'UTC' : zone.name;
  const cron = new Cron(rule.pattern, { mode: '5-part', timezone, paused: true });
  // Asked for the times before the next millisecond: a time begins its own period.
  const start = cron.previousRuns(1, new Date(instant + 1))[0]?.getTime();
  return betweenTimes(start, cron.nextRun(new Date(instant))?.getTime(), zone);
}

/** From one time of a pattern to the next; to be done by the end of the day it begins on. */
function betweenTimes(start: number | undefined, end: number | undefined, zone: Zone): Period {
  if (start === undefined) return { name: 'before the first', start, end, due: undefined };
  const midnight = zone.instantOf(zone.wallAt(start).dayNumber + 1, 0);
  return {
    name: `${new Date(start).toISOString().slice(0, 16)}Z`,
    start,
    end,
    due: end === undefined ? midnight : Math.min(midnight, end),
  };
}

/** An instant as `2026-04-03` on the wall of a zone. */
export function dayIn(zone: Zone, instant: number): string {
  const { year, month, day } = zone.wallAt(instant);
  return [year, month, day].map((part) => String(part).padStart(2, '0')).join('-');
}
