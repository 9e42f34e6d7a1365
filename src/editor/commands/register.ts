import * as vscode from 'vscode';
import { DisposableStore } from '../../util/dispose';
import type { FolderSessions } from '../folderSessions';
import type { RunbookDocuments } from '../runbookDocuments';
import { otherCommands } from './otherCommands';
import { runCommands } from './runCommands';
import { sequenceCommands } from './sequenceCommands';
import { verdictCommands } from './verdictCommands';

/** Registers the commands of the text editor. */
export function registerCommands(
  sessions: FolderSessions,
  documents: RunbookDocuments,
): vscode.Disposable {
  const store = new DisposableStore();
  const commands = {
    ...runCommands(sessions, documents),
    ...sequenceCommands(sessions, documents),
    ...verdictCommands(sessions, documents),
    ...otherCommands(sessions, documents),
  };
  for (const [id, execute] of Object.entries(commands)) {
    store.add(vscode.commands.registerCommand(id, execute));
  }
  return store;
}
