import type { DeadlineState } from '../../core/incident/deadlineState';
import type { Incident } from '../../core/incident/incident';
import { assertNever } from '../../util/assertNever';

/**
 * `15 minutes without resolution: escalate to engineering manager (Escalation, line 82)`; of an
 * incident that is not the active one the title is said too.
 */
export function alarmText(incident: Incident, state: DeadlineState, isActive: boolean): string {
  const { kind, label, minutes, source } = state;
  const said = source === undefined ? '' : ` (runbook: ${source})`;
  const drill = incident.drill ? 'Drill: ' : '';
  const time = minutes === 1 ? '1 minute' : `${minutes} minutes`;
  const of = isActive ? '' : ` of "${incident.title}"`;
  switch (kind) {
    case 'escalate':
      return minutes === 0
        ? `${drill}${incident.title}: ${label} at once${said}`
        : `${drill}${time} without resolution${of}: ${label}${said}`;
    case 'acknowledge':
      return `${drill}${time} without acknowledgement of "${incident.title}"${said}`;
    case 'update':
      return `${drill}The next status update on "${incident.title}" is due${said}`;
    default:
      return assertNever(kind);
  }
}

/** The button that settles a deadline. */
export function doneTitle({ kind }: DeadlineState): string {
  switch (kind) {
    case 'escalate':
      return 'Mark escalated';
    case 'acknowledge':
      return 'Acknowledge';
    case 'update':
      return 'Post update';
    default:
      return assertNever(kind);
  }
}
