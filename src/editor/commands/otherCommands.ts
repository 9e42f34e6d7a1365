import * as vscode from 'vscode';
import type { WorkspaceSession } from '../../session/workspaceSession';
import type { FolderSessions } from '../folderSessions';
import type { RunbookDocuments } from '../runbookDocuments';
import { showFailure } from '../showFailure';
import { stepTarget } from './stepTarget';

/** Commands that run nothing: copying, opening, exporting. */
export function otherCommands(
  sessions: FolderSessions,
  documents: RunbookDocuments,
): Readonly<Record<string, (...args: unknown[]) => unknown>> {
  return {
    'runbook.copyStep': async (...args: unknown[]) => {
      const target = await stepTarget(documents, args);
      if (!target.ok) return showFailure(target);
      const { step, part } = target.value;
      await vscode.env.clipboard.writeText(part?.text ?? step.text);
      vscode.window.setStatusBarMessage('$(copy) Step copied', 3000);
    },
    'runbook.runStepInTerminal': async (...args: unknown[]) => {
      const target = await stepTarget(documents, args);
      if (!target.ok) return showFailure(target);
      if (!vscode.workspace.isTrusted) {
        return showFailure({
          code: 'untrusted',
          message: 'Nothing is run in Restricted Mode. Trust this folder to run its runbooks.',
        });
      }
      const folder = vscode.workspace.getWorkspaceFolder(target.value.document.uri);
      const terminal = vscode.window.createTerminal({
        name: target.value.step.title,
        ...(folder === undefined ? {} : { cwd: folder.uri }),
      });
      terminal.show();
      // Typed, not entered: in a terminal nothing is recorded, so the person presses Enter.
      terminal.sendText(target.value.part?.text ?? target.value.step.text, false);
    },
    'runbook.openAsNotebook': async (uri: unknown) => {
      const target = documentUri(uri);
      if (target === undefined) return;
      await vscode.commands.executeCommand('vscode.openWith', target, 'runbook');
    },
    'runbook.openAsText': async (uri: unknown) => {
      const notebook = vscode.window.activeNotebookEditor?.notebook.uri;
      const target = uri instanceof vscode.Uri ? uri : notebook;
      if (target !== undefined) {
        await vscode.commands.executeCommand('vscode.openWith', target, 'default');
      }
    },
    'runbook.openJournalFolder': async () => {
      const session = await chosenSession(sessions);
      if (session === undefined) return;
      const folder = vscode.Uri.file(session.log.folders.kindFolder('journal'));
      await vscode.commands.executeCommand('revealFileInOS', folder);
    },
  };
}

async function chosenSession(sessions: FolderSessions): Promise<WorkspaceSession | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 0) {
    showFailure({
      code: 'no-folder',
      message: 'No folder is open, so there is no journal. Open the folder of your runbooks.',
    });
    return undefined;
  }
  const folder = folders.length === 1 ? folders[0] : await vscode.window.showWorkspaceFolderPick();
  return folder === undefined ? undefined : sessions.inFolder(folder);
}

function documentUri(value: unknown): vscode.Uri | undefined {
  if (value instanceof vscode.Uri) return value;
  if (typeof value === 'string') return vscode.Uri.parse(value, true);
  return vscode.window.activeTextEditor?.document.uri;
}
