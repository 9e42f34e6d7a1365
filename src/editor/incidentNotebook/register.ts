import * as vscode from 'vscode';
import { DisposableStore } from '../../util/dispose';
import type { FolderSessions } from '../folderSessions';
import { LOG_NOTEBOOK, LOG_SCHEME } from '../logUri';
import { logCommands } from './commands';
import { LogFileSystem } from './logFileSystem';
import { runStatus } from './runStatus';
import { logSerializer } from './serializer';

/** The logs of incidents and journals as notebooks that grow while one reads them. */
export function registerIncidentNotebook(sessions: FolderSessions): vscode.Disposable {
  const store = new DisposableStore();
  const files = store.add(new LogFileSystem(sessions));
  store.add(
    vscode.workspace.registerFileSystemProvider(LOG_SCHEME, files, { isCaseSensitive: true }),
  );
  store.add(vscode.workspace.registerNotebookSerializer(LOG_NOTEBOOK, logSerializer));
  store.add(vscode.notebooks.registerNotebookCellStatusBarItemProvider(LOG_NOTEBOOK, runStatus));
  store.add(recordOnly());
  store.add(
    vscode.workspace.onDidSaveNotebookDocument(({ notebookType, uri }) => {
      if (notebookType === LOG_NOTEBOOK) void files.reload(uri); // only open files can fail, later
    }),
  );
  store.add(
    vscode.workspace.onDidCloseNotebookDocument(({ notebookType, uri }) => {
      if (notebookType === LOG_NOTEBOOK) void files.close(uri); // nobody waits for it
    }),
  );
  for (const [id, execute] of Object.entries(logCommands(sessions, files))) {
    store.add(vscode.commands.registerCommand(id, execute));
  }
  return store;
}

/** Runs nothing: without it, *Run All* would offer to install kernels for a record. */
function recordOnly(): vscode.Disposable {
  const controller = vscode.notebooks.createNotebookController(
    'runbook-record',
    LOG_NOTEBOOK,
    'As recorded',
  );
  controller.description = 'A record is read, never run';
  controller.executeHandler = () => {
    const message = 'This is what was run. To run a step again, open its runbook.';
    void vscode.window.showInformationMessage(message); // nobody waits for it to be dismissed
  };
  return controller;
}
