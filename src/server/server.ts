import {
  CancellationTokenSource,
  CodeActionKind,
  MessageType,
  ShowMessageNotification,
  TextDocumentSyncKind,
  TextDocuments,
  type Connection,
  type InitializeResult,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { MachineQuestion } from '../core/validation/machine';
import { readRuleSettings } from '../core/validation/checkConfig';
import { AskMachine, type Machine } from './askMachine';
import { Checker, type CheckerSettings } from './checker';
import type { CheckPool } from './checkPool';
import { codeActions, refactorActions } from './codeActions';
import { Readings } from './readings';
import { serveDiagnostics } from './serveDiagnostics';
import { serveNames } from './serveNames';
import { TOKEN_TYPES } from './semanticTokens';
import type { Workspace } from './workspace';
import { Workspaces } from './workspaces';
import {
  ASK_MACHINE,
  KNOWN,
  type AskedOfMachine,
  type Known,
  type ToldByMachine,
} from '../protocol';

/** Changes on disk come in crowds; the folder is read once they have ended. */
const SETTLE_MS = 300;

/** The language server on a connection that somebody else made. */
export function serve(connection: Connection, pool: CheckPool): void {
  const documents = new TextDocuments(TextDocument);
  const workspaces = new Workspaces();
  const client = { refreshes: false };
  const settling = new Map<Workspace, NodeJS.Timeout>();
  // A message without buttons: nobody waits for an answer.
  const warn = (message: string) =>
    void connection
      .sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message })
      .catch(() => undefined);
  // A client that does not answer pulls again with the next edit.
  const refresh = () => {
    if (client.refreshes) void connection.languages.diagnostics.refresh().catch(() => undefined);
  };
  const machine = new AskMachine(machineOf(connection), (questions, answers) => {
    pool.learn(questions, answers);
    if (answers.some((faults) => (faults?.length ?? 0) > 0)) refresh();
  });
  const checker = new Checker(pool, workspaces, machine);
  documents.onDidClose(({ document }) => machine.forget(document.uri));
  const readFolder = async (workspace: Workspace): Promise<void> => {
    for (const problem of await workspace.read()) warn(`.runbook/check.yaml: ${problem}.`);
    if (workspace.root !== undefined) pool.setFolder(workspace.root, workspace.paths);
    refresh();
  };
  // Nothing waits for a folder: until it is read, links are not judged.
  const readSoon = (workspace: Workspace) => void readFolder(workspace).catch(() => undefined);
  const renew = (value: unknown): void => {
    const { problems, ...settings } = settingsOf(value);
    checker.renew(settings);
    for (const problem of problems) warn(`The setting runbook.check.rules: ${problem}.`);
  };

  connection.onInitialize(({ workspaceFolders, initializationOptions, capabilities }) => {
    workspaces.change((workspaceFolders ?? []).map(({ uri }) => uri));
    renew(initializationOptions);
    client.refreshes = capabilities.workspace?.diagnostics?.refreshSupport ?? false;
    return CAPABILITIES;
  });
  connection.onInitialized(() => {
    workspaces.all.forEach(readSoon);
    connection.onNotification('workspace/didChangeWorkspaceFolders', ({ event }: FolderChange) => {
      const uris = (folders: FolderChange['event']['added']) => folders.map(({ uri }) => uri);
      workspaces.change(uris(event.added), uris(event.removed)).forEach(readSoon);
      refresh();
    });
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    for (const workspace of new Set(changes.flatMap(({ uri }) => workspaces.around(uri)))) {
      clearTimeout(settling.get(workspace));
      settling.set(
        workspace,
        setTimeout(() => readSoon(workspace), SETTLE_MS),
      );
    }
  });
  connection.onDidChangeConfiguration(({ settings }) => {
    renew(settings);
    refresh();
  });
  connection.onNotification(KNOWN, (known: Known) => {
    checker.know(known);
    refresh();
  });
  pool.onBlind = () => warn('The grammars could not be read, so commands are not looked into.');
  serveDiagnostics(connection, documents, checker, workspaces);
  const readings = new Readings(documents, (text, language) => checker.classify(text, language));
  serveCodeActions(connection, documents, checker, readings);
  serveNames(connection, readings, workspaces, checker);
  connection.onShutdown(() => pool.dispose());
  documents.listen(connection);
  connection.listen();
}

/** The client's side of the machine; nothing is known when it does not answer. */
function machineOf(connection: Connection): Machine {
  return async (uri, questions: readonly MachineQuestion[], signal) => {
    const source = new CancellationTokenSource();
    signal.addEventListener('abort', () => source.cancel());
    const asked: AskedOfMachine = { uri, questions };
    const told = await connection.sendRequest<ToldByMachine>(ASK_MACHINE, asked, source.token);
    return told.map((faults) => faults ?? undefined);
  };
}

interface FolderChange {
  readonly event: {
    readonly added: readonly { readonly uri: string }[];
    readonly removed: readonly { readonly uri: string }[];
  };
}

function serveCodeActions(
  connection: Connection,
  documents: TextDocuments<TextDocument>,
  checker: Checker,
  readings: Readings,
): void {
  connection.onCodeAction(async ({ textDocument, range, context: { only } }, token) => {
    const document = documents.get(textDocument.uri);
    if (document === undefined) return [];
    const isWanted = (kind: string): boolean =>
      only === undefined || only.some((one) => kind === one || kind.startsWith(`${one}.`));
    const place = isWanted(CodeActionKind.RefactorRewrite)
      ? await readings.placeAt(document, range)
      : undefined;
    return [
      ...(isWanted(CodeActionKind.QuickFix)
        ? codeActions(document, range, await checker.withFixes(document, token))
        : []),
      ...(place === undefined ? [] : refactorActions(document, place)),
    ];
  });
}

const CAPABILITIES: InitializeResult = {
  capabilities: {
    textDocumentSync: TextDocumentSyncKind.Incremental,
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    diagnosticProvider: {
      identifier: 'runbook',
      interFileDependencies: true,
      workspaceDiagnostics: true,
    },
    codeActionProvider: {
      codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite],
    },
    completionProvider: { triggerCharacters: ['`', '<', '[', '{', ' ', '=', '*', '#'] },
    hoverProvider: true,
    definitionProvider: true,
    referencesProvider: true,
    renameProvider: { prepareProvider: true },
    documentLinkProvider: {},
    semanticTokensProvider: {
      legend: { tokenTypes: [...TOKEN_TYPES], tokenModifiers: [] },
      full: true,
    },
  },
};

/** Settings come from another process: only what has the right shape is taken. */
function settingsOf(value: unknown): CheckerSettings & { readonly problems: readonly string[] } {
  const check = at(at(value, 'runbook'), 'check') ?? value;
  const staleDays = at(check, 'staleDays');
  return {
    ...readRuleSettings(at(check, 'rules') ?? {}),
    staleDays: typeof staleDays === 'number' && staleDays > 0 ? staleDays : undefined,
  };
}

function at(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)[key]
    : undefined;
}
