import { fail, succeed, type Result } from '../../util/result';
import type { LogEvent } from './event';
import type { Incident } from './incident';
import { isMoment, MOMENTS, type Moment } from './times';

/**
 * What a correction of a time is about: a moment of the incident, or undefined for another of its
 * events. Fails for anything else: it would be recorded, and never change what is shown.
 *
 * @param of a moment, or the id of an event
 */
export function correctable(
  of: string,
  { times }: Incident,
  events: readonly LogEvent[],
): Result<Moment | undefined, 'no-moment'> {
  if (!isMoment(of)) {
    const event = events.find(({ id }) => id === of);
    const moment = event?.type.replace(/^incident\./, '') ?? '';
    if (event !== undefined) return succeed(isMoment(moment) ? moment : undefined);
    return fail(
      'no-moment',
      `"${of}" is no moment of an incident: it is one of ${MOMENTS.join(', ')}, or the id of an event.`,
    );
  }
  if (of === 'started' || of === 'detected' || times[of] !== undefined) return succeed(of);
  return fail('no-moment', `The incident is not ${of} yet, so there is no time to correct.`);
}
