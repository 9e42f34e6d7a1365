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
        if (event.request.shownInPlace !== true) panel.show(event);
        if (event.kind === 'output') return;
        if (event.kind === 'started' && event.request.shownInPlace !== true)
          keepInView(event.plan.line);
        const running = sessions.all.some(({ runs }) => runs.running.length > 0);
        void vscode.commands.executeCommand('setContext', 'runbook.running', running); // no answer
      });
    }),
  );
  return store;
}

/**
 * The panel takes the lower half of the window: the step that was pressed is scrolled back into
 * view when that hid it.
 */
function keepInView(line: number): void {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return;
  const range = new vscode.Range(line, 0, line, 0);
  const listening = vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => {
    if (textEditor !== editor) return;
    listening.dispose();
    clearTimeout(timer);
    editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  });
  const timer = setTimeout(() => {
    listening.dispose();
  }, 1000);
}
