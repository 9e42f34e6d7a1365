import type { NewEvent } from '../core/incident/event';
import type { EvidencePinned } from '../core/incident/eventData';
import { deadlinesFor, findSeverity, severityChoices } from '../core/incident/deadlines';
import { correctable } from '../core/incident/correctable';
import { whyImpossible } from '../core/incident/impossibleTime';
import { foldIncident, type Incident } from '../core/incident/incident';
import { toUtc, type Moment } from '../core/incident/times';
import type { Runbook } from '../core/model/runbook';
import { parseRunbook } from '../core/parser/parseRunbook';
import type { Disposable } from '../util/dispose';
import { fail, succeed, type Result } from '../util/result';
import { ActiveIncident } from './activeIncident';
import { textHash } from './consent';
import { incidentName } from './incidentName';
import type { LogBook, RecordCode } from './logBook';
import { maskText } from './maskText';
import { OpenIncidents } from './openIncidents';
import type { RunbookCopies } from './runbookCopies';

/** The runbook an incident is declared from, or that a severity's deadlines come from. */
export interface IncidentRunbook {
  /** Relative to the workspace folder, forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly model: Runbook;
}

export interface Declaration {
  readonly title: string;
  /** As the runbook calls it, or near enough: `P1`, `sev-2`, `critical`. The worst but one if left out. */
  readonly severity?: string | undefined;
  readonly commander?: string | undefined;
  readonly runbook?: IncidentRunbook | undefined;
  /** The heading of the playbook. */
  readonly section?: string | undefined;
  /** The failed check it is declared from. */
  readonly runId?: string | undefined;
  readonly drill?: boolean | undefined;
  readonly armed?: boolean | undefined;
  /** UTC, ISO 8601, where they differ from now. */
  readonly startedAt?: string | undefined;
  readonly detectedAt?: string | undefined;
}

export type IncidentCode =
  | RecordCode
  | 'no-incident'
  | 'no-title'
  | 'no-severity'
  | 'bad-time'
  | 'no-moment'
  | 'resolved'
  | 'empty'
  | 'no-note';

type Done = Result<undefined, IncidentCode>;

interface IncidentParts {
  readonly log: LogBook;
  readonly actor: string;
  readonly newId: () => string;
  readonly now: () => Date;
  readonly copies: RunbookCopies;
}

/** Everything one can do to an incident. Each answer with `ok` is on the device. */
export class Incidents implements Disposable {
  readonly active: ActiveIncident;
  /** Those that were active here and are not resolved. */
  readonly open: OpenIncidents;
  readonly #parts: IncidentParts;

  constructor(parts: IncidentParts) {
    this.#parts = parts;
    this.active = new ActiveIncident(parts.log);
    this.open = new OpenIncidents(parts.log);
    this.active.onDidChange((incident) => {
      if (incident === undefined || incident.phase === 'resolved') return;
      void this.open.follow(incident.id); // reading reports problems and never rejects
    });
  }

  /** Opens a new incident and makes it this window's active one. */
  async declare(wanted: Declaration): Promise<Result<Incident, IncidentCode>> {
    const title = clean(wanted.title);
    if (title === '') return fail('no-title', 'An incident needs a title: say what is wrong.');
    const times = timesOf(wanted, this.#parts.now().getTime());
    if (!times.ok) return times;
    const severity = severityOf(wanted);
    if (!severity.ok) return severity;
    const { runbook, section, runId } = wanted;
    const file = runbook && (await this.#parts.copies.keep(runbook.text));
    const id = incidentName(title, this.#parts.now(), this.#parts.newId());
    const saved = await this.#parts.log.recordIncident(id, {
      type: 'incident.declared',
      data: {
        title,
        severity: severity.value,
        severities: severityChoices(runbook?.model).map(({ level }) => level),
        commander: clean(wanted.commander ?? '') || this.#parts.actor,
        ...(runbook && { runbook: runbook.path, runbookHash: textHash(runbook.text) }),
        ...(file === undefined ? {} : { runbookFile: file }),
        ...(section === undefined ? {} : { section }),
        ...(runId === undefined ? {} : { runId }),
        ...(wanted.drill === true ? { drill: true, armed: wanted.armed === true } : {}),
        ...times.value,
        deadlines: deadlinesFor(runbook?.model, severity.value),
      },
    });
    if (!saved.ok) return saved;
    return this.active.open(id);
  }

  /** Answers the note's id, with which it can be edited. */
  async note(id: string, text: string, about?: string): Promise<Result<string, IncidentCode>> {
    if (text.trim() === '') return fail('empty', 'The note is empty; nothing was recorded.');
    const noteId = this.#parts.newId();
    const data = { noteId, text: maskText(text, []), ...(about === undefined ? {} : { about }) };
    const saved = await this.#record(id, { type: 'note.added', data });
    return saved.ok ? succeed(noteId) : saved;
  }

  /** Changes what a note says; what it said before stays in the log. Empty text takes it away. */
  async editNote(id: string, noteId: string, text: string): Promise<Done> {
    const incident = await this.read(id);
    if (!incident.ok) return incident;
    if (!incident.value.notes.some((note) => note.noteId === noteId)) {
      return fail('no-note', 'This note is no longer in the incident; somebody removed it.');
    }
    return this.#record(id, { type: 'note.edited', data: { noteId, text: maskText(text, []) } });
  }

  async pin(id: string, evidence: Omit<EvidencePinned, 'evidenceId'>): Promise<Done> {
    const title = clean(evidence.title);
    if (title === '') return fail('empty', 'Evidence needs a title.');
    const text = evidence.text === undefined ? {} : { text: maskText(evidence.text, []) };
    const data = { ...evidence, ...text, title, evidenceId: this.#parts.newId() };
    return this.#record(id, { type: 'evidence.pinned', data });
  }

  /** The deadlines of the new severity count from now. */
  async setSeverity(id: string, wanted: string, reason?: string): Promise<Done> {
    const incident = await this.read(id);
    if (!incident.ok) return incident;
    const runbook = await this.runbookOf(incident.value);
    const choices = severityChoices(runbook?.model);
    const severity = findSeverity(choices, wanted);
    if (severity === undefined) return noSeverity(wanted, choices);
    const because = clean(reason ?? '');
    return this.#record(id, {
      type: 'incident.severity',
      data: {
        severity: severity.level,
        ...(because === '' ? {} : { reason: because }),
        deadlines: deadlinesFor(runbook?.model, severity.level),
      },
    });
  }

  async assign(id: string, role: string, person: string): Promise<Done> {
    const data = { role: clean(role), person: clean(person) };
    if (data.role === '' || data.person === '') {
      return fail('empty', 'An assignment needs a role and a person.');
    }
    return this.#record(id, { type: 'incident.assigned', data });
  }

  /**
   * Acknowledged, mitigated or resolved, unless it is resolved already; `text` of a resolution is
   * its cause in one line.
   */
  async reach(
    id: string,
    moment: Extract<Moment, 'acknowledged' | 'mitigated' | 'resolved'>,
    said: { readonly text?: string | undefined; readonly at?: string | undefined } = {},
  ): Promise<Done> {
    const at = said.at === undefined ? undefined : toUtc(said.at);
    if (said.at !== undefined && at === undefined) return badTime(said.at);
    const incident = await this.read(id);
    if (!incident.ok) return incident;
    const { phase, times } = incident.value;
    if (phase === 'resolved') return alreadyResolved(id, times.resolved?.time);
    const wrong = at && whyImpossible(moment, at, times, this.#parts.now().getTime());
    if (wrong !== undefined) return fail('bad-time', wrong);
    const text = clean(said.text ?? '');
    const data = { ...(at === undefined ? {} : { at }), ...(text === '' ? {} : { text }) };
    return this.#record(id, { type: `incident.${moment}`, data });
  }

  /** Marks the escalation that a deadline asks for as made. */
  async escalate(
    id: string,
    deadline: { readonly label: string; readonly minutes?: number },
    to?: string,
  ): Promise<Done> {
    const { label, minutes } = deadline;
    const data = {
      label,
      ...(minutes === undefined ? {} : { minutes }),
      ...(to === undefined ? {} : { to: clean(to) }),
    };
    return this.#record(id, { type: 'incident.escalated', data });
  }

  async handOver(id: string, to: string, text?: string): Promise<Done> {
    const incident = await this.read(id);
    if (!incident.ok) return incident;
    if (clean(to) === '') return fail('empty', 'A hand-over needs the person who takes over.');
    const from = incident.value.commander ?? this.#parts.actor;
    const words = text === undefined || text.trim() === '' ? {} : { text: maskText(text, []) };
    return this.#record(id, {
      type: 'incident.handover',
      data: { from, to: clean(to), ...words },
    });
  }

  /** @param of the id of an event, or one of the incident's own moments. */
  async correctTime(id: string, of: string, time: string, reason?: string): Promise<Done> {
    const utc = toUtc(time);
    if (utc === undefined) return badTime(time);
    const reading = await this.#parts.log.readIncident(id);
    if (!reading.ok) return reading;
    const { events } = reading.value;
    const incident = foldIncident(id, events);
    if (incident === undefined) return noIncident(id);
    const moment = correctable(of, incident, events);
    if (!moment.ok) return moment;
    const wrong = whyImpossible(moment.value, utc, incident.times, this.#parts.now().getTime());
    if (wrong !== undefined) return fail('bad-time', wrong);
    const data = { of, time: utc, ...(reason === undefined ? {} : { reason: clean(reason) }) };
    return this.#record(id, { type: 'incident.time-corrected', data });
  }

  /** @param nextMinutes when the next update is promised, from now. */
  async postUpdate(
    id: string,
    update: {
      readonly text: string;
      readonly template?: string | undefined;
      readonly nextMinutes?: number | undefined;
    },
  ): Promise<Done> {
    if (update.text.trim() === '') return fail('empty', 'The update is empty.');
    const { template, nextMinutes } = update;
    const next = this.#parts.now().getTime() + (nextMinutes ?? 0) * 60_000;
    return this.#record(id, {
      type: 'update.posted',
      data: {
        text: maskText(update.text, []),
        ...(template === undefined ? {} : { template }),
        ...(nextMinutes === undefined ? {} : { nextDueAt: new Date(next).toISOString() }),
      },
    });
  }

  /** In a drill: a change that was shown and not run was walked through by hand. */
  async markDone(id: string, runId: string): Promise<Done> {
    const data = { runId, verdict: 'pass' as const, message: 'done by hand in the drill' };
    return this.#record(id, { type: 'verdict.given', data });
  }

  /** One incident, read anew. */
  async read(id: string): Promise<Result<Incident, 'bad-name' | 'no-incident'>> {
    const reading = await this.#parts.log.readIncident(id);
    if (!reading.ok) return reading;
    const incident = foldIncident(id, reading.value.events);
    if (incident !== undefined) return succeed(incident);
    return noIncident(id);
  }

  /** The runbook of an incident as it stood when it was declared. */
  async runbookOf(incident: Incident): Promise<IncidentRunbook | undefined> {
    const { runbook: path, runbookFile } = incident;
    if (path === undefined || runbookFile === undefined) return undefined;
    const text = await this.copyOf(runbookFile);
    return text === undefined ? undefined : { path, text, model: parseRunbook(text) };
  }

  /** A runbook as it was kept with a run; undefined when the side file is gone or damaged. */
  copyOf(file: string): Promise<string | undefined> {
    return this.#parts.copies.read(file);
  }

  /** Every incident of the folder, newest first, without its notes and updates. */
  async list(): Promise<readonly Incident[]> {
    const summaries = await this.#parts.log.listIncidents();
    return summaries
      .flatMap(({ id, events }) => foldIncident(id, events) ?? [])
      .sort((a, b) => (declaredAt(a) < declaredAt(b) ? 1 : -1));
  }

  dispose(): void {
    this.active.dispose();
    this.open.dispose();
  }

  async #record(id: string, event: NewEvent): Promise<Done> {
    const known = this.active.incident?.id === id ? succeed(undefined) : await this.read(id);
    if (!known.ok) return known;
    const saved = await this.#parts.log.recordIncident(id, event);
    if (this.active.incident?.id === id) await this.active.refresh();
    return saved;
  }
}

function severityOf({ severity, runbook }: Declaration): Result<string, 'no-severity'> {
  const choices = severityChoices(runbook?.model);
  const found =
    severity === undefined ? (choices[1] ?? choices[0]) : findSeverity(choices, severity);
  return found === undefined ? noSeverity(severity ?? '', choices) : succeed(found.level);
}

function noSeverity(
  wanted: string,
  choices: readonly { readonly level: string }[],
): Result<never, 'no-severity'> {
  const all = choices.map(({ level }) => level).join(', ');
  return fail('no-severity', `"${clean(wanted)}" is not one of the severities here: ${all}.`);
}

function timesOf(wanted: Declaration, now: number) {
  const times: { startedAt?: string; detectedAt?: string } = {};
  for (const name of ['startedAt', 'detectedAt'] as const) {
    const written = wanted[name];
    if (written === undefined) continue;
    const utc = toUtc(written);
    if (utc === undefined) return badTime(written);
    const { startedAt } = times;
    const moment = name === 'startedAt' ? 'started' : 'detected';
    const before = startedAt === undefined ? {} : { started: { time: startedAt } };
    const wrong = whyImpossible(moment, utc, before, now);
    if (wrong !== undefined) return fail('bad-time', wrong);
    times[name] = utc;
  }
  return succeed(times);
}

function noIncident(id: string): Result<never, 'no-incident'> {
  return fail(
    'no-incident',
    `There is no incident "${id}" in this folder; runbook incident list shows them.`,
  );
}

function alreadyResolved(id: string, since = ''): Result<never, 'resolved'> {
  return fail(
    'resolved',
    `${id} is resolved already (${since}). A note can still be added, and a time corrected.`,
  );
}

function badTime(written: string): Result<never, 'bad-time'> {
  return fail(
    'bad-time',
    `"${clean(written)}" is no time like 2026-03-29T02:15:00Z; give the date, the time and the zone.`,
  );
}

function declaredAt({ times }: Incident): string {
  return times.declared?.time ?? '';
}

/** One line of at most 300 characters. */
function clean(text: string): string {
  return maskText(text, []).replace(/\s+/g, ' ').trim().slice(0, 300);
}
