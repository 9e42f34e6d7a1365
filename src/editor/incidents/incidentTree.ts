import * as vscode from 'vscode';
import { deadlineStates } from '../../core/incident/deadlineState';
import { deadlineText } from '../../core/incident/describeIncident';
import { drillState, type DrillState } from '../../core/incident/drills';
import type { Incident } from '../../core/incident/incident';
import { DisposableStore } from '../../util/dispose';
import type { FolderSessions } from '../folderSessions';
import type { IncidentNode } from './incidentNode';
import type { KnownPlaybooks } from './playbookFiles';
import { drillItem, factItem, groupItem, incidentItem } from './treeItems';
import type { WindowIncident } from './windowIncident';

export type IncidentTreeNode =
  | IncidentNode
  | { readonly kind: 'group'; readonly title: string; readonly incidents: readonly IncidentNode[] }
  | { readonly kind: 'drills'; readonly state: DrillState }
  | { readonly kind: 'fact'; readonly text: string; readonly icon: string };

/** A clock in the tree moves by the minute; the status bar has the seconds. */
const MINUTE = 60_000;

/** The incidents of the workspace: those that go on with their deadlines, past ones, and drills. */
export class IncidentTree implements vscode.TreeDataProvider<IncidentTreeNode>, vscode.Disposable {
  readonly onDidChangeTreeData: vscode.Event<undefined>;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly #store = new DisposableStore();
  readonly #sessions: FolderSessions;
  readonly #window: WindowIncident;
  readonly #runbooks: KnownPlaybooks;
  readonly #timer: NodeJS.Timeout;
  /** What was listed; the active incident is shown as it is now. */
  #listed: Promise<readonly IncidentNode[]> | undefined;
  #shown = '';
  #watching = false;

  constructor(sessions: FolderSessions, window: WindowIncident, runbooks: KnownPlaybooks) {
    this.#sessions = sessions;
    this.#window = window;
    this.#runbooks = runbooks;
    this.onDidChangeTreeData = this.#changed.event;
    this.#store.add(this.#changed);
    this.#store.add(window.onDidChange(() => this.#follow()));
    this.#store.add(runbooks.onDidChange(() => this.#changed.fire(undefined)));
    this.#timer = setInterval(() => {
      if (window.current !== undefined && vscode.window.state.focused) {
        this.#changed.fire(undefined);
      }
    }, MINUTE);
  }

  /** Reads the logs anew. */
  refresh(): void {
    this.#listed = undefined;
    this.#changed.fire(undefined);
  }

  #follow(): void {
    const incident = this.#window.current?.incident;
    const shown = `${incident?.id ?? ''} ${incident?.phase ?? ''}`;
    if (shown !== this.#shown) this.#listed = undefined;
    this.#shown = shown;
    this.#changed.fire(undefined);
  }

  /** Nothing is watched before somebody looks at the view. */
  #watchAll(): void {
    if (this.#watching) return;
    this.#watching = true;
    for (const folder of vscode.workspace.workspaceFolders ?? []) this.#watch(folder);
  }

  /** Another program may declare an incident. */
  #watch(folder: vscode.WorkspaceFolder): void {
    if (folder.uri.scheme !== 'file') return;
    const logs = this.#sessions.inFolder(folder).log.folders.kindFolder('incidents');
    const pattern = new vscode.RelativePattern(vscode.Uri.file(logs), '*/*.jsonl');
    const watcher = this.#store.add(
      vscode.workspace.createFileSystemWatcher(pattern, false, true, false),
    );
    this.#store.add(watcher.onDidCreate(() => this.refresh()));
    this.#store.add(watcher.onDidDelete(() => this.refresh()));
  }

  async getChildren(node?: IncidentTreeNode): Promise<IncidentTreeNode[]> {
    if (node === undefined) return this.#roots();
    switch (node.kind) {
      case 'incident':
        return facts(node.incident);
      case 'group':
        return [...node.incidents];
      case 'drills':
      case 'fact':
        return [];
    }
  }

  getTreeItem(node: IncidentTreeNode): vscode.TreeItem {
    switch (node.kind) {
      case 'incident':
        return incidentItem(node, this.#window.current?.incident.id === node.incident.id);
      case 'group':
        return groupItem(node.title, node.incidents.length);
      case 'drills':
        return drillItem(node.state);
      case 'fact':
        return factItem(node.text, node.icon);
    }
  }

  dispose(): void {
    clearInterval(this.#timer);
    this.#store.dispose();
  }

  async #roots(): Promise<IncidentTreeNode[]> {
    this.#watchAll();
    this.#listed ??= this.#list();
    const all = (await this.#listed).map((node) => {
      const active = node.session.incidents.active.incident;
      return active?.id === node.incident.id ? { ...node, incident: active } : node;
    });
    if (all.length === 0) return [];
    const open = all.filter(({ incident }) => incident.phase !== 'resolved');
    const past = all.filter(({ incident }) => incident.phase === 'resolved');
    const incidents = past.filter(({ incident }) => !incident.drill);
    const drills = past.filter(({ incident }) => incident.drill);
    return [
      ...open,
      ...(incidents.length === 0
        ? []
        : [{ kind: 'group' as const, title: 'Past incidents', incidents }]),
      ...(drills.length === 0
        ? []
        : [{ kind: 'group' as const, title: 'Past drills', incidents: drills }]),
      ...(await this.#drills(all)),
    ];
  }

  async #list(): Promise<readonly IncidentNode[]> {
    const all: IncidentNode[] = [];
    for (const folder of vscode.workspace.workspaceFolders ?? []) {
      if (folder.uri.scheme !== 'file') continue;
      const session = this.#sessions.inFolder(folder);
      const incidents = await session.incidents.list();
      all.push(...incidents.map((incident) => ({ kind: 'incident' as const, session, incident })));
    }
    return all;
  }

  async #drills(all: readonly IncidentNode[]): Promise<IncidentTreeNode[]> {
    const files = await this.#runbooks.list();
    const runbooks = files.map(({ path, model }) => ({ path, schedules: model.schedules }));
    const today = new Date().toISOString().slice(0, 10);
    const state = drillState(
      all.map(({ incident }) => incident),
      runbooks,
      today,
    );
    return state.last === undefined && state.next === undefined ? [] : [{ kind: 'drills', state }];
  }
}

function facts(incident: Incident): IncidentTreeNode[] {
  const fact = (text: string, icon: string) => ({ kind: 'fact' as const, text, icon });
  const now = Date.now();
  const deadlines = incident.phase === 'resolved' ? [] : deadlineStates(incident, now);
  const { runbook, section } = incident;
  return [
    ...incident.roles.map(({ role, person }) => fact(`${role}: ${person}`, 'person')),
    ...deadlines.map((one) =>
      fact(deadlineText(one, now), one.status === 'over' ? 'warning' : 'watch'),
    ),
    ...(incident.words.resolved === undefined
      ? []
      : [fact(`Cause: ${incident.words.resolved}`, 'pass')]),
    ...(runbook === undefined
      ? []
      : [fact(section === undefined ? runbook : `${section} · ${runbook}`, 'book')]),
  ];
}
