import * as vscode from 'vscode';
import { draftPostMortem, readAfterwards } from '../../session/afterwards';
import { showFailure } from '../showFailure';
import type { PlacedIncident } from './windowIncident';

/** Opens the draft of a post-mortem as an unsaved Markdown document; answers its text. */
export async function openPostMortem(placed: PlacedIncident): Promise<string | undefined> {
  const draft = await draftPostMortem(placed.session, placed.incident.id);
  if (!draft.ok) {
    showFailure(draft);
    return undefined;
  }
  await showText('markdown', draft.value);
  return draft.value;
}

/** Says what was done differently from the runbook, if anything was, and offers to look at it. */
export async function offerRedlines(placed: PlacedIncident): Promise<void> {
  const read = await readAfterwards(placed.session, placed.incident.id);
  const steps = read.ok ? read.value.redlines.flatMap(({ redlines }) => redlines) : [];
  if (steps.length === 0) return;
  const what =
    steps.length === 1
      ? '1 step was done differently from the runbook.'
      : `${steps.length} steps were done differently from the runbook.`;
  // The notification stays until it is answered; nobody waits for it.
  void vscode.window
    .showInformationMessage(what, 'Review')
    .then((choice) => (choice === 'Review' ? reviewRedlines(placed) : undefined));
}

/** Opens the difference, which `git apply` takes; answers it. */
export async function reviewRedlines(placed: PlacedIncident): Promise<string | undefined> {
  const read = await readAfterwards(placed.session, placed.incident.id);
  if (!read.ok) {
    showFailure(read);
    return undefined;
  }
  const { redlines } = read.value;
  if (redlines.length === 0) {
    void vscode.window.showInformationMessage('Every step was run as the runbook has it.');
    return '';
  }
  const diff = redlines.map((one) => one.diff).join('');
  await showText('diff', diff);
  const open = redlines.filter(({ inFile }) => !inFile);
  if (open.length === 0) return diff;
  void vscode.window
    .showInformationMessage('Put these changes into the runbook?', 'Apply to Runbook')
    .then((choice) => (choice === undefined ? undefined : applyRedlines(placed)));
  return diff;
}

/** Edits the runbooks in the editor and leaves them unsaved, to be looked at; true when it was done. */
export async function applyRedlines(placed: PlacedIncident): Promise<boolean> {
  const read = await readAfterwards(placed.session, placed.incident.id);
  if (!read.ok) {
    showFailure(read);
    return false;
  }
  const edit = new vscode.WorkspaceEdit();
  const open = read.value.redlines.filter(({ inFile }) => !inFile);
  for (const { path, text } of open) {
    const uri = vscode.Uri.joinPath(vscode.Uri.file(placed.session.root), path);
    const document = await vscode.workspace.openTextDocument(uri);
    if (document.isDirty) {
      showFailure({
        code: 'unsaved',
        message: `${path} has changes that are not saved. Save or revert them, then apply again.`,
      });
      return false;
    }
    const all = new vscode.Range(0, 0, document.lineCount, 0);
    edit.replace(uri, document.validateRange(all), text);
    await vscode.window.showTextDocument(document, { preview: false });
  }
  return open.length > 0 && vscode.workspace.applyEdit(edit);
}

async function showText(language: string, content: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language, content });
  await vscode.window.showTextDocument(document, { preview: false });
}
