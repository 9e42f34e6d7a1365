import {
  DocumentDiagnosticReportKind,
  TextDocumentSyncKind,
  TextDocuments,
  type Connection,
  type DocumentDiagnosticReport,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { ServerSettings } from '../protocol';
import { diagnose } from './diagnostics';

/** The language server on a connection that somebody else made. Answers pulled diagnostics. */
export function serve(connection: Connection): void {
  const documents = new TextDocuments(TextDocument);
  let settings: ServerSettings = { rules: {} };
  connection.onInitialize(({ initializationOptions }) => {
    settings = settingsOf(initializationOptions);
    return {
      capabilities: {
        textDocumentSync: TextDocumentSyncKind.Incremental,
        diagnosticProvider: {
          identifier: 'runbook',
          interFileDependencies: false,
          workspaceDiagnostics: false,
        },
      },
    };
  });
  connection.languages.diagnostics.on(({ textDocument, previousResultId }) => {
    const document = documents.get(textDocument.uri);
    const resultId = String(document?.version ?? 0);
    if (document !== undefined && previousResultId === resultId) {
      return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
    }
    const items = document === undefined ? [] : diagnose(document, settings);
    const report: DocumentDiagnosticReport = {
      kind: DocumentDiagnosticReportKind.Full,
      resultId,
      items,
    };
    return report;
  });
  documents.listen(connection);
  connection.listen();
}

/** The options come from another process: only what has the right shape is taken. */
function settingsOf(options: unknown): ServerSettings {
  if (typeof options !== 'object' || options === null || !('rules' in options)) {
    return { rules: {} };
  }
  const { rules } = options;
  const valid = typeof rules === 'object' && rules !== null && !Array.isArray(rules);
  return { rules: valid ? (rules as ServerSettings['rules']) : {} };
}
