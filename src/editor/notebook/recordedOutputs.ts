import * as vscode from 'vscode';
import { keepColours } from '../../core/text/escapes';
import type { RunEntry } from '../../core/incident/timeline';
import { RecordedRuns } from '../../session/recordedRuns';
import { DisposableStore } from '../../util/dispose';
import type { FolderSessions } from '../folderSessions';
import type { RunbookController } from './controller';
import type { CellMetadata } from './serializer';

/** Most that is shown of one run, and of a notebook: VS Code cannot back up more than 10 MB. */
const CELL_BYTES = 256 * 1024;
const NOTEBOOK_BYTES = 5 * 1024 * 1024;
/** Changes that belong to one reload come within this time. */
const SETTLE_MS = 100;

/**
 * Puts what was recorded of each step's latest run into the notebook when it is opened, and again
 * when VS Code has read the file anew and dropped all outputs. Outputs a person cleared stay away.
 */
export class RecordedOutputs implements vscode.Disposable {
  readonly #sessions: FolderSessions;
  readonly #controller: RunbookController;
  readonly #store = new DisposableStore();
  /** When the file of each open notebook was last changed, as far as this notebook knows. */
  readonly #mtimes = new WeakMap<vscode.NotebookDocument, number>();
  readonly #waiting = new Map<vscode.NotebookDocument, NodeJS.Timeout>();

  constructor(sessions: FolderSessions, controller: RunbookController) {
    this.#sessions = sessions;
    this.#controller = controller;
    this.#store.add(
      controller.onDidSelect((notebook) => {
        void this.#remember(notebook).then(() => this.#restore(notebook)); // shows less if it fails
      }),
    );
    this.#store.add(
      vscode.workspace.onDidChangeNotebookDocument((change) => {
        if (change.notebook.notebookType !== 'runbook' || !dropsOutputs(change)) return;
        this.#settle(change.notebook);
      }),
    );
    this.#store.add(
      vscode.workspace.onDidSaveNotebookDocument((notebook) => {
        if (notebook.notebookType === 'runbook') void this.#remember(notebook); // only a label
      }),
    );
    this.#store.add(
      vscode.workspace.onDidCloseNotebookDocument((notebook) => {
        clearTimeout(this.#waiting.get(notebook));
        this.#waiting.delete(notebook);
      }),
    );
  }

  dispose(): void {
    for (const timer of this.#waiting.values()) clearTimeout(timer);
    this.#store.dispose();
  }

  #settle(notebook: vscode.NotebookDocument): void {
    clearTimeout(this.#waiting.get(notebook));
    const timer = setTimeout(() => {
      this.#waiting.delete(notebook);
      void this.#restoreIfReloaded(notebook); // shows less if it fails
    }, SETTLE_MS);
    this.#waiting.set(notebook, timer);
  }

  /** Somebody may have cleared the outputs: only a file that changed means that it was read anew. */
  async #restoreIfReloaded(notebook: vscode.NotebookDocument): Promise<void> {
    const before = this.#mtimes.get(notebook);
    if (notebook.isClosed || (await this.#remember(notebook)) === before) return;
    await this.#restore(notebook);
  }

  async #remember(notebook: vscode.NotebookDocument): Promise<number> {
    const mtime = await vscode.workspace.fs.stat(notebook.uri).then(
      (stat) => stat.mtime,
      () => 0,
    );
    this.#mtimes.set(notebook, mtime);
    return mtime;
  }

  async #restore(notebook: vscode.NotebookDocument): Promise<void> {
    const placed = this.#sessions.place(notebook.uri);
    if (!placed.ok) return;
    const { session, path } = placed.value;
    const recorded = new RecordedRuns(session.log, session.now);
    const latest = await recorded.latest(path);
    let room = NOTEBOOK_BYTES;
    for (const cell of notebook.getCells()) {
      const { stepId } = cell.metadata as CellMetadata;
      const entry = stepId === undefined ? undefined : latest.get(stepId);
      if (entry === undefined || cell.outputs.length > 0 || room <= 0) continue;
      const text = keepColours(await recorded.outputOf(entry, CELL_BYTES));
      room -= text.length;
      await this.#controller.show(cell, { entry, text, words: wordsOf(entry) });
    }
  }
}

/** True when cells were put in, as by reading the file anew, or a cell has lost its outputs. */
function dropsOutputs({
  contentChanges,
  cellChanges,
}: vscode.NotebookDocumentChangeEvent): boolean {
  return (
    contentChanges.some(({ addedCells }) => addedCells.length > 0) ||
    cellChanges.some(({ outputs }) => outputs?.length === 0)
  );
}

/** What the output alone does not say. */
function wordsOf({ outcome, message, verdict }: RunEntry): string {
  return [
    ...(message === undefined ? [] : [`${outcome}: ${message}`]),
    ...(verdict === undefined ? [] : [`${verdict.kind}: ${verdict.message}`]),
    ...(verdict?.difference === undefined ? [] : [verdict.difference]),
  ].join('\n');
}
