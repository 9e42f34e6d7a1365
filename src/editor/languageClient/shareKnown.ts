import * as vscode from 'vscode';
import { KNOWN, type Known } from '../../protocol';
import { readFolderHistory } from '../../session/folderHistory';
import type { WorkspaceSession } from '../../session/workspaceSession';
import { DisposableStore } from '../../util/dispose';
import type { FolderSessions } from '../folderSessions';
import type { StartedClient } from './startClient';

/** Runs come in crowds; the log is read again once they have ended. Milliseconds. */
const SETTLE_MS = 2_000;

/** Tells the server what the window knows: runs, connections, targets; anew when it restarts. */
export function shareKnown(client: StartedClient, sessions: FolderSessions): vscode.Disposable {
  const store = new DisposableStore();
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (folder?.uri.scheme !== 'file') return store;
  const session = sessions.inFolder(folder);
  let settling: NodeJS.Timeout | undefined;
  // A server that is away gets it when it is back.
  const send = () =>
    void knownOf(session).then(
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

async function knownOf(session: WorkspaceSession): Promise<Known> {
  const settings = vscode.workspace.getConfiguration('runbook');
  const connections = settings.get<readonly { name?: string }[]>('connections', []);
  const environments = await session.environments.list();
  return {
    history: await readFolderHistory(session),
    connections: connections.flatMap(({ name }) => name ?? []),
    targets: [...new Set(['local', ...environments.flatMap(({ target }) => target ?? [])])],
  };
}
