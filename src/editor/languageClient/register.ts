import * as vscode from 'vscode';
import { DisposableStore } from '../../util/dispose';
import type { FolderSessions } from '../folderSessions';
import { answerMachine } from './answerMachine';
import { serverSettings } from './serverSettings';
import { shareKnown } from './shareKnown';

/** A runbook that stays in sight for so long is being read, not only passed by. Milliseconds. */
const SETTLE_MS = 1_000;

/**
 * Starts the language server a moment after a Markdown document is first shown or changed, so that
 * opening the window does not wait for it; a dead server costs squiggles only. The client is
 * loaded then, too, because it is a fifth of the bundle.
 */
export function registerLanguageClient(
  serverPath: string,
  sessions: FolderSessions,
): vscode.Disposable {
  const store = new DisposableStore();
  let started = false;
  const start = async (document: vscode.TextDocument) => {
    if (started || document.languageId !== 'markdown') return;
    started = true;
    const { startClient } = await import('./startClient');
    const client = await startClient(serverPath, serverSettings(document.uri));
    store.add(shareKnown(client, sessions));
    store.add(answerMachine(client, sessions));
    store.add({
      dispose: () => {
        // The window is closing: the server ends with its pipe, whether or not it answers.
        client.stop().catch(() => undefined);
      },
    });
  };
  // A server that cannot start is reported by the client itself.
  const begin = (document: vscode.TextDocument) => void start(document).catch(() => undefined);
  let settling: NodeJS.Timeout | undefined;
  const look = () => {
    if (started) return;
    clearTimeout(settling);
    settling = setTimeout(() => {
      const shown = vscode.window.visibleTextEditors.find(
        ({ document }) => document.languageId === 'markdown' && document.uri.scheme !== 'git',
      );
      if (shown !== undefined) begin(shown.document);
    }, SETTLE_MS);
  };
  store.add({ dispose: () => clearTimeout(settling) });
  store.add(vscode.window.onDidChangeVisibleTextEditors(look));
  store.add(vscode.workspace.onDidChangeTextDocument(({ document }) => begin(document)));
  look();
  return store;
}
