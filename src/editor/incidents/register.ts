import * as vscode from 'vscode';
import { DisposableStore } from '../../util/dispose';
import type { FolderSessions } from '../folderSessions';
import type { RunbookDocuments } from '../runbookDocuments';
import { DeadlineAlarms } from './deadlineAlarms';
import { followDrillSteps } from './drillSteps';
import { incidentCommands } from './incidentCommands';
import { IncidentTree } from './incidentTree';
import { MetricsTree } from './metricsTree';
import { openContacts } from './openContacts';
import { KnownPlaybooks } from './playbookFiles';
import { IncidentStatusBar } from './statusBar';
import { WindowIncident } from './windowIncident';

export interface IncidentsInEditor extends vscode.Disposable {
  /** What stands in the status bar; empty while no incident is active. */
  clock(): string;
  /** What was said of deadlines since the window opened. */
  alarms(): readonly string[];
}

/** Incidents in the editor: commands, the clock in the status bar, deadlines, and the views. */
export function registerIncidents(
  sessions: FolderSessions,
  documents: RunbookDocuments,
  memory: vscode.Memento,
): IncidentsInEditor {
  const store = new DisposableStore();
  const window = store.add(new WindowIncident(sessions, memory));
  const statusBar = store.add(new IncidentStatusBar(window));
  const alarms = store.add(new DeadlineAlarms(window, memory, { openContacts }));
  followDrillSteps(sessions);
  const runbooks = store.add(new KnownPlaybooks(sessions, documents));
  const incidents = store.add(new IncidentTree(sessions, window, runbooks));
  const metrics = store.add(new MetricsTree(sessions, window, runbooks));
  store.add(vscode.window.createTreeView('runbook.incidents', { treeDataProvider: incidents }));
  store.add(vscode.window.createTreeView('runbook.metrics', { treeDataProvider: metrics }));
  const commands = {
    ...incidentCommands(sessions, documents, window),
    'runbook.refreshIncidents': () => {
      runbooks.forget();
      incidents.refresh();
      metrics.refresh();
    },
  };
  for (const [id, execute] of Object.entries(commands)) {
    store.add(vscode.commands.registerCommand(id, execute));
  }
  // Activation does not wait for it: an incident that cannot be read is simply not active.
  void window.restore();
  return { clock: () => statusBar.text, alarms: () => alarms.said, dispose: () => store.dispose() };
}
