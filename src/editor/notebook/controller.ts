import * as vscode from 'vscode';
import { endedWell } from '../../core/run/outcome';
import type { RunEntry } from '../../core/incident/timeline';
import type { LastRun } from '../../session/lastRuns';
import type { RunEvent, RunReport } from '../../session/runReport';
import { DisposableStore } from '../../util/dispose';
import type { FolderSessions } from '../folderSessions';
import { showFailure } from '../showFailure';
import { CellOutput } from './cellOutput';
import { cellStep } from './cellStep';

const LANGUAGES = ['shellscript', 'powershell', 'python', 'javascript', 'sql'];

/** A recorded run with what is shown of it. */
export interface ShownRun {
  readonly entry: RunEntry;
  /** What it wrote; no escape sequence but colours. */
  readonly text: string;
  /** Verdict and reasons, as a run of now would have them below its output. */
  readonly words: string;
}

/** Runs cells in order, one after the other, and stops at the first that does not pass. */
export class RunbookController implements vscode.Disposable {
  readonly #controller: vscode.NotebookController;
  /** A notebook whose cells this controller runs from now on. */
  readonly onDidSelect: vscode.Event<vscode.NotebookDocument>;
  /** A recorded run was put into a cell. */
  readonly onDidShow: vscode.Event<void>;
  readonly #selected = new vscode.EventEmitter<vscode.NotebookDocument>();
  readonly #hasShown = new vscode.EventEmitter<void>();
  readonly #shown = new WeakMap<vscode.NotebookCell, LastRun>();
  readonly #running = new WeakSet<vscode.NotebookCell>();
  /** When a cell was last run here: what was recorded before must not cover what came of that. */
  readonly #ranAt = new WeakMap<vscode.NotebookCell, number>();
  /** A cell has one execution at a time: a run waits until a recorded one is shown. */
  readonly #showing = new WeakMap<vscode.NotebookCell, Promise<void>>();
  readonly #store = new DisposableStore();
  readonly #sessions: FolderSessions;
  #order = 0;

  constructor(sessions: FolderSessions) {
    this.#sessions = sessions;
    this.#controller = vscode.notebooks.createNotebookController('runbook', 'runbook', 'Runbook');
    this.#controller.supportedLanguages = LANGUAGES;
    this.#controller.supportsExecutionOrder = true;
    this.#controller.description = 'Runs steps and records them';
    this.#controller.executeHandler = (cells) => this.#runAll(cells);
    this.onDidSelect = this.#selected.event;
    this.onDidShow = this.#hasShown.event;
    for (const one of [this.#controller, this.#selected, this.#hasShown]) this.#store.add(one);
    this.#store.add(
      this.#controller.onDidChangeSelectedNotebooks(({ notebook, selected }) => {
        if (selected) this.#selected.fire(notebook);
      }),
    );
    this.#store.add(vscode.workspace.onDidOpenNotebookDocument((one) => this.#prefer(one)));
    for (const notebook of vscode.workspace.notebookDocuments) this.#prefer(notebook);
  }

  /** The run that was last put into a cell. */
  shown(cell: vscode.NotebookCell): LastRun | undefined {
    return this.#shown.get(cell);
  }

  /** Puts a recorded run into a cell that shows nothing, with the times it had. */
  async show(cell: vscode.NotebookCell, run: ShownRun): Promise<void> {
    if (this.#running.has(cell) || this.#showing.has(cell)) return;
    if (cell.outputs.length > 0 || cell.notebook.isClosed) return;
    if (Date.parse(run.entry.time) < (this.#ranAt.get(cell) ?? 0)) return;
    const showing = this.#show(cell, run).finally(() => this.#showing.delete(cell));
    this.#showing.set(cell, showing);
    await showing;
    this.#hasShown.fire();
  }

  async #show(cell: vscode.NotebookCell, { entry, text, words }: ShownRun): Promise<void> {
    const at = Date.parse(entry.time);
    this.#shown.set(cell, lastRunOf(entry, at));
    const execution = this.#controller.createNotebookCellExecution(cell);
    execution.start(Number.isNaN(at) ? undefined : at);
    const { NotebookCellOutputItem: item } = vscode;
    const items = [
      ...(text === '' ? [] : [item.stdout(text)]),
      ...(words === '' ? [] : [item.text(words, 'text/plain')]),
    ];
    await execution.replaceOutput(items.map((one) => new vscode.NotebookCellOutput([one])));
    const passes = endedWell(entry.outcome, entry.verdict?.kind);
    execution.end(passes, Number.isNaN(at) ? undefined : at + (entry.durationMs ?? 0));
  }

  dispose(): void {
    this.#store.dispose();
  }

  /** Chosen before anything is run: only then can recorded runs be shown. */
  #prefer(notebook: vscode.NotebookDocument): void {
    if (notebook.notebookType !== 'runbook') return;
    const { Preferred } = vscode.NotebookControllerAffinity;
    this.#controller.updateNotebookAffinity(notebook, Preferred);
  }

  async #runAll(cells: readonly vscode.NotebookCell[]): Promise<void> {
    for (const cell of cells) if (!(await this.#run(cell))) return;
  }

  /** True when the next cell may run. */
  async #run(cell: vscode.NotebookCell): Promise<boolean> {
    const placed = this.#sessions.place(cell.notebook.uri);
    const step = cellStep(cell);
    if (!placed.ok || !step.ok) {
      showFailure(placed.ok ? (step.ok ? { code: '', message: '' } : step) : placed);
      return false;
    }
    this.#running.add(cell);
    this.#ranAt.set(cell, Date.now());
    await this.#showing.get(cell);
    const { session, path } = placed.value;
    const execution = this.#controller.createNotebookCellExecution(cell);
    execution.executionOrder = ++this.#order;
    execution.start(Date.now());
    await execution.clearOutput();
    const output = new CellOutput(execution);
    let runId: string | undefined;
    let hasPassed = false;
    const request = {
      runbook: path,
      text: step.value.text,
      stepId: step.value.stepId,
      shownInPlace: true,
    };
    const listening = session.runs.onEvent((event: RunEvent) => {
      if (event.request !== request) return;
      runId = event.runId;
      if (event.kind === 'output') output.add(event.stream, event.text);
      if (event.kind === 'table') output.table(event.table);
    });
    execution.token.onCancellationRequested(() => {
      if (runId !== undefined) session.runs.stop(runId);
    });
    try {
      const report = await session.runs.run(request);
      await output.end();
      await appendMessage(execution, report);
      hasPassed = passed(report);
      return hasPassed;
    } finally {
      execution.end(hasPassed, Date.now());
      this.#running.delete(cell);
      listening.dispose();
    }
  }
}

function lastRunOf(entry: RunEntry, at: number): LastRun {
  const { started, outcome, verdict, message, durationMs } = entry;
  return {
    runId: started.runId,
    status: outcome,
    verdict: verdict?.kind,
    message: verdict?.message ?? message,
    durationMs,
    at,
  };
}

function passed(report: RunReport): boolean {
  return endedWell(report.outcome, report.verdict?.kind);
}

/** What the output alone does not say: why it was not run, or how it differs from the expectation. */
async function appendMessage(
  execution: vscode.NotebookCellExecution,
  { outcome, message, verdict }: RunReport,
): Promise<void> {
  const lines = [
    ...(message === undefined ? [] : [`${outcome}: ${message}`]),
    ...(verdict === undefined ? [] : [`${verdict.kind}: ${verdict.message}`]),
    ...(verdict?.difference === undefined ? [] : [verdict.difference]),
  ];
  if (lines.length === 0) return;
  const item = vscode.NotebookCellOutputItem.text(lines.join('\n'), 'text/plain');
  await execution.appendOutput(new vscode.NotebookCellOutput([item]));
}
