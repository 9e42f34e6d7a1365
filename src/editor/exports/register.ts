import { join } from 'node:path';
import * as vscode from 'vscode';
import { CheckpointFiles } from '../../session/checkpointFiles';
import { EXPORT_FORMATS } from '../../session/exportFormats';
import { DisposableStore } from '../../util/dispose';
import type { FolderSessions } from '../folderSessions';
import { logOfUri } from '../logUri';
import { Exporter, type ExportWish } from './exportCommands';
import { verifyChosenLog } from './verifyCommand';

/** Exports in every format, and verifying. Checkpoints are kept in the editor's global storage. */
export function registerExports(
  context: vscode.ExtensionContext,
  sessions: FolderSessions,
): vscode.Disposable {
  const checkpoints = new CheckpointFiles(join(context.globalStorageUri.fsPath, 'checkpoints'));
  const exporter = new Exporter(sessions, checkpoints);
  const store = new DisposableStore();
  const commands: Readonly<Record<string, (argument: unknown) => unknown>> = {
    'runbook.exportJournal': (argument) => exporter.exportJournal(wishOf(sessions, argument)),
    'runbook.exportIncident': (argument) => exporter.exportIncident(wishOf(sessions, argument)),
    'runbook.verifyLog': (argument) =>
      verifyChosenLog(sessions, checkpoints, wishOf(sessions, argument)),
  };
  for (const [id, execute] of Object.entries(commands)) {
    store.add(vscode.commands.registerCommand(id, execute));
  }
  return store;
}

/** Menus pass what they please; a log's notebook, and what has the shape of a wish, count. */
function wishOf(sessions: FolderSessions, argument: unknown): ExportWish {
  if (typeof argument !== 'object' || argument === null) {
    return typeof argument === 'string' ? { log: argument } : {};
  }
  const { log, format, file, notebookEditor } = argument as Record<string, unknown>;
  const known = EXPORT_FORMATS.find((one) => one === format);
  return {
    ...notebookLog(sessions, notebookEditor),
    ...(typeof log === 'string' ? { log } : {}),
    ...(known === undefined ? {} : { format: known }),
    ...(file instanceof vscode.Uri ? { file } : {}),
  };
}

/** The log shown by the notebook whose toolbar was used. */
function notebookLog(sessions: FolderSessions, editor: unknown): ExportWish {
  if (typeof editor !== 'object' || editor === null || !('notebookUri' in editor)) return {};
  const { notebookUri } = editor;
  return notebookUri instanceof vscode.Uri ? (logOfUri(sessions, notebookUri) ?? {}) : {};
}
