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

/** Documents of a folder that are checked side by side: one for each thread that may be there. */
const AT_ONCE = 2;

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
    const files = allFiles();
    checker.expect(files.filter((file) => before.get(file.uri) !== resultIdOf(file)).length);
    const reports = new Map<File, WorkspaceDocumentDiagnosticReport | undefined>();
    const left = files.values();
    const work = async (): Promise<void> => {
      for (const file of left) {
        if (token.isCancellationRequested) return;
        reports.set(file, await reportOf(file, before.get(file.uri), token));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    if (token.isCancellationRequested) return cancelled();
    return { items: files.flatMap((file) => reports.get(file) ?? []) };
  });

  interface File {
    readonly uri: string;
    readonly path: string;
    readonly workspace: Workspace;
  }

  function allFiles(): readonly File[] {
    return workspaces.all.flatMap((workspace) =>
      workspace.markdown
        .map((path) => ({ uri: workspace.uriOf(path), path, workspace }))
        // A folder within a folder: its files are its own.
        .filter(({ uri }) => workspaces.of(uri) === workspace),
    );
  }

  function resultIdOf({ uri }: File): string {
    return checker.resultId(uri, documents.get(uri)?.version ?? 'disk');
  }

  async function reportOf(
    file: File,
    before: string | undefined,
    token: CancellationToken,
  ): Promise<WorkspaceDocumentDiagnosticReport | undefined> {
    const { uri, path, workspace } = file;
    const open = documents.get(uri);
    const resultId = resultIdOf(file);
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
