import { formatDuration } from '../export/duration';
import { deadlineStates, type DeadlineState } from './deadlineState';
import type { Incident } from './incident';
import { durationsOf, MOMENTS, type HonestTime, type Span } from './times';
import { assertNever } from '../../util/assertNever';

/** An incident on one line: `2026-… P1  open  Database outage (drill)`. */
export function incidentLine(incident: Incident): string {
  const drill = incident.drill ? '  (drill)' : '';
  return `${incident.id}  ${incident.severity}  ${incident.phase}  ${incident.title}${drill}`;
}

/** An incident as plain text for a terminal, one fact per line. `now` in milliseconds. */
export function describeIncident(incident: Incident, now: number): readonly string[] {
  const { title, severity, phase, commander, runbook, section } = incident;
  const place = section === undefined ? runbook : `${runbook ?? ''} · ${section}`;
  return [
    `${incident.drill ? 'DRILL · ' : ''}${severity}  ${title}`,
    `${phase}, declared by ${incident.declaredBy}, commander ${commander ?? 'nobody'}`,
    ...(place === undefined ? [] : [`Runbook: ${place}`]),
    ...MOMENTS.flatMap((moment) => {
      const time = incident.times[moment];
      return time === undefined ? [] : [`${capital(moment)}: ${timeText(time)}`];
    }),
    ...durationLines(incident),
    ...incident.roles
      .filter(({ role }) => role !== 'commander')
      .map(({ role, person }) => `${role}: ${person}`),
    ...deadlineStates(incident, now).map((deadline) => deadlineText(deadline, now)),
    ...(incident.words.resolved === undefined ? [] : [`Cause: ${incident.words.resolved}`]),
    ...incident.notes.map(({ at, by, text }) => `Note ${at.slice(11, 16)} ${by}: ${text}`),
    ...incident.evidence.map((one) => `Evidence ${one.at.slice(11, 16)} ${one.by}: ${one.title}`),
    ...incident.updates.map((one) => `Update ${one.at.slice(11, 16)} ${one.by}: ${one.text}`),
  ];
}

/** A time with where it comes from: `2026-03-29T02:15:00Z (corrected by a, was …: reason)`. */
export function timeText(time: HonestTime): string {
  const shown = time.time.replace(/\.\d+Z$/, 'Z');
  switch (time.source) {
    case 'recorded':
      return shown;
    case 'given':
      return `${shown} (as ${time.by} said)`;
    case 'declaration':
      return `${shown} (taken from the declaration)`;
    case 'corrected': {
      const last = time.corrections.at(-1);
      const why = last?.reason === undefined ? '' : `: ${last.reason}`;
      return `${shown} (corrected by ${last?.by ?? ''}, recorded as ${time.original.replace(/\.\d+Z$/, 'Z')}${why})`;
    }
    default:
      return assertNever(time.source);
  }
}

/** A deadline as it stands, for people. `now` in milliseconds. */
export function deadlineText(deadline: DeadlineState, now: number): string {
  const { label, source, dueAt, status } = deadline;
  const said = source === undefined ? '' : ` (${source})`;
  const apart = formatDuration(Math.abs(dueAt - now));
  switch (status) {
    case 'open':
      return `${capital(label)} in ${apart}${said}`;
    case 'over':
      return `${capital(label)}: overdue by ${apart}${said}`;
    case 'met':
      return `${capital(label)}: done in time${said}`;
    case 'late':
      return `${capital(label)}: done late${said}`;
    case 'escalated':
      return `${capital(label)}: escalated${said}`;
    default:
      return assertNever(status);
  }
}

function durationLines(incident: Incident): string[] {
  const { detect, acknowledge, mitigate, resolve } = durationsOf(incident.times);
  const line = (name: string, span: Span): string[] => {
    if (span.known) return [`Time to ${name}: ${formatDuration(span.ms)}`];
    return span.reason === 'missing' ? [] : [`Time to ${name}: unknown, a clock ran backwards`];
  };
  return [
    ...line('detect', detect),
    ...line('acknowledge', acknowledge),
    ...line('mitigate', mitigate),
    ...line('resolve', resolve),
  ];
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
