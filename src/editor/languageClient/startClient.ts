import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import type { ServerSettings } from '../../protocol';

/** Starts the server as a process of its own; rejects when it cannot be started. */
export async function startClient(
  serverPath: string,
  settings: ServerSettings,
): Promise<LanguageClient> {
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
    },
  );
  await client.start();
  return client;
}
