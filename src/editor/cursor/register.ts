import * as vscode from 'vscode';
import { DisposableStore } from '../../util/dispose';
import type { RunbookDocuments } from '../runbookDocuments';

/** Keeps `runbook.cursorInStep`, which the Run key depends on. */
export function registerCursorContext(documents: RunbookDocuments): vscode.Disposable {
  const store = new DisposableStore();
  let known = false;
  const update = (editor: vscode.TextEditor | undefined) => {
    const line = editor?.selection.active.line ?? -1;
    const inStep =
      editor?.document.languageId === 'markdown' &&
      documents
        .get(editor.document)
        .steps.some(({ range }) => range.start <= line && line < range.end);
    if (inStep === known) return;
    known = inStep;
    void vscode.commands.executeCommand('setContext', 'runbook.cursorInStep', inStep); // no answer
  };
  store.add(vscode.window.onDidChangeTextEditorSelection((event) => update(event.textEditor)));
  store.add(vscode.window.onDidChangeActiveTextEditor(update));
  return store;
}
