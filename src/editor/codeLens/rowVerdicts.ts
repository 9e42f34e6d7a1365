import * as vscode from 'vscode';
import { DisposableStore } from '../../util/dispose';
import type { FolderSessions } from '../folderSessions';
import { RUNBOOK_SELECTOR, type RunbookDocuments } from '../runbookDocuments';
import { plainRunWords } from '../lastRunWords';

/** Shows at the end of each row of a table of commands what its latest run came to. */
export class RowVerdicts implements vscode.Disposable {
  readonly #sessions: FolderSessions;
  readonly #documents: RunbookDocuments;
  readonly #store = new DisposableStore();
  readonly #style: vscode.TextEditorDecorationType;

  constructor(sessions: FolderSessions, documents: RunbookDocuments) {
    this.#sessions = sessions;
    this.#documents = documents;
    this.#style = this.#store.add(
      vscode.window.createTextEditorDecorationType({
        after: { margin: '0 0 0 2em', color: new vscode.ThemeColor('editorCodeLens.foreground') },
        rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
      }),
    );
    this.#store.add(vscode.window.onDidChangeVisibleTextEditors(() => this.refresh()));
    this.#store.add(
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (this.#isRunbook(document)) this.refresh();
      }),
    );
  }

  /** Draws the visible runbooks anew; cheap when there is no table of commands. */
  refresh(): void {
    for (const editor of vscode.window.visibleTextEditors) {
      if (!this.#isRunbook(editor.document)) continue;
      editor.setDecorations(this.#style, this.decorations(editor.document, Date.now()));
    }
  }

  decorations(document: vscode.TextDocument, now: number): vscode.DecorationOptions[] {
    const rows = this.#documents.get(document).steps.filter((step) => step.kind === 'row');
    if (rows.length === 0) return [];
    const placed = this.#sessions.place(document.uri);
    if (!placed.ok) return [];
    const { session, path } = placed.value;
    return rows.flatMap((row) => {
      const last = session.lastRuns.get(path, row.id);
      if (last === undefined || row.range.start >= document.lineCount) return [];
      const words = plainRunWords(last, now);
      const end = document.lineAt(row.range.start).range.end;
      return [
        {
          range: new vscode.Range(end, end),
          renderOptions: { after: { contentText: words } },
        },
      ];
    });
  }

  dispose(): void {
    this.#store.dispose();
  }

  #isRunbook(document: vscode.TextDocument): boolean {
    return vscode.languages.match(RUNBOOK_SELECTOR, document) > 0;
  }
}
