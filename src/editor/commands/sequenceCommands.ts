import * as vscode from 'vscode';
import type { SequenceScope } from '../../core/run/sequence';
import type { SequenceReport } from '../../session/sequences';
import type { FolderSessions, PlacedRunbook } from '../folderSessions';
import type { RunbookDocuments } from '../runbookDocuments';
import { showFailure } from '../showFailure';
import { openMarkdown } from './stepTarget';

interface OpenRunbook extends PlacedRunbook {
  readonly document: vscode.TextDocument;
}

/** Commands that go through several steps in order, and go on where they stopped. */
export function sequenceCommands(
  sessions: FolderSessions,
  documents: RunbookDocuments,
): Readonly<Record<string, (...args: unknown[]) => unknown>> {
  const run = async (opened: OpenRunbook, scope: SequenceScope | undefined) => {
    const { session, path, document } = opened;
    const request = {
      runbook: path,
      text: document.getText(),
      current: () => (document.isClosed ? undefined : document.getText()),
    };
    const report =
      scope === undefined
        ? await session.sequences.resume(request)
        : await session.sequences.run({ ...request, scope });
    // The answer is the report; what the person does about a stop is a command of its own.
    void showStop(opened, report, documents);
    return report;
  };
  return {
    'runbook.runSection': async (uri: unknown, sectionId: unknown) => {
      const opened = await runbookAt(sessions, uri);
      if (opened === undefined) return undefined;
      const { sections } = documents.get(opened.document);
      const section =
        typeof sectionId === 'string'
          ? sections.find(({ id }) => id === sectionId)
          : sections.findLast(({ range }) => {
              const line = vscode.window.activeTextEditor?.selection.active.line ?? 0;
              return range.start <= line && line < range.end;
            });
      if (section === undefined) {
        showFailure({
          code: 'section-not-found',
          message: 'There is no section here. Put the cursor under a heading to run its steps.',
        });
        return undefined;
      }
      return run(opened, { kind: 'section', section: section.id });
    },
    'runbook.runAll': async (uri: unknown) => {
      const opened = await runbookAt(sessions, uri);
      return opened === undefined ? undefined : run(opened, { kind: 'all' });
    },
    'runbook.resumeRun': async (uri: unknown) => {
      const opened = await runbookAt(sessions, uri);
      return opened === undefined ? undefined : run(opened, undefined);
    },
    'runbook.resetSession': async (uri: unknown) => {
      const opened = await runbookAt(sessions, uri);
      if (opened === undefined) return;
      await opened.session.runs.reset(opened.path);
      vscode.window.setStatusBarMessage('$(debug-restart) Shell session reset', 3000);
    },
  };
}

/** The runbook that is named, else the one in front; a sentence is shown when there is none. */
async function runbookAt(sessions: FolderSessions, uri: unknown): Promise<OpenRunbook | undefined> {
  const named = uri instanceof vscode.Uri ? uri.toString() : uri;
  const front = vscode.window.activeTextEditor?.document;
  if (typeof named !== 'string' && front?.languageId !== 'markdown') {
    showFailure({ code: 'no-runbook', message: 'Open a Markdown runbook to run its steps.' });
    return undefined;
  }
  const opened = await openMarkdown(typeof named === 'string' ? named : String(front?.uri));
  if (!opened.ok) {
    showFailure(opened);
    return undefined;
  }
  const placed = sessions.place(opened.value.uri);
  if (!placed.ok) {
    showFailure(placed);
    return undefined;
  }
  return { ...placed.value, document: opened.value };
}

async function showStop(
  { document }: OpenRunbook,
  { stopped, left, reports, leftOut }: SequenceReport,
  documents: RunbookDocuments,
): Promise<void> {
  if (stopped === undefined) {
    const steps = `${reports.length} step${reports.length === 1 ? '' : 's'}`;
    const but =
      leftOut.length === 0 ? '' : `, ${leftOut.length} left out: for when something is wrong`;
    vscode.window.setStatusBarMessage(`$(check) ${steps} passed${but}`, 5000);
    return;
  }
  if (stopped.stepId === undefined) return showFailure(stopped);
  const step = documents.get(document).steps.find(({ id }) => id === stopped.stepId);
  const at = step === undefined ? '' : ` at "${step.title}"`;
  const choice = await vscode.window.showWarningMessage(
    `Stopped${at}, ${left} left. ${stopped.message}`,
    'Resume',
    'Go to Step',
  );
  if (choice === 'Resume') {
    await vscode.commands.executeCommand('runbook.resumeRun', document.uri.toString());
  }
  if (choice === 'Go to Step' && step !== undefined) {
    const line = step.range.start;
    const selection = new vscode.Range(line, 0, line, 0);
    await vscode.window.showTextDocument(document, { selection });
  }
}
