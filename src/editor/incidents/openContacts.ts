import * as vscode from 'vscode';
import type { PlacedIncident } from './windowIncident';

/** Opens the runbook at its contact table, else says that there is none. */
export async function openContacts({ session, incident }: PlacedIncident): Promise<void> {
  const runbook = await session.incidents.runbookOf(incident);
  const [first] = runbook?.model.contacts ?? [];
  if (runbook === undefined || first === undefined) {
    void vscode.window.showInformationMessage('The runbook of this incident has no contact table.');
    return;
  }
  const uri = vscode.Uri.joinPath(vscode.Uri.file(session.root), runbook.path);
  const selection = new vscode.Range(first.line, 0, first.line, 0);
  await vscode.window.showTextDocument(uri, { selection, preview: false });
}
