import * as vscode from 'vscode';
import { describeTarget, type SqlTarget } from '../../core/run/sql/sqlTarget';
import type { WorkspaceSession } from '../../session/workspaceSession';
import { DisposableStore } from '../../util/dispose';
import type { FolderSessions } from '../folderSessions';
import { showFailure } from '../showFailure';

const NO_FOLDER = {
  code: 'no-folder',
  message: 'Open the folder that holds your runbooks to choose its database connection.',
};

/** The connection of SQL steps in the status bar, and the commands that choose and arm one. */
export function registerConnections(sessions: FolderSessions): vscode.Disposable {
  const store = new DisposableStore();
  const item = store.add(
    vscode.window.createStatusBarItem('runbook.connection', vscode.StatusBarAlignment.Left, 89),
  );
  item.name = 'Runbook Database Connection';
  const show = (): void => showIn(item, currentSession(sessions));
  store.add(
    sessions.onDidOpen((session) => {
      session.sql.onDidChange(show);
      show();
    }),
  );
  store.add(vscode.window.onDidChangeActiveTextEditor(show));
  const commands: Readonly<Record<string, (name: unknown) => unknown>> = {
    'runbook.chooseConnection': (name) => chooseConnection(sessions, name),
    'runbook.armWrites': () => armWrites(sessions),
    'runbook.disarmWrites': () => {
      for (const { sql } of sessions.all) for (const target of sql.armed) sql.arm(target, false);
    },
  };
  for (const [id, execute] of Object.entries(commands)) {
    store.add(vscode.commands.registerCommand(id, execute));
  }
  return store;
}

/** Shown while it matters: a connection was chosen, or one is armed. */
function showIn(item: vscode.StatusBarItem, session: WorkspaceSession | undefined): void {
  const armed = session?.sql.armed.map(describeTarget) ?? [];
  const chosen = session?.sql.chosen;
  if (armed.length === 0 && chosen === undefined) return item.hide();
  const name = chosen ?? armed.join(', ');
  item.text = armed.length > 0 ? `$(unlock) ${name}: writes armed` : `$(database) ${name}`;
  item.tooltip =
    armed.length > 0
      ? `SQL steps may write to ${armed.join(', ')}. Click to disarm.`
      : `SQL steps go to ${name}, read-only. Click to choose.`;
  item.command = armed.length > 0 ? 'runbook.disarmWrites' : 'runbook.chooseConnection';
  item.accessibilityInformation = { label: item.tooltip };
  item.backgroundColor =
    armed.length > 0 ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
  item.show();
}

async function chooseConnection(sessions: FolderSessions, wanted: unknown): Promise<void> {
  const session = currentSession(sessions);
  if (session === undefined) return showFailure(NO_FOLDER);
  const { named } = session.sql;
  if (typeof wanted === 'string') {
    if (named.some(({ name }) => name === wanted)) session.sql.choose(wanted);
    return;
  }
  const picks = [
    { label: 'From the environment', description: 'DATABASE_URL or PGHOST', name: undefined },
    ...named.map(({ name = '', host = 'localhost', database = '' }) => ({
      label: name,
      description: `${host} ${database}`.trim(),
      name,
    })),
  ];
  const placeHolder =
    named.length === 0
      ? 'No connection is named in the setting runbook.connections'
      : 'Connection for SQL steps that name none';
  const choice = await vscode.window.showQuickPick(picks, { placeHolder });
  if (choice !== undefined) session.sql.choose(choice.name);
}

/** Asks in so many words: from then on SQL steps can change data until the window closes. */
async function armWrites(sessions: FolderSessions): Promise<void> {
  const session = currentSession(sessions);
  if (session === undefined) return showFailure(NO_FOLDER);
  const target = await pickTarget(session);
  if (target === undefined) return;
  const name = describeTarget(target);
  const choice = await vscode.window.showWarningMessage(
    'Arm writes for this connection?',
    {
      modal: true,
      detail: `${name}\n\nSQL steps will be able to change it until you disarm it or close the window. Each change is still asked about.`,
    },
    'Arm Writes',
  );
  if (choice === 'Arm Writes') session.sql.arm(target, true);
}

async function pickTarget(session: WorkspaceSession): Promise<SqlTarget | undefined> {
  const { named, lastSeen } = session.sql;
  const targets = [
    ...(lastSeen === undefined ? [] : [lastSeen]),
    ...named.map((connection) => session.sql.complete(connection)),
  ];
  if (targets.length === 0) {
    showFailure({
      code: 'connection-missing',
      message: 'No connection is known yet: run a SQL step first, or name one in the settings.',
    });
    return undefined;
  }
  const picks = targets.map((target, index) => ({
    label: target.name ?? describeTarget(target),
    description: index === 0 && lastSeen !== undefined ? 'of the last SQL step' : '',
    target,
  }));
  const choice = await vscode.window.showQuickPick(picks, {
    placeHolder: 'Connection to arm for writes',
  });
  return choice?.target;
}

function currentSession(sessions: FolderSessions): WorkspaceSession | undefined {
  const uri = vscode.window.activeTextEditor?.document.uri;
  const folder =
    (uri === undefined ? undefined : vscode.workspace.getWorkspaceFolder(uri)) ??
    vscode.workspace.workspaceFolders?.[0];
  return folder?.uri.scheme === 'file' ? sessions.inFolder(folder) : undefined;
}
