import * as vscode from 'vscode';
import { LanguageClient, State, TransportKind } from 'vscode-languageclient/node';
import type { ServerSettings } from '../../protocol';

/** As much of the client as others need. */
export interface StartedClient {
  send(method: string, parameters: unknown): Promise<void>;
  /** The server runs again after it had ended. */
  onRunning(listener: () => void): vscode.Disposable;
  stop(): Promise<void>;
}

/** Starts the server as a process of its own; rejects when it cannot be started. */
export async function startClient(
  serverPath: string,
  settings: ServerSettings,
): Promise<StartedClient> {
  const { createFileSystemWatcher } = vscode.workspace;
  const client = new LanguageClient(
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
      initializationOptions: settings,
      synchronize: {
        configurationSection: 'runbook',
        // Of files that are no Markdown it matters only whether they are there.
        fileEvents: [
          createFileSystemWatcher('**/*.{md,markdown}'),
          createFileSystemWatcher('**/.runbook/check.yaml'),
          createFileSystemWatcher('**/*', false, true, false),
        ],
      },
    },
  );
  await client.start();
  return {
    send: (method, parameters) => client.sendNotification(method, parameters),
    onRunning: (listener) =>
      client.onDidChangeState(({ newState }) => {
        if (newState === State.Running) listener();
      }),
    stop: () => client.stop(),
  };
}
