import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Finding, FindingSeverity } from '../core/validation/finding';
import { DIAGNOSTIC_SOURCE } from '../protocol';
import { assertNever } from '../util/assertNever';

/** A finding as the protocol has it. */
export function toDiagnostic(
  { code, severity, message, span }: Finding,
  document: Pick<TextDocument, 'positionAt'>,
): Diagnostic {
  return {
    code,
    message,
    source: DIAGNOSTIC_SOURCE,
    severity: severityOf(severity),
    range: { start: document.positionAt(span.start), end: document.positionAt(span.end) },
  };
}

/** What is said of a document that takes too long to check. */
export function tooSlow(): Diagnostic {
  return {
    code: 'too-slow',
    message: 'This document takes too long to check, so its findings are not shown.',
    source: DIAGNOSTIC_SOURCE,
    severity: DiagnosticSeverity.Information,
    range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } },
  };
}

function severityOf(severity: FindingSeverity): DiagnosticSeverity {
  switch (severity) {
    case 'error':
      return DiagnosticSeverity.Error;
    case 'warning':
      return DiagnosticSeverity.Warning;
    case 'information':
      return DiagnosticSeverity.Information;
    case 'hint':
      return DiagnosticSeverity.Hint;
    default:
      return assertNever(severity);
  }
}
