import * as vscode from 'vscode';
import { DisposableStore } from '../../util/dispose';
import type { FolderSessions } from '../folderSessions';
import { CellRunStatus } from './cellRunStatus';
import { RunbookController } from './controller';
import { RecordedOutputs } from './recordedOutputs';
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
  const controller = store.add(new RunbookController(sessions));
  store.add(new RecordedOutputs(sessions, controller));
  const status = store.add(new CellRunStatus(sessions, controller));
  store.add(vscode.notebooks.registerNotebookCellStatusBarItemProvider('runbook', status));
  return store;
}
