import { relative, sep } from 'node:path';
import { describeIncident, incidentLine } from '../core/incident/describeIncident';
import { deadlineStates } from '../core/incident/deadlineState';
import { chooseTemplate, fillTemplate, plainUpdate } from '../core/incident/messageTemplate';
import type { Incident } from '../core/incident/incident';
import { durationsOf, type Span } from '../core/incident/times';
import { findSection } from '../core/run/findSection';
import { parseRunbook } from '../core/parser/parseRunbook';
import type { IncidentRunbook } from '../session/incidents';
import type { WorkspaceSession } from '../session/workspaceSession';
import { assertNever } from '../util/assertNever';
import { fail, succeed, type Result } from '../util/result';
import type { IncidentAction, IncidentCommand, IncidentDeclare } from './incidentArguments';
import { readSource } from './readFiles';
import type { Terminal } from './terminal';
import { warnOfDamage } from './warnOfDamage';

/** `runbook incident`: answers 0, or 2 with a sentence when it could not be done. */
export async function incidentCommand(
  command: IncidentCommand,
  session: WorkspaceSession,
  terminal: Terminal,
): Promise<number> {
  const done =
    command.action === 'declare'
      ? await declare(command, session, terminal)
      : command.action === 'list'
        ? await list(command.json, session, terminal)
        : await act(command, session, terminal);
  if (done.ok) return 0;
  terminal.err(`${done.message}\n`);
  return 2;
}

/** The incident an id or its beginning names; the only open one for `-`. */
export async function findIncident(
  session: WorkspaceSession,
  id: string,
): Promise<Result<Incident, string>> {
  const whole = await session.incidents.read(id);
  if (whole.ok) return whole;
  const all = await session.incidents.list();
  const found = all.filter((one) =>
    id === '-' ? one.phase !== 'resolved' : id !== '' && one.id.startsWith(id),
  );
  const [only, other] = found;
  if (only === undefined) {
    return fail('no-incident', `There is no incident "${id}"; runbook incident list shows them.`);
  }
  if (other === undefined) return session.incidents.read(only.id);
  const names = found.slice(0, 5).map((one) => one.id);
  return fail('several', `"${id}" can be any of ${names.join(', ')}. Give more of the ID.`);
}

async function declare(
  command: IncidentDeclare,
  session: WorkspaceSession,
  terminal: Terminal,
): Promise<Result<undefined, string>> {
  const runbook = await readRunbook(command.file, session.root);
  if (!runbook.ok) return runbook;
  const section = sectionIn(runbook.value, command.section);
  if (!section.ok) return section;
  const declared = await session.incidents.declare({
    ...command,
    section: section.value,
    runbook: runbook.value,
  });
  if (!declared.ok) return declared;
  const incident = declared.value;
  terminal.out(command.json ? `${asJson(incident, session.now())}\n` : `${incident.id}\n`);
  const [next] = deadlineStates(incident, session.now().getTime());
  const due = next === undefined ? '' : `; ${next.label} within ${next.minutes} minutes`;
  const what = incident.drill ? 'Drill' : 'Incident';
  terminal.err(`${what} declared: ${incident.title} (${incident.severity})${due}.\n`);
  return succeed(undefined);
}

async function readRunbook(
  file: string | undefined,
  root: string,
): Promise<Result<IncidentRunbook | undefined, 'unreadable'>> {
  if (file === undefined) return succeed(undefined);
  const source = await readSource(file);
  if (!source.ok) return source;
  const { text } = source.value;
  const path = relative(root, file).split(sep).join('/');
  return succeed({ path, text, model: parseRunbook(text) });
}

/** The title of the heading that was named. */
function sectionIn(
  runbook: IncidentRunbook | undefined,
  wanted: string | undefined,
): Result<string | undefined, 'section-not-found'> {
  if (runbook === undefined || wanted === undefined) return succeed(wanted);
  const found = findSection(runbook.model, wanted);
  return found.ok ? succeed(found.value.title) : found;
}

async function list(
  json: boolean,
  session: WorkspaceSession,
  terminal: Terminal,
): Promise<Result<undefined>> {
  const incidents = await session.incidents.list();
  const lines = incidents.map((one) => (json ? asJson(one, session.now()) : incidentLine(one)));
  if (json) terminal.out(lines.length === 0 ? '[]\n' : `[\n${lines.join(',\n')}\n]\n`);
  else if (lines.length > 0) terminal.out(`${lines.join('\n')}\n`);
  else terminal.err('No incident was declared in this folder.\n');
  await warnOfDamage(
    incidents.map(({ id }) => id),
    session,
    terminal,
  );
  return succeed(undefined);
}

async function act(
  command: IncidentAction,
  session: WorkspaceSession,
  terminal: Terminal,
): Promise<Result<unknown, string>> {
  const found = await findIncident(session, command.id);
  if (!found.ok) return found;
  const { id } = found.value;
  const { incidents } = session;
  await warnOfDamage([id], session, terminal);
  switch (command.action) {
    case 'show': {
      const now = session.now();
      const text = describeIncident(found.value, now.getTime()).join('\n');
      terminal.out(`${command.json ? asJson(found.value, now) : text}\n`);
      return succeed(undefined);
    }
    case 'note':
      return incidents.note(id, command.text);
    case 'acknowledge':
      return incidents.reach(id, 'acknowledged', command);
    case 'mitigate':
      return incidents.reach(id, 'mitigated', command);
    case 'resolve':
      return incidents.reach(id, 'resolved', command);
    case 'update':
      return postUpdate(found.value, command.text, session, terminal);
    case 'escalate':
      return escalate(found.value, command.to, session, terminal);
    case 'severity':
      return incidents.setSeverity(id, command.level, command.reason);
    case 'assign':
      return incidents.assign(id, command.role, command.person);
    case 'handover':
      return incidents.handOver(id, command.to, command.text);
    case 'correct':
      return incidents.correctTime(id, command.of, command.time, command.reason);
    default:
      return assertNever(command);
  }
}

/** Without a text the runbook's own template is filled; printed, so that it can be sent. */
async function postUpdate(
  incident: Incident,
  text: string | undefined,
  session: WorkspaceSession,
  terminal: Terminal,
): Promise<Result<unknown, string>> {
  const runbook = await session.incidents.runbookOf(incident);
  const template = chooseTemplate(runbook?.model.templates ?? [], incident);
  const now = session.now().getTime();
  const filled = template && fillTemplate(template, incident, now);
  const written = text ?? filled?.text ?? plainUpdate(incident, now);
  const saved = await session.incidents.postUpdate(incident.id, {
    text: written,
    ...(text === undefined ? { template: template?.title } : {}),
    nextMinutes: filled?.nextMinutes,
  });
  if (!saved.ok) return saved;
  terminal.out(`${written}\n`);
  const open = text === undefined ? (filled?.open ?? []) : [];
  if (open.length > 0) terminal.err(`Still to be filled by hand: ${open.join(', ')}.\n`);
  return saved;
}

/** Marks the escalation that is due first as made, and says what was recorded. */
async function escalate(
  incident: Incident,
  to: string | undefined,
  session: WorkspaceSession,
  terminal: Terminal,
): Promise<Result<unknown, string>> {
  const due = deadlineStates(incident, session.now().getTime()).find(
    ({ kind, status }) => kind === 'escalate' && (status === 'over' || status === 'open'),
  );
  const person = to ?? due?.to;
  const saved = await session.incidents.escalate(incident.id, due ?? { label: 'escalate' }, person);
  if (!saved.ok) return saved;
  const whom = person === undefined ? 'escalated, to nobody by name' : `escalated to ${person}`;
  const why =
    due === undefined ? 'no escalation was due' : `due within ${due.minutes} minutes: ${due.label}`;
  terminal.err(`Recorded: ${whom} (${why}).\n`);
  return saved;
}

/** One object on one line; `corrected` as an object keyed by the ids of events. */
function asJson(incident: Incident, now: Date): string {
  const spans: [string, Span][] = Object.entries(durationsOf(incident.times));
  const durations = spans.map(([name, span]) => [`${name}Ms`, span.known ? span.ms : null]);
  return JSON.stringify({
    ...incident,
    corrected: Object.fromEntries(incident.corrected),
    durations: Object.fromEntries(durations) as unknown,
    deadlines: deadlineStates(incident, now.getTime()).map(({ dueAt, ...rest }) => ({
      ...rest,
      dueAt: new Date(dueAt).toISOString(),
    })),
  });
}
