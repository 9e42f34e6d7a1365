import * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import type { ServerSettings } from '../../protocol';
import { DisposableStore } from '../../util/dispose';

/**
 * Starts the language server when a Markdown document is first changed: reading a runbook costs no
 * process, and a dead server costs squiggles only.
 */
export function registerLanguageClient(serverPath: string): vscode.Disposable {
  const store = new DisposableStore();
  let client: LanguageClient | undefined;
  const start = (document: vscode.TextDocument) => {
    if (client !== undefined || document.languageId !== 'markdown') return;
    const settings = vscode.workspace.getConfiguration('runbook', document.uri);
    const options: ServerSettings = { rules: settings.get('check.rules', {}) };
    client = new LanguageClient(
      'runbook',
      'Runbook',
      {
        run: { module: serverPath, transport: TransportKind.ipc },
        debug: { module: serverPath, transport: TransportKind.ipc },
      },
      {
        documentSelector: [
          { language: 'markdown', scheme: 'file' },
          { language: 'markdown', scheme: 'untitled' },
        ],
        initializationOptions: options,
      },
    );
    store.add({
      dispose: () => {
        // The window is closing: the server ends with its pipe, whether or not it answers.
        client?.stop().catch(() => undefined);
      },
    });
    // A server that cannot start is reported by the client itself.
    void client.start().catch(() => undefined);
  };
  store.add(vscode.workspace.onDidChangeTextDocument(({ document }) => start(document)));
  return store;
}
