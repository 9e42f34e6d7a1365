import { assertNever } from '../../util/assertNever';
import type {
  EvidencePinned,
  IncidentDeadline,
  IncidentHandover,
  IncidentMilestone,
  IncidentTimeCorrected,
} from './eventData';
import type { EventOf, LogEvent } from './event';
import { isDeadline, strings, stringsOf, words } from './usable';
import {
  correctTime,
  isMoment,
  toUtc,
  type HonestTime,
  type IncidentTimes,
  type Moment,
  type TimeCorrection,
} from './times';

export type IncidentPhase = 'open' | 'acknowledged' | 'mitigated' | 'resolved';

/** Who did something, and when it was recorded (UTC, ISO 8601). */
export interface Stamp {
  readonly eventId: string;
  readonly by: string;
  readonly at: string;
}

export interface SeverityChange extends Stamp {
  readonly severity: string;
  readonly reason: string | undefined;
}

export interface IncidentRole {
  readonly role: string;
  readonly person: string;
  readonly since: string;
}

/** A note as it reads now; `edits` holds what it said before, oldest first. */
export interface IncidentNote extends Stamp {
  readonly noteId: string;
  readonly text: string;
  /** The run it is about. */
  readonly about: string | undefined;
  readonly edits: readonly { readonly text: string; readonly by: string; readonly at: string }[];
  /** Who wrote what it says now; absent when nobody changed it. */
  readonly edited?: { readonly by: string; readonly at: string };
}

export type IncidentEvidence = Stamp & EvidencePinned;
export type IncidentHandoverEntry = Stamp & IncidentHandover;

export interface IncidentUpdate extends Stamp {
  readonly text: string;
  readonly template: string | undefined;
  readonly audience: string | undefined;
}

/** A deadline with the moment it counts from. */
export interface OpenedDeadline {
  readonly deadline: IncidentDeadline;
  /** UTC, ISO 8601. */
  readonly from: string;
  /** Its escalation was made. */
  readonly escalated: (Stamp & { readonly to: string | undefined }) | undefined;
}

/** An incident as its log tells it. */
export interface Incident {
  readonly id: string;
  readonly title: string;
  readonly severity: string;
  /** Those one can choose from, worst first. */
  readonly severities: readonly string[];
  /** The first is that of the declaration. */
  readonly severityHistory: readonly SeverityChange[];
  readonly phase: IncidentPhase;
  readonly drill: boolean;
  /** In a drill: changes are executed. */
  readonly armed: boolean;
  readonly declaredBy: string;
  readonly commander: string | undefined;
  /** The last person given each role, `commander` among them. */
  readonly roles: readonly IncidentRole[];
  /** Path relative to the workspace folder. */
  readonly runbook: string | undefined;
  readonly runbookHash: string | undefined;
  readonly runbookFile: string | undefined;
  readonly section: string | undefined;
  /** The failed check it was declared from. */
  readonly runId: string | undefined;
  readonly times: IncidentTimes;
  /** Times of events that were given or corrected, by their id. */
  readonly corrected: ReadonlyMap<string, HonestTime>;
  /** What was said at the milestones; that of `resolved` is the cause. */
  readonly words: Readonly<Partial<Record<Moment, string>>>;
  readonly deadlines: readonly OpenedDeadline[];
  readonly notes: readonly IncidentNote[];
  readonly evidence: readonly IncidentEvidence[];
  readonly updates: readonly IncidentUpdate[];
  /** When the next status update was promised; undefined once it is resolved. */
  readonly nextUpdateAt: string | undefined;
  readonly handovers: readonly IncidentHandoverEntry[];
  /** Everybody who appears in the log, in the order in which they came. */
  readonly people: readonly string[];
}

/**
 * Folds a log's events, in causal order, into the incident. The first declaration counts, and the
 * first event of each milestone; a later correction changes the time that is shown and keeps the
 * original. Undefined when the log declares no incident.
 */
export function foldIncident(id: string, events: readonly LogEvent[]): Incident | undefined {
  const declared = events.find((event) => event.type === 'incident.declared');
  if (declared === undefined) return undefined;
  const fold = new IncidentFold(declared);
  for (const event of events) fold.add(event);
  return fold.incident(id);
}

class IncidentFold {
  readonly #declared: EventOf<'incident.declared'>;
  readonly #severities: SeverityChange[];
  readonly #roles = new Map<string, IncidentRole>();
  readonly #times: Partial<Record<Moment, HonestTime>> = {};
  readonly #corrections: EventOf<'incident.time-corrected'>[] = [];
  readonly #words: Partial<Record<Moment, string>> = {};
  readonly #notes = new Map<string, IncidentNote>();
  readonly #evidence: IncidentEvidence[] = [];
  readonly #updates: IncidentUpdate[] = [];
  readonly #handovers: IncidentHandoverEntry[] = [];
  readonly #people = new Set<string>();
  /** Times of the events that set a milestone, so that a correction can name either. */
  readonly #momentOf = new Map<string, Moment>();
  readonly #timeOf = new Map<string, HonestTime>();
  #deadlines: OpenedDeadline[] = [];
  #nextUpdateAt: string | undefined;

  constructor(declared: EventOf<'incident.declared'>) {
    const { data } = declared;
    this.#declared = declared;
    this.#severities = [{ ...stamp(declared), severity: data.severity, reason: undefined }];
    this.#setMoment('declared', declared, undefined);
    const started = toUtc(data.startedAt);
    if (started !== undefined) this.#times.started = given(started, declared.actor);
    const detected = toUtc(data.detectedAt);
    this.#times.detected =
      detected === undefined
        ? { ...recorded(declared), source: 'declaration' }
        : given(detected, declared.actor);
    const commander = words(data.commander);
    if (commander !== undefined) this.#assign('commander', commander, declared.time);
    this.#openDeadlines(data.deadlines, declared.time);
  }

  add(event: LogEvent): void {
    if (event.type === 'writer.opened' || event.type === 'writer.closed') return;
    this.#people.add(event.actor);
    switch (event.type) {
      case 'incident.severity': {
        const { severity, reason, deadlines } = event.data;
        this.#severities.push({ ...stamp(event), severity, reason: words(reason) });
        if (deadlines !== undefined) this.#openDeadlines(deadlines, event.time);
        break;
      }
      case 'incident.assigned':
        this.#assign(event.data.role, event.data.person, event.time);
        break;
      case 'incident.acknowledged':
        this.#milestone('acknowledged', event);
        break;
      case 'incident.mitigated':
        this.#milestone('mitigated', event);
        break;
      case 'incident.resolved':
        this.#milestone('resolved', event);
        break;
      case 'incident.escalated':
        this.#escalate(event);
        break;
      case 'incident.handover':
        this.#handovers.push({ ...stamp(event), ...stringsOf(event.data) });
        this.#assign('commander', event.data.to, event.time);
        break;
      case 'incident.time-corrected':
        this.#corrections.push(event);
        break;
      case 'evidence.pinned':
        this.#evidence.push({ ...stamp(event), ...stringsOf(event.data) });
        break;
      case 'update.posted':
        this.#update(event);
        break;
      case 'note.added':
      case 'note.edited':
        this.#note(event);
        break;
      case 'incident.declared':
      case 'run.started':
      case 'run.ended':
      case 'run.refused':
      case 'verdict.given':
      case 'item.ticked':
      case 'checklist.dated':
      case 'unknown':
        break;
      default:
        assertNever(event);
    }
    if (!this.#momentOf.has(event.id)) this.#timeOf.set(event.id, recorded(event));
  }

  incident(id: string): Incident {
    const { data, actor } = this.#declared;
    const corrected = this.#correct();
    const resolved = this.#times.resolved !== undefined;
    const severity = this.#severities.at(-1)?.severity ?? data.severity;
    const commander = this.#roles.get('commander')?.person;
    return {
      id,
      title: data.title,
      severity,
      severities: strings(data.severities),
      severityHistory: this.#severities,
      phase: phaseOf(this.#times),
      drill: data.drill === true,
      armed: data.armed === true,
      declaredBy: actor,
      commander,
      roles: [...this.#roles.values()],
      runbook: words(data.runbook),
      runbookHash: words(data.runbookHash),
      runbookFile: words(data.runbookFile),
      section: words(data.section),
      runId: words(data.runId),
      times: this.#times,
      corrected,
      words: this.#words,
      deadlines: this.#fromDeclared(),
      notes: [...this.#notes.values()].filter((note) => note.text !== ''),
      evidence: this.#evidence,
      updates: this.#updates,
      nextUpdateAt: resolved ? undefined : this.#nextUpdateAt,
      handovers: this.#handovers,
      people: [...this.#people],
    };
  }

  #milestone(moment: Moment, event: LogEvent & { readonly data: IncidentMilestone }): void {
    if (this.#times[moment] !== undefined) return;
    this.#setMoment(moment, event, toUtc(event.data.at));
    const said = words(event.data.text);
    if (said !== undefined) this.#words[moment] = said;
  }

  #setMoment(moment: Moment, event: LogEvent, at: string | undefined): void {
    this.#momentOf.set(event.id, moment);
    this.#times[moment] =
      at === undefined ? recorded(event) : { ...given(at, event.actor), original: event.time };
  }

  #assign(role: string, person: string, since: string): void {
    const key = role.toLowerCase() === 'incident commander' ? 'commander' : role;
    this.#roles.set(key, { role: key, person, since });
  }

  #openDeadlines(deadlines: unknown, from: string): void {
    const usable = Array.isArray(deadlines) ? deadlines.filter(isDeadline) : [];
    this.#deadlines = usable.map((deadline) => ({ deadline, from, escalated: undefined }));
  }

  #escalate(event: EventOf<'incident.escalated'>): void {
    const { label, minutes, to } = event.data;
    const meant = this.#deadlines.find(
      ({ deadline, escalated }) =>
        escalated === undefined &&
        deadline.label === label &&
        (minutes === undefined || deadline.minutes === minutes),
    );
    this.#deadlines = this.#deadlines.map((one) =>
      one === meant
        ? { ...one, escalated: { ...stamp(event), to: words(to) ?? one.deadline.to } }
        : one,
    );
  }

  #update(event: EventOf<'update.posted'>): void {
    const { text, template, audience, nextDueAt } = event.data;
    this.#updates.push({
      ...stamp(event),
      text,
      template: words(template),
      audience: words(audience),
    });
    this.#nextUpdateAt = toUtc(nextDueAt);
  }

  #note(event: EventOf<'note.added'> | EventOf<'note.edited'>): void {
    const { noteId, text } = event.data;
    const note = this.#notes.get(noteId);
    if (event.type === 'note.added') {
      if (note !== undefined) return;
      const { about } = event.data;
      this.#notes.set(noteId, { ...stamp(event), noteId, text, about: words(about), edits: [] });
    } else if (note !== undefined) {
      const { by, at } = note.edited ?? note;
      const edits = [...note.edits, { text: note.text, by, at }];
      this.#notes.set(noteId, {
        ...note,
        text,
        edits,
        edited: { by: event.actor, at: event.time },
      });
    }
  }

  /** Corrections come last: one may stand in the log before the event it is about. */
  #correct(): ReadonlyMap<string, HonestTime> {
    const corrected = new Map<string, HonestTime>();
    for (const event of this.#corrections) {
      const correction = correctionOf(event);
      if (correction === undefined) continue;
      const { of } = event.data;
      const moment = isMoment(of) ? of : this.#momentOf.get(of);
      const old = this.#timeOf.get(of);
      if (moment !== undefined) {
        const mayBeNew = moment === 'started' || moment === 'detected';
        const time = this.#times[moment];
        if (time !== undefined || mayBeNew) this.#times[moment] = correctTime(time, correction);
        this.#detectedFollows(moment);
      } else if (old !== undefined) {
        corrected.set(of, correctTime(corrected.get(of) ?? old, correction));
      }
    }
    for (const [eventId, moment] of this.#momentOf) {
      const time = this.#times[moment];
      if (time !== undefined && time.time !== time.original) corrected.set(eventId, time);
    }
    return corrected;
  }

  /** A detection nobody told apart from the declaration moves with it. */
  #detectedFollows(moment: Moment): void {
    const { detected, declared } = this.#times;
    if (moment !== 'declared' || declared === undefined) return;
    if (detected?.source === 'declaration') {
      this.#times.detected = { ...declared, source: 'declaration' };
    }
  }

  /** Deadlines of the declaration count from when it is said to have been. */
  #fromDeclared(): readonly OpenedDeadline[] {
    const shown = this.#times.declared?.time;
    if (shown === undefined) return this.#deadlines;
    return this.#deadlines.map((one) =>
      one.from === this.#declared.time ? { ...one, from: shown } : one,
    );
  }
}

function correctionOf(event: {
  readonly actor: string;
  readonly time: string;
  readonly data: IncidentTimeCorrected;
}): TimeCorrection | undefined {
  const time = toUtc(event.data.time);
  if (time === undefined) return undefined;
  return { time, by: event.actor, at: event.time, reason: words(event.data.reason) };
}

function phaseOf(times: IncidentTimes): IncidentPhase {
  if (times.resolved !== undefined) return 'resolved';
  if (times.mitigated !== undefined) return 'mitigated';
  return times.acknowledged === undefined ? 'open' : 'acknowledged';
}

function stamp(event: LogEvent): Stamp {
  return { eventId: event.id, by: event.actor, at: event.time };
}

function recorded(event: LogEvent): HonestTime {
  const { time, actor } = event;
  return { time, source: 'recorded', by: actor, original: time, corrections: [] };
}

function given(time: string, by: string): HonestTime {
  return { time, source: 'given', by, original: time, corrections: [] };
}
