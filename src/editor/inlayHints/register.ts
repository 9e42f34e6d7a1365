import * as vscode from 'vscode';
import { DisposableStore } from '../../util/dispose';
import type { FolderSessions } from '../folderSessions';
import { plainRunWords } from '../lastRunWords';
import { RUNBOOK_SELECTOR, type RunbookDocuments } from '../runbookDocuments';

/** Shows at the end of a step's first line what its latest run came to, when the setting says so. */
export function registerInlayHints(
  sessions: FolderSessions,
  documents: RunbookDocuments,
): vscode.Disposable {
  const store = new DisposableStore();
  const changed = store.add(new vscode.EventEmitter<void>());
  store.add(sessions.onDidOpen((session) => session.lastRuns.onDidChange(() => changed.fire())));
  store.add(
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('runbook.inlayHints')) changed.fire();
    }),
  );
  store.add(
    vscode.languages.registerInlayHintsProvider(RUNBOOK_SELECTOR, {
      onDidChangeInlayHints: changed.event,
      provideInlayHints: (document, range) => hints(document, range, sessions, documents),
    }),
  );
  return store;
}

function hints(
  document: vscode.TextDocument,
  range: vscode.Range,
  sessions: FolderSessions,
  documents: RunbookDocuments,
): vscode.InlayHint[] {
  const settings = vscode.workspace.getConfiguration('runbook', document.uri);
  if (!settings.get('inlayHints.enabled', false)) return [];
  const placed = sessions.place(document.uri);
  if (!placed.ok) return [];
  const { session, path } = placed.value;
  return documents.get(document).steps.flatMap((step) => {
    const { start } = step.range;
    // Rows show theirs already.
    if (step.kind === 'row' || start < range.start.line || start > range.end.line) return [];
    const last = session.lastRuns.get(path, step.id);
    if (last === undefined || start >= document.lineCount) return [];
    const hint = new vscode.InlayHint(
      document.lineAt(start).range.end,
      plainRunWords(last, Date.now()),
    );
    hint.paddingLeft = true;
    return [hint];
  });
}
