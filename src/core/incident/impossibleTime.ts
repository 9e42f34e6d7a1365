import { MOMENTS, type HonestTime, type Moment } from './times';

type Times = Readonly<Partial<Record<Moment, Pick<HonestTime, 'time'>>>>;

/** Clocks of two machines may differ by so much. */
const TOLERANCE_MS = 60_000;

/**
 * Why a moment of an incident cannot have been at a time, in one sentence; undefined when it can.
 * Nothing recorded lies in the future, and nothing of an incident before it started.
 *
 * @param time UTC, ISO 8601, as are those of the incident
 * @param moment undefined for an event that is none of the moments
 * @param now milliseconds since the epoch
 */
export function whyImpossible(
  moment: Moment | undefined,
  time: string,
  times: Times,
  now: number,
): string | undefined {
  const at = Date.parse(time);
  if (at > now + TOLERANCE_MS) return `${time} has not come yet: give a time that has passed.`;
  if (moment === undefined) return undefined;
  if (moment === 'started') return afterLater(at, time, times);
  const start = startOf(moment, times);
  if (start === undefined || at + TOLERANCE_MS >= Date.parse(start)) return undefined;
  return `${time} is before the incident started (${start}): correct the time "started" first, or give a later one.`;
}

/** Where nobody said when it started, it had when it was detected or declared. */
function startOf(moment: Moment, { started, detected, declared }: Times): string | undefined {
  if (started !== undefined || moment === 'detected') return started?.time;
  return moment === 'declared' ? undefined : (detected ?? declared)?.time;
}

function afterLater(at: number, time: string, times: Times): string | undefined {
  for (const later of MOMENTS.slice(1)) {
    const known = times[later]?.time;
    if (known === undefined || at <= Date.parse(known) + TOLERANCE_MS) continue;
    return `${time} is after the incident was ${later} (${known}): correct that time first, or give an earlier one.`;
  }
  return undefined;
}
