import type { Envelope } from './event';

/**
 * The order of the fold: logical clock, then writer, then sequence. Wall time takes no part, so a
 * clock that is set back changes nothing; the result is the same for every order of reading.
 */
export function compareEvents(a: Envelope, b: Envelope): number {
  if (a.clock !== b.clock) return a.clock - b.clock;
  if (a.writer !== b.writer) return a.writer < b.writer ? -1 : 1;
  return a.seq - b.seq;
}

/** Events of several writers as one sequence, in causal order. */
export function inCausalOrder<E extends Envelope>(lists: readonly (readonly E[])[]): readonly E[] {
  const events = lists.length === 1 ? [...(lists[0] ?? [])] : lists.flat();
  return isOrdered(events) ? events : events.sort(compareEvents);
}

function isOrdered(events: readonly Envelope[]): boolean {
  for (let i = 1; i < events.length; i++) {
    const before = events[i - 1];
    const event = events[i];
    if (before !== undefined && event !== undefined && compareEvents(before, event) > 0) {
      return false;
    }
  }
  return true;
}
