import * as vscode from 'vscode';
import { DisposableStore } from '../../util/dispose';
import type { FolderSessions } from '../folderSessions';
import { RunbookController } from './controller';
import { serializer } from './serializer';

/**
 * The runbook as a notebook. Outputs are transient, so running a cell never makes the
 * document dirty and nothing is ever written into the runbook by running it.
 */
export function registerNotebook(sessions: FolderSessions): vscode.Disposable {
  const store = new DisposableStore();
  store.add(
    vscode.workspace.registerNotebookSerializer('runbook', serializer, {
      transientOutputs: true,
    }),
  );
  store.add(new RunbookController(sessions));
  return store;
}
