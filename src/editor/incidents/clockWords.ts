import { nextDeadline, type DeadlineState } from '../../core/incident/deadlineState';
import { severityCode } from '../../core/incident/deadlines';
import type { Incident } from '../../core/incident/incident';

/** `P2 Database outage  00:00:07 · acknowledge in 14:53`: the clock of an incident. */
export function clockWords(incident: Incident, now: number): string {
  const next = nextDeadline(incident, now);
  const due = next === undefined ? '' : ` · ${dueWords(next, now)}`;
  const drill = incident.drill ? 'DRILL ' : '';
  const elapsed = hours(elapsedMs(incident, now));
  return `${drill}${severityCode(incident.severity)} ${incident.title}  ${elapsed}${due}`;
}

/** `acknowledge in 14:53`, or `acknowledge overdue by 02:10`. */
export function dueWords({ label, dueAt }: DeadlineState, now: number): string {
  return now <= dueAt
    ? `${label} in ${minutes(dueAt - now)}`
    : `${label} overdue by ${minutes(now - dueAt)}`;
}

/** Milliseconds since the detection, up to the resolution. */
export function elapsedMs({ times }: Incident, now: number): number {
  const from = Date.parse((times.detected ?? times.declared)?.time ?? '');
  const to = times.resolved === undefined ? now : Date.parse(times.resolved.time);
  return Number.isNaN(to - from) ? 0 : Math.max(0, to - from);
}

/** `01:02:03`; days are counted as hours. */
export function hours(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** `14:53`, and `1:02:03` from an hour on. */
function minutes(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return seconds < 3600 ? rest : `${Math.floor(seconds / 3600)}:${rest}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
