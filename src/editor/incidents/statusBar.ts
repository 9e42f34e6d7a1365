import * as vscode from 'vscode';
import { nextDeadline } from '../../core/incident/deadlineState';
import { DisposableStore } from '../../util/dispose';
import { clockWords } from './clockWords';
import type { WindowIncident } from './windowIncident';

/** The active incident in the status bar; it ticks only while somebody looks at the window. */
export class IncidentStatusBar implements vscode.Disposable {
  readonly #item: vscode.StatusBarItem;
  readonly #store = new DisposableStore();
  readonly #window: WindowIncident;
  #ticking: NodeJS.Timeout | undefined;

  constructor(window: WindowIncident) {
    this.#window = window;
    this.#item = this.#store.add(
      vscode.window.createStatusBarItem('runbook.incident', vscode.StatusBarAlignment.Left, 1000),
    );
    this.#item.name = 'Runbook: Incident';
    this.#item.command = 'runbook.incidentActions';
    this.#store.add(window.onDidChange(() => this.#show()));
    this.#store.add(vscode.window.onDidChangeWindowState(() => this.#show()));
    this.#show();
  }

  /** What stands there now; empty while it is hidden. */
  get text(): string {
    return this.#isOver() ? '' : this.#item.text;
  }

  dispose(): void {
    clearInterval(this.#ticking);
    this.#store.dispose();
  }

  #show(): void {
    const over = this.#isOver();
    if (over) this.#item.hide();
    else {
      this.#write();
      this.#item.show();
    }
    const wanted = !over && vscode.window.state.focused;
    if (wanted) this.#ticking ??= setInterval(() => this.#write(), 1000);
    else {
      clearInterval(this.#ticking);
      this.#ticking = undefined;
    }
  }

  #isOver(): boolean {
    const current = this.#window.current;
    return current === undefined || current.incident.phase === 'resolved';
  }

  #write(): void {
    const incident = this.#window.current?.incident;
    if (incident === undefined) return;
    const now = Date.now();
    const next = nextDeadline(incident, now);
    const words = clockWords(incident, now);
    this.#item.text = `$(${incident.drill ? 'beaker' : 'flame'}) ${words}`;
    this.#item.backgroundColor =
      next?.status === 'over'
        ? new vscode.ThemeColor('statusBarItem.warningBackground')
        : undefined;
    // Without the seconds: a screen reader would otherwise read it again and again.
    const label = `${incident.drill ? 'Drill' : 'Incident'} ${incident.severity}, ${incident.title}, ${incident.phase}`;
    if (this.#item.accessibilityInformation?.label !== label) {
      this.#item.accessibilityInformation = { label, role: 'button' };
      this.#item.tooltip = `${label}. Commander: ${incident.commander ?? 'nobody'}. Press for what can be done.`;
    }
  }
}
