import * as vscode from 'vscode';
import { readTarget } from '../../core/run/target';
import type { WorkspaceSession } from '../../session/workspaceSession';
import { DisposableStore } from '../../util/dispose';
import type { FolderSessions } from '../folderSessions';
import { showFailure } from '../showFailure';

/** The chosen environment and target in the status bar, and the commands that choose them. */
export function registerEnvironments(sessions: FolderSessions): vscode.Disposable {
  const store = new DisposableStore();
  const item = store.add(
    vscode.window.createStatusBarItem('runbook.environment', vscode.StatusBarAlignment.Left, 90),
  );
  item.name = 'Runbook Environment';
  item.command = 'runbook.chooseEnvironment';
  const show = (): void => {
    const session = currentSession(sessions);
    if (session === undefined) item.hide();
    else showIn(item, session);
  };
  store.add(
    sessions.onDidOpen((session) => {
      session.environments.onDidChange(show);
      show();
    }),
  );
  store.add(vscode.window.onDidChangeActiveTextEditor(show));
  store.add(
    vscode.commands.registerCommand('runbook.chooseEnvironment', (name: unknown) =>
      chooseEnvironment(sessions, typeof name === 'string' ? name : undefined),
    ),
  );
  store.add(
    vscode.commands.registerCommand('runbook.chooseTarget', () => {
      const session = currentSession(sessions);
      return session === undefined ? noFolder() : chooseTarget(session);
    }),
  );
  return store;
}

function showIn(item: vscode.StatusBarItem, { environments }: WorkspaceSession): void {
  const { chosen, target } = environments;
  const where = target === 'local' ? '' : ` · ${target}`;
  const name = chosen?.name ?? 'no environment';
  if (chosen === undefined && target === 'local') return item.hide();
  item.text = `$(${chosen?.production === true ? 'warning' : 'server-environment'}) ${name}${where}`;
  item.tooltip = `Steps run in ${name} on ${target}. Click to choose.`;
  item.accessibilityInformation = { label: `Runbook environment: ${name}, on ${target}` };
  item.backgroundColor =
    chosen?.production === true
      ? new vscode.ThemeColor('statusBarItem.warningBackground')
      : undefined;
  item.show();
}

/** The session of the folder in front; the only one there is when no document tells. */
function currentSession(sessions: FolderSessions): WorkspaceSession | undefined {
  const uri = vscode.window.activeTextEditor?.document.uri;
  const folder =
    (uri === undefined ? undefined : vscode.workspace.getWorkspaceFolder(uri)) ??
    vscode.workspace.workspaceFolders?.[0];
  return folder?.uri.scheme === 'file' ? sessions.inFolder(folder) : undefined;
}

async function chooseEnvironment(
  sessions: FolderSessions,
  wanted: string | undefined,
): Promise<string | undefined> {
  const session = currentSession(sessions);
  if (session === undefined) return noFolder();
  const { environments } = session;
  if (wanted !== undefined) {
    return (await environments.choose(wanted)) ? wanted : undefined;
  }
  const items = [
    { label: 'None', description: 'only .env', choose: () => environments.choose(undefined) },
    ...(await environments.list()).map(({ name, production, target }) => ({
      label: name,
      description: [production ? 'production: changes ask for a name' : '', target ?? '']
        .filter((word) => word !== '')
        .join(' · '),
      choose: () => environments.choose(name),
    })),
    {
      label: '$(remote) Choose target…',
      description: environments.target,
      choose: () => chooseTarget(session),
    },
  ];
  const choice = await vscode.window.showQuickPick(items, {
    title: 'Where steps run',
    placeHolder: 'Choose the environment: its variables come from .env.NAME',
  });
  await choice?.choose();
  return environments.chosen?.name;
}

async function chooseTarget({ environments }: WorkspaceSession): Promise<string | undefined> {
  const target = await vscode.window.showInputBox({
    title: 'Target of steps that name none',
    prompt: 'local, docker:NAME, podman:NAME, ssh:HOST or k8s:NAMESPACE/POD[/CONTAINER]',
    value: environments.target,
    validateInput: (value) => {
      const read = readTarget(value);
      return read.ok ? null : read.message;
    },
  });
  if (target !== undefined) environments.chooseTarget(target.trim() || undefined);
  return target;
}

function noFolder(): undefined {
  showFailure({
    code: 'no-folder',
    message: 'No folder is open, so there is nothing to run in. Open the folder of your runbooks.',
  });
}
