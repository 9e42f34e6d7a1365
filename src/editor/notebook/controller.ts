import * as vscode from 'vscode';
import type { RunEvent, RunReport } from '../../session/runReport';
import type { FolderSessions } from '../folderSessions';
import { showFailure } from '../showFailure';
import { CellOutput } from './cellOutput';
import { cellStep } from './cellStep';

const LANGUAGES = ['shellscript', 'powershell', 'python', 'javascript', 'sql'];

/** Runs cells in order, one after the other, and stops at the first that does not pass. */
export class RunbookController implements vscode.Disposable {
  readonly #controller: vscode.NotebookController;
  readonly #sessions: FolderSessions;
  #order = 0;

  constructor(sessions: FolderSessions) {
    this.#sessions = sessions;
    this.#controller = vscode.notebooks.createNotebookController('runbook', 'runbook', 'Runbook');
    this.#controller.supportedLanguages = LANGUAGES;
    this.#controller.supportsExecutionOrder = true;
    this.#controller.description = 'Runs steps and records them';
    this.#controller.executeHandler = (cells) => this.#runAll(cells);
  }

  dispose(): void {
    this.#controller.dispose();
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
    const { session, path } = placed.value;
    const execution = this.#controller.createNotebookCellExecution(cell);
    execution.executionOrder = ++this.#order;
    execution.start(Date.now());
    await execution.clearOutput();
    const output = new CellOutput(execution);
    let runId: string | undefined;
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
    });
    execution.token.onCancellationRequested(() => {
      if (runId !== undefined) session.runs.stop(runId);
    });
    try {
      const report = await session.runs.run(request);
      await output.end();
      await appendMessage(execution, report);
      execution.end(passed(report), Date.now());
      return passed(report);
    } finally {
      listening.dispose();
    }
  }
}

function passed(report: RunReport): boolean {
  return report.outcome === 'succeeded' && report.verdict?.kind !== 'fail';
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
