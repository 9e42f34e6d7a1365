import { Cron } from 'croner';
import type { Cadence, Checklist } from '../model/checklist';
import type { Runbook } from '../model/runbook';
import { perIncident, readCadence } from '../parser/cadence';
import { fail, succeed, type Result } from '../../util/result';
import { readRecurrence, type Recurrence } from './recurrence';
import { Zones } from './zone';

/** When a checklist starts anew. */
export type Rule =
  | { readonly kind: 'calendar'; readonly cadence: Cadence }
  | { readonly kind: 'cron'; readonly pattern: string; readonly timeZone: string | undefined }
  | {
      readonly kind: 'recurrence';
      readonly recurrence: Recurrence;
      readonly timeZone: string | undefined;
    }
  /** Counts back from a date that people set. */
  | { readonly kind: 'before'; readonly minutes: number }
  | { readonly kind: 'incident' }
  /** Kept until it is reset. */
  | { readonly kind: 'none' };

/** A checklist's rule, and what is wrong with its annotation where there is one. */
export interface FoundRule {
  readonly rule: Rule;
  readonly problem: string | undefined;
}

/**
 * The rule of a checklist: its own annotation (`<!-- cadence: … -->`), else what its words say,
 * else `cadence:` in the front matter. An annotation that cannot be read is said and left out.
 */
export function ruleOf(checklist: Checklist, runbook: Pick<Runbook, 'metadata'>): FoundRule {
  const inferred = ruleOfCadence(checklist.cadence);
  const written =
    checklist.cadenceNote ??
    (checklist.cadence === undefined ? runbook.metadata.cadence : undefined);
  if (written === undefined) return { rule: inferred, problem: undefined };
  const rule = readRule(written);
  return rule.ok
    ? { rule: rule.value, problem: undefined }
    : { rule: inferred, problem: rule.message };
}

function ruleOfCadence(cadence: Cadence | undefined): Rule {
  if (cadence === undefined) return { kind: 'none' };
  if (cadence.minutesBefore !== undefined) {
    return { kind: 'before', minutes: cadence.minutesBefore };
  }
  if (cadence.unit === 'incident') return { kind: 'incident' };
  return cadence.unit === 'once' ? { kind: 'none' } : { kind: 'calendar', cadence };
}

/**
 * Reads the words of an annotation: `weekly`, `first Monday 09:00 UTC`, `per incident`, `none`,
 * `cron 0 9 * * 1 Europe/Berlin`, `rrule FREQ=WEEKLY;BYDAY=MO;BYHOUR=9 Europe/Berlin`.
 */
export function readRule(written: string): Result<Rule, 'bad-cadence'> {
  const words = written.trim();
  if (/^(?:none|never|once)$/i.test(words)) return succeed({ kind: 'none' });
  if (/^(?:per[- ])?incident$/i.test(words)) {
    return succeed(ruleOfCadence(perIncident(words)));
  }
  const cron = /^cron:?\s+(.*)$/i.exec(words)?.[1];
  if (cron !== undefined) return readCron(cron);
  const recurrence = /^(?:rrule:?\s*|(?=freq=|dtstart[:=;]))(\S+)(?:\s+(\S+))?$/i.exec(words);
  if (recurrence !== null) {
    const [, rule = '', timeZone] = recurrence;
    if (timeZone !== undefined && new Zones().get(timeZone) === undefined) {
      return bad(words, `there is no time zone ${timeZone}`);
    }
    const read = readRecurrence(rule);
    if (!read.ok) return bad(words, read.message);
    return succeed({ kind: 'recurrence', recurrence: read.value, timeZone });
  }
  // "6 months" alone can only be every six.
  const cadence = readCadence(SPAN.test(words) ? `every ${words}` : words);
  if (cadence === undefined) return bad(words, 'no period was found in it');
  if (cadence.timeZone !== undefined && new Zones().get(cadence.timeZone) === undefined) {
    return bad(words, `there is no time zone ${cadence.timeZone}`);
  }
  return succeed(ruleOfCadence(cadence));
}

const SPAN = /^\d{1,3} [a-z]+$/i;

function readCron(words: string): Result<Rule, 'bad-cadence'> {
  const match = /^(.*?)(?:\s+([A-Za-z][\w+-]*(?:\/[\w+-]+)*))?$/.exec(words.trim());
  const fields = (match?.[1] ?? '').split(/\s+/).filter((field) => field !== '');
  let timeZone = match?.[2];
  // The last field may be a name as well: `0 9 * * MON`.
  if (timeZone !== undefined && fields.length === 4) {
    fields.push(timeZone);
    timeZone = undefined;
  }
  if (timeZone !== undefined && new Zones().get(timeZone) === undefined) {
    return bad(words, `there is no time zone ${timeZone}`);
  }
  const pattern = fields.join(' ');
  try {
    const cron = new Cron(pattern, { mode: '5-part', paused: true });
    if (cron.nextRun(new Date(0)) === null) return bad(words, 'it never comes');
  } catch (error) {
    return bad(words, error instanceof Error ? error.message : String(error));
  }
  return succeed({ kind: 'cron', pattern, timeZone });
}

function bad(words: string, why: string): Result<never, 'bad-cadence'> {
  return fail(
    'bad-cadence',
    `The cadence "${words.slice(0, 80)}" is not understood: ${why.replace(/\.$/, '')}. ` +
      'Write words such as weekly, or cron 0 9 * * 1 Europe/Berlin, or rrule FREQ=WEEKLY;BYDAY=MO.',
  );
}
