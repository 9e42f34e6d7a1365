import * as vscode from 'vscode';
import type { Incident } from '../../core/incident/incident';
import type { FolderSessions } from '../folderSessions';
import type { RunbookDocuments } from '../runbookDocuments';
import { showFailure } from '../showFailure';
import {
  acknowledge,
  addNote,
  assignRole,
  changeSeverity,
  handOver,
  mitigate,
  pinEvidence,
  postUpdate,
  resolve,
} from './actOnIncident';
import { applyRedlines, offerRedlines, openPostMortem, reviewRedlines } from './afterwards';
import { correctTime } from './correctTime';
import { declareIncident, type DeclareOptions } from './declareIncident';
import { openContacts } from './openContacts';
import type { PlacedIncident, WindowIncident } from './windowIncident';

type Command = (...args: unknown[]) => unknown;

/** Commands for the active incident. Each answers true when what it did is on the device. */
export function incidentCommands(
  sessions: FolderSessions,
  documents: RunbookDocuments,
  window: WindowIncident,
): Readonly<Record<string, Command>> {
  const declare = async (args: readonly unknown[], drill: boolean) => {
    const options = optionsOf(args);
    const declared = await declareIncident(
      sessions,
      documents,
      drill ? { ...options, drill } : options,
    );
    if (declared !== undefined) await openBeside(declared.incident);
    return declared?.incident.id;
  };
  const onActive =
    (act: (placed: PlacedIncident, given?: string) => Promise<unknown>): Command =>
    async (given: unknown) => {
      const placed = window.current;
      if (placed === undefined) return noIncident();
      return act(placed, typeof given === 'string' ? given : undefined);
    };
  return {
    'runbook.declareIncident': (...args) => declare(args, false),
    'runbook.startDrill': (...args) => declare(args, true),
    'runbook.addNote': onActive(addNote),
    'runbook.changeSeverity': onActive(changeSeverity),
    'runbook.acknowledgeIncident': onActive((placed) => acknowledge(placed)),
    'runbook.mitigateIncident': onActive(mitigate),
    'runbook.resolveIncident': onActive(async (placed, given) => {
      if (!(await resolve(placed, given))) return false;
      await openPostMortem(placed);
      await offerRedlines(placed);
      return true;
    }),
    'runbook.handOver': onActive(handOver),
    'runbook.assignRole': onActive((placed) => assignRole(placed)),
    'runbook.pinEvidence': onActive(pinEvidence),
    'runbook.postUpdate': onActive(postUpdate),
    'runbook.correctTime': onAny(sessions, window, correctTime),
    'runbook.openContacts': onActive(openContacts),
    'runbook.incidentActions': () => chooseAction(window),
    'runbook.leaveIncident': () => window.leave(),
    'runbook.workOnIncident': async (argument) => {
      const id = idOf(argument) ?? (await chooseIncident(sessions, true))?.id;
      return id === undefined ? false : workOn(sessions, id);
    },
    'runbook.openPostMortem': onAny(sessions, window, openPostMortem),
    'runbook.reviewRedlines': onAny(sessions, window, reviewRedlines),
    'runbook.applyRedlines': onAny(sessions, window, applyRedlines),
  };
}

/** For commands that are of use after the incident as well: the one named, the active one, or a choice. */
function onAny(
  sessions: FolderSessions,
  window: WindowIncident,
  act: (placed: PlacedIncident) => Promise<unknown>,
): Command {
  return async (argument: unknown) => {
    const wanted = idOf(argument);
    if (wanted === undefined && window.current !== undefined) return act(window.current);
    const id = wanted ?? (await chooseIncident(sessions, false))?.id;
    for (const session of id === undefined ? [] : sessions.all) {
      const incident = await session.incidents.read(id ?? '');
      if (incident.ok) return act({ session, incident: incident.value });
    }
    return undefined;
  };
}

const ACTIONS: readonly (readonly [label: string, command: string])[] = [
  ['$(comment) Add Note', 'runbook.addNote'],
  ['$(check) Acknowledge', 'runbook.acknowledgeIncident'],
  ['$(megaphone) Post Update', 'runbook.postUpdate'],
  ['$(pin) Pin Evidence', 'runbook.pinEvidence'],
  ['$(arrow-swap) Change Severity', 'runbook.changeSeverity'],
  ['$(person-add) Assign Role', 'runbook.assignRole'],
  ['$(account) Hand Over', 'runbook.handOver'],
  ['$(shield) Mitigate', 'runbook.mitigateIncident'],
  ['$(pass) Resolve', 'runbook.resolveIncident'],
  ['$(go-to-file) Open Incident', 'runbook.openIncidentNotebook'],
  ['$(history) Correct a Time', 'runbook.correctTime'],
  ['$(book) Open Contacts', 'runbook.openContacts'],
  ['$(sign-out) Leave Incident', 'runbook.leaveIncident'],
];

async function chooseAction(window: WindowIncident): Promise<void> {
  const placed = window.current;
  if (placed === undefined) {
    noIncident();
    return;
  }
  const items = ACTIONS.filter(
    ([, command]) => placed.incident.phase === 'open' || command !== 'runbook.acknowledgeIncident',
  ).map(([label, command]) => ({ label, command }));
  const choice = await vscode.window.showQuickPick(items, {
    title: `${placed.incident.severity} ${placed.incident.title}`,
    placeHolder: 'What to do',
  });
  if (choice === undefined) return;
  const about = choice.command === 'runbook.openIncidentNotebook' ? [placed.incident.id] : [];
  await vscode.commands.executeCommand(choice.command, ...about);
}

async function chooseIncident(
  sessions: FolderSessions,
  open: boolean,
): Promise<Incident | undefined> {
  const all: Incident[] = [];
  for (const folder of vscode.workspace.workspaceFolders ?? []) {
    if (folder.uri.scheme === 'file')
      all.push(...(await sessions.inFolder(folder).incidents.list()));
  }
  const fitting = all.filter(({ phase }) => !open || phase !== 'resolved');
  if (fitting.length === 0) {
    void vscode.window.showInformationMessage(
      open
        ? 'No incident is open in this workspace.'
        : 'No incident was declared in this workspace.',
    );
    return undefined;
  }
  const items = fitting.map((incident) => ({
    label: `${incident.drill ? 'DRILL ' : ''}${incident.severity} ${incident.title}`,
    description: `${incident.phase}, ${incident.times.declared?.time.slice(0, 16).replace('T', ' ') ?? ''} UTC`,
    incident,
  }));
  const options = { placeHolder: 'Choose an incident', matchOnDescription: true };
  return (await vscode.window.showQuickPick(items, options))?.incident;
}

async function workOn(sessions: FolderSessions, id: string): Promise<boolean> {
  for (const session of sessions.all) {
    const opened = await session.incidents.active.open(id);
    if (!opened.ok) continue;
    session.lastRuns.take(session.incidents.active.events);
    return true;
  }
  showFailure({ code: 'no-incident', message: `There is no incident "${id}" in this workspace.` });
  return false;
}

/** Opens the incident notebook, beside the playbook where there is one, and leaves the focus there. */
async function openBeside({ id, runbook }: Incident): Promise<void> {
  const open = () => vscode.commands.executeCommand('runbook.openIncidentNotebook', id);
  if (runbook === undefined) {
    await open();
    return;
  }
  const several = vscode.window.tabGroups.all.length > 1;
  const next = several ? 'workbench.action.focusNextGroup' : 'workbench.action.newGroupRight';
  await vscode.commands.executeCommand(next);
  await open();
  await vscode.commands.executeCommand('workbench.action.focusPreviousGroup');
}

function noIncident(): false {
  void vscode.window
    .showInformationMessage('No incident is active in this window.', 'Declare Incident', 'Choose')
    .then((choice) => {
      if (choice === undefined) return undefined;
      const command = choice === 'Choose' ? 'runbook.workOnIncident' : 'runbook.declareIncident';
      return vscode.commands.executeCommand(command);
    });
  return false;
}

/** A lens gives `(uri, { section, runId })`, the explorer a Uri, a program one object. */
function optionsOf(args: readonly unknown[]): DeclareOptions {
  const [first, second] = args;
  const given = isRecord(second)
    ? second
    : isRecord(first) && !(first instanceof vscode.Uri)
      ? first
      : {};
  const uri =
    typeof first === 'string'
      ? first
      : first instanceof vscode.Uri
        ? first.toString()
        : given['uri'];
  const text = (name: string) => (typeof given[name] === 'string' ? given[name] : undefined);
  return {
    uri: typeof uri === 'string' ? uri : undefined,
    section: text('section'),
    title: text('title'),
    severity: text('severity'),
    runId: text('runId'),
    drill: given['drill'] === true,
    armed: given['armed'] === true,
  };
}

/** The tree gives a node, a program the id. */
function idOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (!isRecord(value) || !isRecord(value['incident'])) return undefined;
  const { id } = value['incident'];
  return typeof id === 'string' ? id : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
