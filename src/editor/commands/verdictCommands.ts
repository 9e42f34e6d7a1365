import * as vscode from 'vscode';
import { acceptEdit } from '../../core/run/acceptEdit';
import { stripEscapes } from '../../core/text/escapes';
import type { FolderSessions } from '../folderSessions';
import type { RunbookDocuments } from '../runbookDocuments';
import { showFailure } from '../showFailure';
import { stepTarget } from './stepTarget';

/** What a person says of an output: it looks right or not, or it is what to expect from now on. */
export function verdictCommands(
  sessions: FolderSessions,
  documents: RunbookDocuments,
): Readonly<Record<string, (...args: unknown[]) => unknown>> {
  return {
    'runbook.looksRight': (runId: unknown) => give(sessions, runId, 'pass'),
    'runbook.looksWrong': (runId: unknown) => give(sessions, runId, 'fail'),
    'runbook.acceptOutput': (...args: unknown[]) => accept(sessions, documents, args),
  };
}

async function give(
  sessions: FolderSessions,
  runId: unknown,
  verdict: 'pass' | 'fail',
): Promise<boolean> {
  const session =
    typeof runId === 'string'
      ? sessions.all.find(({ verdicts }) => verdicts.ended(runId) !== undefined)
      : undefined;
  if (session === undefined || typeof runId !== 'string') {
    showFailure({
      code: 'not-found',
      message: 'This run is not known in this window. Run the step again to judge it.',
    });
    return false;
  }
  const given = await session.verdicts.give(runId, verdict);
  if (!given.ok) showFailure(given);
  return given.ok;
}

/** Writes the output of the latest run as the step's expectation, for the author to look over. */
async function accept(
  sessions: FolderSessions,
  documents: RunbookDocuments,
  args: readonly unknown[],
): Promise<boolean> {
  const target = await stepTarget(documents, args);
  if (!target.ok) return refuse(target);
  const { document, runbook, step } = target.value;
  const placed = sessions.place(document.uri);
  if (!placed.ok) return refuse(placed);
  const { session, path } = placed.value;
  // What stands below a block is of all its parts.
  const last = session.lastRuns.get(path, step.id, undefined);
  const output = last === undefined ? undefined : session.verdicts.ended(last.runId)?.report.output;
  if (output === undefined) {
    return refuse({
      code: 'not-found',
      message: 'Run the whole step first, then accept its output.',
    });
  }
  if (output.truncated) {
    return refuse({ code: 'too-long', message: 'This output is too long to be an expectation.' });
  }
  const edit = acceptEdit(document.getText(), runbook, step, stripEscapes(output.head));
  if (!edit.ok) return refuse(edit);
  const { lines, newLines } = edit.value;
  const changes = new vscode.WorkspaceEdit();
  const eol = document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
  changes.replace(
    document.uri,
    linesToReplace(document, lines),
    replacement(document, lines, newLines, eol),
    { needsConfirmation: true, label: 'Accept this output as what is expected' },
  );
  return vscode.workspace.applyEdit(changes);
}

function linesToReplace(
  document: vscode.TextDocument,
  { start, end }: { readonly start: number; readonly end: number },
): vscode.Range {
  if (end > start) return new vscode.Range(start, 0, end - 1, document.lineAt(end - 1).text.length);
  const at = Math.min(start, document.lineCount) - 1;
  const column = document.lineAt(at).text.length;
  return new vscode.Range(at, column, at, column);
}

function replacement(
  _document: vscode.TextDocument,
  { start, end }: { readonly start: number; readonly end: number },
  newLines: readonly string[],
  eol: string,
): string {
  const text = newLines.join(eol);
  return end > start ? text : eol + text;
}

function refuse(failure: { readonly code: string; readonly message: string }): false {
  showFailure(failure);
  return false;
}
