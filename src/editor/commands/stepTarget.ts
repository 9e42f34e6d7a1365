import * as vscode from 'vscode';
import type { Runbook } from '../../core/model/runbook';
import type { Part, Step } from '../../core/model/step';
import { fail, succeed, type Result } from '../../util/result';
import type { RunbookDocuments } from '../runbookDocuments';

export interface StepTarget {
  readonly document: vscode.TextDocument;
  readonly runbook: Runbook;
  readonly step: Step;
  readonly part: Part | undefined;
}

export type TargetCode = 'no-runbook' | 'no-step' | 'step-not-found' | 'unreadable';

/**
 * The step a command is about: named by `(uri, stepId, partId)` as a lens does, or the one at the
 * cursor. Arguments come from anywhere (links, keybindings, other extensions), so anything that is
 * not a string naming an existing step is refused.
 */
export async function stepTarget(
  documents: RunbookDocuments,
  args: readonly unknown[],
): Promise<Result<StepTarget, TargetCode>> {
  const [uri, stepId, partId] = args;
  if (typeof uri === 'string' && typeof stepId === 'string') {
    const opened = await openMarkdown(uri);
    if (!opened.ok) return opened;
    const runbook = documents.get(opened.value);
    const step = runbook.steps.find((candidate) => candidate.id === stepId);
    const part = step?.parts.find((candidate) => candidate.id === partId);
    if (step === undefined || (partId !== undefined && part === undefined)) {
      return fail('step-not-found', 'This step has changed. Run it from its new place.');
    }
    return succeed({ document: opened.value, runbook, step, part });
  }
  return atCursor(documents);
}

/** A Markdown document by its address, as text from anywhere. */
export async function openMarkdown(
  uri: string,
): Promise<Result<vscode.TextDocument, 'unreadable' | 'no-runbook'>> {
  try {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri, true));
    if (document.languageId === 'markdown') return succeed(document);
    return fail('no-runbook', 'Steps are run from Markdown files.');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return fail('unreadable', `The runbook could not be read: ${reason}`);
  }
}

function atCursor(documents: RunbookDocuments): Result<StepTarget, TargetCode> {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.languageId !== 'markdown') {
    return fail('no-runbook', 'Open a Markdown runbook and put the cursor on a step to run it.');
  }
  const { document } = editor;
  const runbook = documents.get(document);
  const step = stepAt(runbook, editor.selection.active.line);
  if (step === undefined) {
    return fail('no-step', 'There is no step at the cursor. Put it on a command to run it.');
  }
  const line = editor.selection.active.line;
  const part = step.parts.find(({ range }) => range.start <= line && line < range.end);
  const single = step.parts.length < 2 || line === step.range.start;
  return succeed({ document, runbook, step, part: single ? undefined : part });
}

/** The step that covers a line (0-based). */
export function stepAt(runbook: Runbook, line: number): Step | undefined {
  return runbook.steps.find(({ range }) => range.start <= line && line < range.end);
}
