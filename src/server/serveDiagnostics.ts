import { join } from 'node:path';
import {
  DocumentDiagnosticReportKind,
  LSPErrorCodes,
  ResponseError,
  type CancellationToken,
  type Connection,
  type DiagnosticServerCancellationData,
  type TextDocuments,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Checker } from './checker';
import { readText } from './folder';
import type { Workspace } from './workspace';
import type { Workspaces } from './workspaces';

/** Diagnostics when the client asks: of a document, and of every folder. */
export function serveDiagnostics(
  connection: Connection,
  documents: TextDocuments<TextDocument>,
  checker: Checker,
  workspaces: Workspaces,
): void {
  connection.languages.diagnostics.on(async ({ textDocument, previousResultId }, token) => {
    const document = documents.get(textDocument.uri);
    if (document === undefined) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
    const resultId = checker.resultId(document.uri, document.version);
    if (previousResultId === resultId)
      return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
    const items = await checker.diagnose(document, token);
    if (items === undefined) return cancelled();
    return { kind: DocumentDiagnosticReportKind.Full, resultId, items };
  });
  connection.languages.diagnostics.onWorkspace(async ({ previousResultIds }, token) => {
    const before = new Map(previousResultIds.map(({ uri, value }) => [uri, value]));
    const items: WorkspaceDocumentDiagnosticReport[] = [];
    for (const workspace of workspaces.all) {
      for (const path of workspace.markdown) {
        const uri = workspace.uriOf(path);
        // A folder within a folder: its files are its own.
        if (workspaces.of(uri) !== workspace) continue;
        const open = documents.get(uri);
        const report = await reportOf({ uri, path, open, workspace }, before.get(uri), token);
        if (token.isCancellationRequested) return cancelled();
        if (report !== undefined) items.push(report);
      }
    }
    return { items };
  });

  interface File {
    readonly uri: string;
    readonly path: string;
    readonly open: TextDocument | undefined;
    readonly workspace: Workspace;
  }

  async function reportOf(
    { uri, path, open, workspace }: File,
    before: string | undefined,
    token: CancellationToken,
  ): Promise<WorkspaceDocumentDiagnosticReport | undefined> {
    const resultId = checker.resultId(uri, open?.version ?? 'disk');
    const version = open?.version ?? null;
    if (before === resultId)
      return { kind: DocumentDiagnosticReportKind.Unchanged, uri, version, resultId };
    const text = open === undefined ? readText(join(workspace.root ?? '', path)) : '';
    if (text === undefined) return undefined;
    const document = open ?? TextDocument.create(uri, 'markdown', 0, text);
    const items = await checker.diagnose(document, token, open !== undefined);
    if (items === undefined) return undefined;
    return { kind: DocumentDiagnosticReportKind.Full, uri, version, resultId, items };
  }
}

function cancelled(): ResponseError<DiagnosticServerCancellationData> {
  return new ResponseError(LSPErrorCodes.ServerCancelled, 'cancelled', { retriggerRequest: false });
}
