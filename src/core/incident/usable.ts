import type { IncidentDeadline } from './eventData';

/** Logs can be edited by hand, so an optional member may be anything: only a text counts. */
export function words(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The members that are texts. */
export function stringsOf<T extends object>(data: T): T {
  return Object.fromEntries(
    Object.entries(data).filter(([, value]) => typeof value === 'string'),
  ) as T;
}

/** A year in minutes: no runbook waits longer. */
const LONGEST = 525_600;

/** One without its label or minutes is passed over. */
export function isDeadline(value: unknown): value is IncidentDeadline {
  if (typeof value !== 'object' || value === null) return false;
  const { label, minutes, source, to } = value as Record<string, unknown>;
  const texts = [source, to].every((one) => one === undefined || typeof one === 'string');
  return (
    texts &&
    typeof label === 'string' &&
    typeof minutes === 'number' &&
    minutes >= 0 &&
    minutes <= LONGEST
  );
}

/** The texts of a list; none of anything else. */
export function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
