import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { parseRunbook } from '../core/parser/parseRunbook';
import type { FindingSeverity } from '../core/validation/finding';
import { validateRunbook } from '../core/validation/validateRunbook';
import { DIAGNOSTIC_SOURCE, type ServerSettings } from '../protocol';
import { assertNever } from '../util/assertNever';

/** The findings of one document as the protocol has them. */
export function diagnose(document: TextDocument, settings: ServerSettings): Diagnostic[] {
  const runbook = parseRunbook(document.getText());
  return validateRunbook(runbook, document.getText(), {}, settings.rules).map(
    ({ code, severity, message, range }) => ({
      code,
      message,
      source: DIAGNOSTIC_SOURCE,
      severity: severityOf(severity),
      range: {
        start: { line: range.start, character: 0 },
        // A finding underlines its first line only: a whole block of squiggles hides the text.
        end: { line: range.start, character: Number.MAX_SAFE_INTEGER },
      },
    }),
  );
}

function severityOf(severity: FindingSeverity): DiagnosticSeverity {
  switch (severity) {
    case 'error':
      return DiagnosticSeverity.Error;
    case 'warning':
      return DiagnosticSeverity.Warning;
    case 'information':
      return DiagnosticSeverity.Information;
    default:
      return assertNever(severity);
  }
}
