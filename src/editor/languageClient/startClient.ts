import * as vscode from 'vscode';
import { LanguageClient, State, TransportKind } from 'vscode-languageclient/node';
import type { ServerSettings } from '../../protocol';

/** What the server keeps is small and lives long: it needs little room for what does not. */
const SMALL = {
  execArgv: ['--max-semi-space-size=2', '--optimize-for-size'],
  // Each thread of glibc would keep room of its own, and what was freed.
  env: { MALLOC_ARENA_MAX: '2', MALLOC_TRIM_THRESHOLD_: '65536' },
};

/** As much of the client as others need. */
export interface StartedClient {
  send(method: string, parameters: unknown): Promise<void>;
  /** Answers what the server asks; `signal` tells that it waits no longer. */
  onRequest<Asked, Answer>(
    method: string,
    answer: (asked: Asked, signal: AbortSignal) => Promise<Answer>,
  ): vscode.Disposable;
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
      run: { module: serverPath, transport: TransportKind.ipc, options: SMALL },
      debug: { module: serverPath, transport: TransportKind.ipc, options: SMALL },
    },
    {
      documentSelector: [
        { language: 'markdown', scheme: 'file' },
        { language: 'markdown', scheme: 'untitled' },
      ],
      initializationOptions: settings,
      middleware: {
        workspace: {
          // The log grows with every run, and says nothing of where links lead.
          didChangeWatchedFile: async (event, next) => {
            if (!isApart(event.uri)) await next(event);
          },
        },
      },
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
    onRequest: <Asked, Answer>(
      method: string,
      answer: (asked: Asked, signal: AbortSignal) => Promise<Answer>,
    ) =>
      client.onRequest(method, (asked: Asked, token: vscode.CancellationToken) => {
        const abort = new AbortController();
        token.onCancellationRequested(() => abort.abort());
        return answer(asked, abort.signal);
      }),
    onRunning: (listener) =>
      client.onDidChangeState(({ newState }) => {
        if (newState === State.Running) listener();
      }),
    stop: () => client.stop(),
  };
}

/** Files that no link leads to; the configuration of the check counts. */
function isApart(uri: string): boolean {
  return /\/(?:\.git|node_modules|\.runbook)\//.test(uri) && !uri.endsWith('/.runbook/check.yaml');
}
