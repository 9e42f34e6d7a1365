import * as vscode from 'vscode';
import { KNOWN, type Known } from '../../protocol';
import { FolderHistories } from '../../session/folderHistory';
import type { WorkspaceSession } from '../../session/workspaceSession';
import { DisposableStore } from '../../util/dispose';
import type { FolderSessions } from '../folderSessions';
import type { StartedClient } from './startClient';

/** Runs come in crowds; the log is read again once they have ended. Milliseconds. */
const SETTLE_MS = 2_000;

/** Tells the server what the window knows of its folders: runs, connections, targets, values. */
export function shareKnown(client: StartedClient, sessions: FolderSessions): vscode.Disposable {
  const store = new DisposableStore();
  const shared = new Map<string, vscode.Disposable>();
  const share = (folders: readonly vscode.WorkspaceFolder[]) => {
    for (const folder of folders) {
      if (folder.uri.scheme !== 'file') continue;
      shared.set(folder.uri.toString(), shareFolder(client, folder, sessions.inFolder(folder)));
    }
  };
  store.add(
    vscode.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      for (const { uri } of removed) shared.get(uri.toString())?.dispose();
      share(added);
    }),
  );
  store.add({
    dispose: () => {
      for (const one of shared.values()) one.dispose();
    },
  });
  share(vscode.workspace.workspaceFolders ?? []);
  return store;
}

function shareFolder(
  client: StartedClient,
  folder: vscode.WorkspaceFolder,
  session: WorkspaceSession,
): vscode.Disposable {
  const store = new DisposableStore();
  const histories = new FolderHistories(session);
  let settling: NodeJS.Timeout | undefined;
  // A server that is away gets it when it is back.
  const send = () =>
    void knownOf(folder, session, histories).then(
      (known) => client.send(KNOWN, known),
      () => undefined,
    );
  const later = () => {
    clearTimeout(settling);
    settling = setTimeout(send, SETTLE_MS);
  };
  store.add({ dispose: () => clearTimeout(settling) });
  store.add(client.onRunning(send));
  store.add(session.runs.onEvent(({ kind }) => kind === 'ended' && later()));
  store.add(session.environments.onDidChange(later));
  store.add(
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('runbook')) later();
    }),
  );
  send();
  return store;
}

async function knownOf(
  folder: vscode.WorkspaceFolder,
  session: WorkspaceSession,
  histories: FolderHistories,
): Promise<Known> {
  const settings = vscode.workspace.getConfiguration('runbook', folder.uri);
  const connections = settings.get<readonly { name?: string }[]>('connections', []);
  const environments = await session.environments.list();
  return {
    folder: folder.uri.toString(),
    history: await histories.read(),
    connections: connections.flatMap(({ name }) => name ?? []),
    targets: [...new Set(['local', ...environments.flatMap(({ target }) => target ?? [])])],
    values: session.runs.rememberedValues(),
  };
}
