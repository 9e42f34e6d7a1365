import {
  CodeActionKind,
  DocumentDiagnosticReportKind,
  ResponseError,
  LSPErrorCodes,
  TextDocumentSyncKind,
  TextDocuments,
  type Connection,
  type DiagnosticServerCancellationData,
  type InitializeResult,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Grammars } from '../core/run/grammars';
import { readRuleSettings } from '../core/validation/checkConfig';
import { Checker, type CheckerSettings } from './checker';
import type { CheckPool } from './checkPool';
import { codeActions, refactorActions } from './codeActions';
import { Readings } from './readings';
import { serveNames } from './serveNames';
import { TOKEN_TYPES } from './semanticTokens';
import { Workspace } from './workspace';
import { KNOWN, type Known } from '../protocol';

/** Changes on disk come in crowds; the folder is read once they have ended. */
const SETTLE_MS = 300;

/** The language server on a connection that somebody else made. */
export function serve(
  connection: Connection,
  pool: CheckPool,
  openGrammars: () => Promise<Grammars | undefined>,
): void {
  const documents = new TextDocuments(TextDocument);
  let workspace = new Workspace(undefined);
  let checker = new Checker(pool, workspace);
  let refreshes = false;
  let settling: NodeJS.Timeout | undefined;

  const readFolder = async (): Promise<void> => {
    await workspace.read();
    if (workspace.root !== undefined) pool.setFolder(workspace.content);
    // A client that does not answer pulls again with the next edit.
    if (refreshes) void connection.languages.diagnostics.refresh();
  };

  connection.onInitialize((parameters) => {
    const [folder] = parameters.workspaceFolders ?? [];
    workspace = new Workspace(folder?.uri);
    checker = new Checker(pool, workspace);
    checker.renew(settingsOf(parameters.initializationOptions));
    refreshes = parameters.capabilities.workspace?.diagnostics?.refreshSupport ?? false;
    return CAPABILITIES;
  });
  // Nothing waits for the folder: until it is read, links are not judged.
  connection.onInitialized(() => void readFolder().catch(() => undefined));
  connection.onDidChangeWatchedFiles(() => {
    clearTimeout(settling);
    settling = setTimeout(() => void readFolder().catch(() => undefined), SETTLE_MS);
  });
  connection.onDidChangeConfiguration(({ settings }) => {
    checker.renew(settingsOf(settings));
    // A client that does not answer pulls again with the next edit.
    if (refreshes) void connection.languages.diagnostics.refresh();
  });
  connection.onNotification(KNOWN, (known: Known) => {
    checker.know(known);
    // A client that does not answer pulls again with the next edit.
    if (refreshes) void connection.languages.diagnostics.refresh();
  });
  serveDiagnostics(connection, documents, () => ({ checker, workspace }));
  const readings = new Readings(documents, openGrammars);
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
  serveNames(connection, readings, () => ({ workspace, known: checker.known }));
  connection.onShutdown(() => pool.dispose());
  documents.listen(connection);
  connection.listen();
}

const CAPABILITIES: InitializeResult = {
  capabilities: {
    textDocumentSync: TextDocumentSyncKind.Incremental,
    diagnosticProvider: {
      identifier: 'runbook',
      interFileDependencies: true,
      workspaceDiagnostics: true,
    },
    codeActionProvider: {
      codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite],
    },
    completionProvider: { triggerCharacters: ['`', '<', '[', '{', ' ', '='] },
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

function serveDiagnostics(
  connection: Connection,
  documents: TextDocuments<TextDocument>,
  current: () => { readonly checker: Checker; readonly workspace: Workspace },
): void {
  connection.languages.diagnostics.on(async ({ textDocument, previousResultId }, token) => {
    const document = documents.get(textDocument.uri);
    if (document === undefined) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
    const { checker } = current();
    const resultId = checker.resultId(document.version);
    if (previousResultId === resultId)
      return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
    const items = await checker.diagnose(document, token);
    if (items === undefined) return cancelled();
    return { kind: DocumentDiagnosticReportKind.Full, resultId, items };
  });
  connection.languages.diagnostics.onWorkspace(async ({ previousResultIds }, token) => {
    const { checker, workspace } = current();
    const before = new Map(previousResultIds.map(({ uri, value }) => [uri, value]));
    const items: WorkspaceDocumentDiagnosticReport[] = [];
    for (const [path, text] of workspace.content.texts) {
      if (token.isCancellationRequested) return cancelled();
      const uri = workspace.uriOf(path);
      const open = documents.get(uri);
      const resultId = checker.resultId(open?.version ?? 'disk');
      const version = open?.version ?? null;
      if (before.get(uri) === resultId) {
        items.push({ kind: DocumentDiagnosticReportKind.Unchanged, uri, version, resultId });
        continue;
      }
      const document = open ?? TextDocument.create(uri, 'markdown', 0, text);
      const found = await checker.diagnose(document, token);
      if (found === undefined) return cancelled();
      items.push({ kind: DocumentDiagnosticReportKind.Full, uri, version, resultId, items: found });
    }
    return { items };
  });
}

function cancelled(): ResponseError<DiagnosticServerCancellationData> {
  return new ResponseError(LSPErrorCodes.ServerCancelled, 'cancelled', { retriggerRequest: false });
}

/** Settings come from another process: only what has the right shape is taken. */
function settingsOf(value: unknown): CheckerSettings {
  const check = at(at(value, 'runbook'), 'check') ?? value;
  const staleDays = at(check, 'staleDays');
  return {
    rules: readRuleSettings(at(check, 'rules') ?? {}).rules,
    staleDays: typeof staleDays === 'number' && staleDays > 0 ? staleDays : undefined,
  };
}

function at(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)[key]
    : undefined;
}
