import * as vscode from 'vscode';
import { foldIncident } from '../core/incident/incident';
import type { WorkspaceSession } from '../session/workspaceSession';
import type { FolderSessions } from './folderSessions';
import { showFailure } from './showFailure';

/** A log of a workspace folder: `incidents/<id>` or `journal/<day>`. */
export interface ChosenLog {
  readonly session: WorkspaceSession;
  readonly log: string;
}

/** The session of the only folder, or of one that is picked; says so when there is none. */
export async function chooseSession(
  sessions: FolderSessions,
): Promise<WorkspaceSession | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 0) {
    showFailure({
      code: 'no-folder',
      message: 'No folder is open, so there is no log. Open the folder of your runbooks.',
    });
    return undefined;
  }
  const folder = folders.length === 1 ? folders[0] : await vscode.window.showWorkspaceFolderPick();
  return folder === undefined ? undefined : sessions.inFolder(folder);
}

/** Asks for a day that has a journal, newest first; does not ask when there is only one. */
export async function chooseJournal(session: WorkspaceSession): Promise<ChosenLog | undefined> {
  const days = [...(await session.log.journalDays())].reverse();
  const today = session.log.today();
  if (days.length === 0) {
    void vscode.window.showInformationMessage('Nothing has been run here yet: no journal.');
    return undefined;
  }
  const items = days.map((day) => ({
    label: day,
    description: day === today ? 'today (UTC)' : '',
  }));
  const choice =
    items.length === 1
      ? items[0]
      : await vscode.window.showQuickPick(items, { placeHolder: 'Day of the journal (UTC)' });
  return choice === undefined ? undefined : { session, log: `journal/${choice.label}` };
}

/** Asks for an incident, newest first. */
export async function chooseIncident(session: WorkspaceSession): Promise<ChosenLog | undefined> {
  const incidents = (await session.log.listIncidents()).flatMap(({ id, events }) => {
    const incident = foldIncident(id, events);
    return incident === undefined ? [] : [incident];
  });
  if (incidents.length === 0) {
    void vscode.window.showInformationMessage('No incident has been declared in this folder.');
    return undefined;
  }
  const items = incidents
    .map((incident) => ({
      label: `${incident.drill ? '$(mortar-board) Drill: ' : ''}${incident.title}`,
      description: `${incident.severity} · ${incident.phase}`,
      detail: `${incident.times.declared?.time ?? ''} ${incident.id}`,
      id: incident.id,
    }))
    .sort((a, b) => (a.detail < b.detail ? 1 : -1));
  const choice = await vscode.window.showQuickPick(items, {
    placeHolder: 'Incident',
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return choice === undefined ? undefined : { session, log: `incidents/${choice.id}` };
}

/** Asks for any log: the incidents first, then the journals. */
export async function chooseLog(session: WorkspaceSession): Promise<ChosenLog | undefined> {
  const kinds = [
    { label: '$(flame) Incident', choose: chooseIncident },
    { label: '$(calendar) Journal', choose: chooseJournal },
  ];
  const kind = await vscode.window.showQuickPick(kinds, { placeHolder: 'Which log' });
  return kind?.choose(session);
}
