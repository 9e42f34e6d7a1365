import * as vscode from 'vscode';
import { MEASURE_NAMES, measureText, rotText } from '../../core/incident/describeMetrics';
import { measureFolder, type Measurements } from '../../session/measurements';
import { DisposableStore } from '../../util/dispose';
import type { FolderSessions } from '../folderSessions';
import type { KnownPlaybooks } from './playbookFiles';
import type { WindowIncident } from './windowIncident';

interface MetricNode {
  readonly label: string;
  readonly words: string;
  readonly icon: string;
  readonly children: readonly MetricNode[];
}

/** The Metrics view: times over all incidents, and how the runbooks are used. */
export class MetricsTree implements vscode.TreeDataProvider<MetricNode>, vscode.Disposable {
  readonly onDidChangeTreeData: vscode.Event<undefined>;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly #store = new DisposableStore();
  readonly #sessions: FolderSessions;
  readonly #runbooks: KnownPlaybooks;

  constructor(sessions: FolderSessions, window: WindowIncident, runbooks: KnownPlaybooks) {
    this.#sessions = sessions;
    this.#runbooks = runbooks;
    this.onDidChangeTreeData = this.#changed.event;
    this.#store.add(this.#changed);
    let phase = '';
    this.#store.add(
      window.onDidChange((placed) => {
        const now = `${placed?.incident.id ?? ''} ${placed?.incident.phase ?? ''}`;
        if (now !== phase) this.refresh();
        phase = now;
      }),
    );
  }

  refresh(): void {
    this.#changed.fire(undefined);
  }

  async getChildren(node?: MetricNode): Promise<MetricNode[]> {
    if (node !== undefined) return [...node.children];
    const known = await this.#runbooks.list();
    const nodes: MetricNode[] = [];
    for (const folder of vscode.workspace.workspaceFolders ?? []) {
      if (folder.uri.scheme !== 'file') continue;
      const session = this.#sessions.inFolder(folder);
      const mine = known.filter((file) => file.session === session && file.model.steps.length > 0);
      nodes.push(...nodesOf(await measureFolder(session, mine)));
    }
    return nodes;
  }

  getTreeItem(node: MetricNode): vscode.TreeItem {
    const state =
      node.children.length === 0
        ? vscode.TreeItemCollapsibleState.None
        : vscode.TreeItemCollapsibleState.Collapsed;
    const item = new vscode.TreeItem(node.label, state);
    item.description = node.words;
    item.tooltip = `${node.label}: ${node.words}`;
    item.iconPath = new vscode.ThemeIcon(node.icon);
    item.accessibilityInformation = { label: `${node.label}, ${node.words}` };
    return item;
  }

  dispose(): void {
    this.#store.dispose();
  }
}

function nodesOf({ incidents, usage }: Measurements): MetricNode[] {
  const leaf = (label: string, words: string, icon: string): MetricNode => ({
    label,
    words,
    icon,
    children: [],
  });
  const { all, bySeverity, incidents: n, open, drills } = incidents;
  const times = MEASURE_NAMES.map(([name, label]) => ({
    ...leaf(label, measureText(all[name]), 'watch'),
    children: bySeverity.map(({ severity, measures }) =>
      leaf(severity, measureText(measures[name]), 'flame'),
    ),
  }));
  const books = usage.map(({ runbook, runs, failures, steps }) => ({
    ...leaf(runbook, `${runs} runs, ${failures} not as expected`, 'book'),
    children: steps.flatMap((step) => {
      const rot = rotText(step);
      const icon = step.state === 'never run' ? 'circle-outline' : 'warning';
      return rot === undefined ? [] : [leaf(step.title, rot, icon)];
    }),
  }));
  return [
    leaf('Incidents', `${n}, ${open} open; ${drills} drills not counted`, 'flame'),
    ...times,
    ...books,
  ];
}
