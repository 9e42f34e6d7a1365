import * as vscode from 'vscode';
import type { FolderSessions } from '../folderSessions';
import { runTests } from './runTests';
import type { TestTree } from './testTree';

/** Edits and changes come in crowds; the checks run once they have ended. Milliseconds. */
const SETTLE_MS = 500;

/**
 * Runs the checks of a request again whenever their runbook is saved, and whenever a change of it
 * has run, until the person ends it. What needs a value is asked for as always.
 */
export function watchTests(
  controller: vscode.TestController,
  tree: TestTree,
  sessions: FolderSessions,
  request: vscode.TestRunRequest,
  token: vscode.CancellationToken,
): void {
  const store: vscode.Disposable[] = [];
  let settling: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  const again = (isMine: (item: vscode.TestItem) => boolean) => {
    const include = tree.wanted(request).filter(isMine);
    if (include.length === 0) return;
    clearTimeout(settling);
    settling = setTimeout(() => {
      const one = new vscode.TestRunRequest(include, undefined, request.profile, true);
      running = running.then(() => runTests(controller, tree, one, token));
    }, SETTLE_MS);
  };
  store.push(
    vscode.workspace.onDidSaveTextDocument(({ uri }) => {
      void tree.read(uri).then(() => again((item) => item.uri?.toString() === uri.toString()));
    }),
  );
  for (const session of sessions.all) {
    const changes = new Set<string>();
    const listening = session.runs.onEvent((event) => {
      if (event.kind === 'started' && event.plan.intent !== 'check') changes.add(event.runId);
      if (event.kind !== 'ended' || !changes.delete(event.runId)) return;
      const { runbook } = event.request;
      again((item) => {
        const file = tree.fileOf(item);
        return file?.session === session && file.path === runbook;
      });
    });
    store.push(listening);
  }
  token.onCancellationRequested(() => {
    clearTimeout(settling);
    for (const each of store) each.dispose();
  });
}
