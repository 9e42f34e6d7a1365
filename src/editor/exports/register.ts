import { join } from 'node:path';
import * as vscode from 'vscode';
import { CheckpointFiles } from '../../session/checkpointFiles';
import { EXPORT_FORMATS } from '../../session/exportLog';
import { DisposableStore } from '../../util/dispose';
import type { FolderSessions } from '../folderSessions';
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
    'runbook.exportJournal': (argument) => exporter.exportJournal(wishOf(argument)),
    'runbook.exportIncident': (argument) => exporter.exportIncident(wishOf(argument)),
    'runbook.verifyLog': (argument) =>
      verifyChosenLog(
        sessions,
        checkpoints,
        typeof argument === 'string' ? argument : wishOf(argument).log,
      ),
  };
  for (const [id, execute] of Object.entries(commands)) {
    store.add(vscode.commands.registerCommand(id, execute));
  }
  return store;
}

/** Menus pass what they please; only what has the shape of a wish counts. */
function wishOf(argument: unknown): ExportWish {
  if (typeof argument !== 'object' || argument === null) return {};
  const { log, format, file } = argument as Record<string, unknown>;
  const known = EXPORT_FORMATS.find((one) => one === format);
  return {
    ...(typeof log === 'string' ? { log } : {}),
    ...(known === undefined ? {} : { format: known }),
    ...(file instanceof vscode.Uri ? { file } : {}),
  };
}
