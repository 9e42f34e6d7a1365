import * as vscode from 'vscode';
import { skeleton } from './skeleton';

const REVIEW_DAYS = 90;
const DAY_MS = 86_400_000;

/** "New Runbook": an unsaved document that is complete and clean from the first moment. */
export function registerNewRunbook(): vscode.Disposable {
  return vscode.commands.registerCommand('runbook.newRunbook', async () => {
    const now = Date.now();
    const document = await vscode.workspace.openTextDocument({
      language: 'markdown',
      content: skeleton(isoDay(now), isoDay(now + REVIEW_DAYS * DAY_MS)),
    });
    await vscode.window.showTextDocument(document);
  });
}

function isoDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
