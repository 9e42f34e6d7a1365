import { CodeActionKind, type CodeAction, type Range } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Finding } from '../core/validation/finding';
import type { RefactoringPlace } from '../core/refactor/refactoring';
import { refactoringsAt } from '../core/refactor/refactorings';
import { toDiagnostic } from './diagnostics';
import { toRange } from './names';

/** The quick fixes for the findings that touch a range. */
export function codeActions(
  document: TextDocument,
  range: Range,
  findings: readonly Finding[],
): CodeAction[] {
  const start = document.offsetAt(range.start);
  const end = document.offsetAt(range.end);
  return findings.flatMap((finding) => {
    const { fix, span } = finding;
    if (fix === undefined || span.end < start || end < span.start) return [];
    const edits = fix.edits.map((edit) => ({
      range: toRange(document, edit.range),
      newText: edit.newText,
    }));
    return [
      {
        title: fix.title,
        kind: CodeActionKind.QuickFix,
        diagnostics: [toDiagnostic(finding, document)],
        isPreferred: true,
        edit: { changes: { [document.uri]: edits } },
      },
    ];
  });
}

/** What a person may want to do with what stands at a range, whatever was found there. */
export function refactorActions(document: TextDocument, place: RefactoringPlace): CodeAction[] {
  return refactoringsAt(place).map(({ title, edits }) => ({
    title,
    kind: CodeActionKind.RefactorRewrite,
    edit: {
      changes: {
        [document.uri]: edits.map(({ range, newText }) => ({
          range: toRange(document, range),
          newText,
        })),
      },
    },
  }));
}
