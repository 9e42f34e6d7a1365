import * as vscode from 'vscode';
import { DisposableStore } from '../../util/dispose';
import type { FolderSessions } from '../folderSessions';
import { RunPanel } from './runPanel';

/** Shows every run of every folder in the panel, and keeps `runbook.running`. */
export function registerRunPanel(sessions: FolderSessions): vscode.Disposable {
  const store = new DisposableStore();
  const panel = store.add(new RunPanel());
  store.add(vscode.commands.registerCommand('runbook.showOutput', () => panel.reveal()));
  store.add(
    sessions.onDidOpen((session) => {
      session.runs.onEvent((event) => {
        panel.show(event);
        if (event.kind === 'output') return;
        const running = sessions.all.some(({ runs }) => runs.running.length > 0);
        void vscode.commands.executeCommand('setContext', 'runbook.running', running); // no answer
      });
    }),
  );
  return store;
}
