import * as vscode from 'vscode';
import { endedWell } from '../../core/run/outcome';
import { formatAge, formatDuration } from '../../core/export/duration';
import { outcomeWords } from '../../core/export/tellEntry';
import type { LastRun } from '../../session/lastRuns';
import { DisposableStore } from '../../util/dispose';
import type { FolderSessions } from '../folderSessions';
import type { RunbookController } from './controller';
import type { CellMetadata } from './serializer';

/** "2 min ago" must not stand there for an hour. */
const AGES_MS = 60_000;

/** Under each step: how its latest run came out, how long it took and when it was. */
export class CellRunStatus implements vscode.NotebookCellStatusBarItemProvider, vscode.Disposable {
  readonly onDidChangeCellStatusBarItems: vscode.Event<void>;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #store = new DisposableStore();
  readonly #sessions: FolderSessions;
  readonly #controller: RunbookController;

  constructor(sessions: FolderSessions, controller: RunbookController) {
    this.#sessions = sessions;
    this.#controller = controller;
    this.onDidChangeCellStatusBarItems = this.#changed.event;
    this.#store.add(this.#changed);
    const changed = () => this.#changed.fire();
    for (const session of sessions.all) this.#store.add(session.lastRuns.onDidChange(changed));
    this.#store.add(sessions.onDidOpen(({ lastRuns }) => lastRuns.onDidChange(changed)));
    this.#store.add(controller.onDidShow(changed));
    const timer = setInterval(changed, AGES_MS);
    this.#store.add({ dispose: () => clearInterval(timer) });
  }

  provideCellStatusBarItems(cell: vscode.NotebookCell): vscode.NotebookCellStatusBarItem[] {
    const run = this.#latest(cell);
    if (run === undefined) return [];
    const words = runWords(run, Date.now());
    const item = new vscode.NotebookCellStatusBarItem(
      `${signOf(run)} ${words}`,
      vscode.NotebookCellStatusBarAlignment.Left,
    );
    item.tooltip = run.message ?? new Date(run.at).toLocaleString();
    item.accessibilityInformation = { label: words };
    return [item];
  }

  dispose(): void {
    this.#store.dispose();
  }

  /** Of what happened in this window and what was recorded before, the later. */
  #latest(cell: vscode.NotebookCell): LastRun | undefined {
    const { stepId } = cell.metadata as CellMetadata;
    const placed = this.#sessions.place(cell.notebook.uri);
    const { lastRuns } = placed.ok ? placed.value.session : { lastRuns: undefined };
    const seen =
      placed.ok && stepId !== undefined ? lastRuns?.get(placed.value.path, stepId) : undefined;
    const recorded = this.#controller.shown(cell);
    if (seen === undefined || recorded === undefined) return seen ?? recorded;
    return recorded.at > seen.at ? recorded : seen;
  }
}

/** `passed · 0.3 s · 2 min ago`. */
export function runWords(run: LastRun, now: number): string {
  const passed = endedWell(run.status, run.verdict) && (run.verdict ?? 'pass') === 'pass';
  return [
    passed ? 'passed' : outcomeWords(run.status, run.verdict),
    ...(run.durationMs === undefined ? [] : [formatDuration(run.durationMs)]),
    ...(run.status === 'running' ? [] : [formatAge(Math.max(0, now - run.at))]),
  ].join(' · ');
}

function signOf({ status, verdict }: LastRun): string {
  if (status === 'running') return '$(sync~spin)';
  if (!endedWell(status, verdict)) return '$(error)';
  return verdict === 'needs-eyes' ? '$(eye)' : '$(check)';
}
