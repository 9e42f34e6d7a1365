import * as vscode from 'vscode';
import type { ServerSettings } from '../../protocol';
import { DisposableStore } from '../../util/dispose';

/**
 * Starts the language server when a Markdown document is first changed: reading a runbook costs no
 * process, and a dead server costs squiggles only. The client is loaded then, too, because it is a
 * fifth of the bundle.
 */
export function registerLanguageClient(serverPath: string): vscode.Disposable {
  const store = new DisposableStore();
  let started = false;
  const start = async (document: vscode.TextDocument) => {
    if (started || document.languageId !== 'markdown') return;
    started = true;
    const settings = vscode.workspace.getConfiguration('runbook', document.uri);
    const options: ServerSettings = { rules: settings.get('check.rules', {}) };
    const { startClient } = await import('./startClient');
    const client = await startClient(serverPath, options);
    store.add({
      dispose: () => {
        // The window is closing: the server ends with its pipe, whether or not it answers.
        client.stop().catch(() => undefined);
      },
    });
  };
  store.add(
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      // A server that cannot start is reported by the client itself.
      start(document).catch(() => undefined);
    }),
  );
  return store;
}
