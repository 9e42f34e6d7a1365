import type { DeadlineKind } from './eventData';
import type { Incident, OpenedDeadline } from './incident';

/**
 * `open`: time is left. `over`: it has passed and nothing was done. `met` and `late`: it was done,
 * in time or after it. `escalated`: somebody marked the escalation as made.
 */
export type DeadlineStatus = 'open' | 'over' | 'met' | 'late' | 'escalated';

export interface DeadlineState {
  /** Unique within the incident, and the same each time the log is folded. */
  readonly key: string;
  readonly label: string;
  readonly kind: DeadlineKind;
  readonly to: string | undefined;
  readonly source: string | undefined;
  readonly minutes: number;
  /** Milliseconds since the epoch. */
  readonly dueAt: number;
  readonly status: DeadlineStatus;
}

/** Every deadline of an incident as it stands at `now` (milliseconds), soonest first. */
export function deadlineStates(incident: Incident, now: number): readonly DeadlineState[] {
  return [...incident.deadlines, ...promised(incident)]
    .map((one) => stateOf(incident, one, now))
    .filter(({ dueAt }) => !Number.isNaN(dueAt))
    .sort((a, b) => a.dueAt - b.dueAt);
}

/** The next update somebody promised, where the runbook itself asks for none. */
function promised({ deadlines, nextUpdateAt, updates }: Incident): readonly OpenedDeadline[] {
  const last = updates.at(-1);
  const asked = deadlines.some(({ deadline }) => deadline.kind === 'update');
  if (asked || nextUpdateAt === undefined || last === undefined) return [];
  const minutes = (Date.parse(nextUpdateAt) - Date.parse(last.at)) / 60_000;
  const deadline = { kind: 'update' as const, label: 'post an update', minutes, repeats: true };
  return [{ deadline, from: last.at, escalated: undefined }];
}

/** What has to be done next: the deadline that passed first, else the one due soonest. */
export function nextDeadline(incident: Incident, now: number): DeadlineState | undefined {
  const states = deadlineStates(incident, now);
  return states.find(({ status }) => status === 'open' || status === 'over');
}

function stateOf(incident: Incident, opened: OpenedDeadline, now: number): DeadlineState {
  const { deadline, from } = opened;
  const kind = knownKind(deadline.kind) ?? kindOf(deadline.label);
  const due = dueOf(incident, opened, kind);
  return {
    key: `${from} ${deadline.label} ${deadline.minutes} ${kind === 'update' ? due : ''}`.trim(),
    label: deadline.label,
    kind,
    to: deadline.to,
    source: deadline.source,
    minutes: deadline.minutes,
    dueAt: due,
    status: statusOf(incident, opened, kind, due, now),
  };
}

function dueOf(incident: Incident, { deadline, from }: OpenedDeadline, kind: DeadlineKind): number {
  const due = Date.parse(from) + deadline.minutes * 60_000;
  const last = incident.updates.at(-1);
  if (kind !== 'update' || last === undefined) return due;
  if (incident.nextUpdateAt !== undefined) return Date.parse(incident.nextUpdateAt);
  return Date.parse(last.at) + deadline.minutes * 60_000;
}

function statusOf(
  incident: Incident,
  { deadline, escalated }: OpenedDeadline,
  kind: DeadlineKind,
  due: number,
  now: number,
): DeadlineStatus {
  if (escalated !== undefined) return 'escalated';
  const { acknowledged, resolved } = incident.times;
  const done =
    kind === 'acknowledge'
      ? (acknowledged ?? resolved)
      : kind === 'update' && deadline.repeats !== true
        ? { time: incident.updates[0]?.at ?? resolved?.time ?? '' }
        : resolved;
  const at = Date.parse(done?.time ?? '');
  if (!Number.isNaN(at)) return at <= due ? 'met' : 'late';
  return now <= due ? 'open' : 'over';
}

function knownKind(kind: unknown): DeadlineKind | undefined {
  return kind === 'acknowledge' || kind === 'escalate' || kind === 'update' ? kind : undefined;
}

/** For deadlines of a log that does not say their kind. */
function kindOf(label: string): DeadlineKind {
  if (/\b(?:acknowledge|respond|response)/i.test(label)) return 'acknowledge';
  return /\bupdate\b/i.test(label) ? 'update' : 'escalate';
}
