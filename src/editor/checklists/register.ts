import * as vscode from 'vscode';
import { DisposableStore } from '../../util/dispose';
import type { FolderSessions } from '../folderSessions';
import type { RunbookDocuments } from '../runbookDocuments';
import { ChecklistTree, type TreeSummary } from './checklistTree';
import { historyCommands } from './historyCommands';
import { itemCommands, tickItem } from './itemCommands';
import type { ChecklistNode } from './nodes';
import { RunbookFiles } from './runbookFiles';
import { registerTextTicks } from './textTicks';

/** The Checklists view, and ticks in the text editor: shows, ticks, runs and finds items. */
export function registerChecklists(
  sessions: FolderSessions,
  documents: RunbookDocuments,
): vscode.Disposable {
  const store = new DisposableStore();
  const files = store.add(new RunbookFiles(sessions));
  const tree = store.add(new ChecklistTree(files));
  const view = store.add(
    vscode.window.createTreeView<ChecklistNode>('runbook.checklists', {
      treeDataProvider: tree,
      showCollapseAll: true,
      manageCheckboxStateManually: true,
    }),
  );
  store.add(
    files.onDidChange((uri) => {
      if (uri === undefined) tree.refresh();
      // A state that cannot be computed is shown as it was.
      else void tree.updateFile(uri);
    }),
  );
  store.add(tree.onDidSummarise((summary) => summarise(view, tree, summary)));
  store.add(
    sessions.onDidOpen((session) => {
      session.ticks.onDidChange((path) => {
        // A state that cannot be computed is shown as it was.
        void tree.update(path);
      });
      session.incidents.active.onDidChange(() => tree.refresh());
    }),
  );
  store.add(
    view.onDidChangeCheckboxState(async ({ items }) => {
      for (const [node, state] of items) {
        const done = state === vscode.TreeItemCheckboxState.Checked;
        if (node.kind === 'item') await tickItem(tree, node, { state: done ? 'done' : 'open' });
      }
    }),
  );
  const commands = {
    ...itemCommands(tree, view),
    ...historyCommands(files),
    'runbook.refreshChecklists': () => {
      files.forget();
      for (const session of sessions.all) session.ticks.refresh();
      tree.refresh();
    },
  };
  for (const [id, execute] of Object.entries(commands)) {
    store.add(vscode.commands.registerCommand(id, execute));
  }
  store.add(registerTextTicks(sessions, documents));
  return store;
}

/** Badge, message and the context that chooses the welcome text. */
function summarise(
  view: vscode.TreeView<ChecklistNode>,
  tree: ChecklistTree,
  { overdue, lists, problems, busy }: TreeSummary,
): void {
  const words = `${overdue} ${overdue === 1 ? 'checklist is' : 'checklists are'} overdue`;
  view.badge = overdue === 0 ? undefined : { value: overdue, tooltip: words };
  const shown = problems.slice(0, 3);
  if (problems.length > shown.length) shown.push(`and ${problems.length - shown.length} more`);
  if (tree.searched !== '') shown.unshift(`Search: ${tree.searched}`);
  if (busy) shown.unshift('Reading runbooks…');
  view.message = shown.length === 0 || (lists === 0 && !busy) ? '' : shown.join('\n');
  const state = busy ? 'busy' : lists === 0 ? 'none' : 'some';
  // Only chooses a text; nobody waits for it.
  void vscode.commands.executeCommand('setContext', 'runbook.checklists.state', state);
  void vscode.commands.executeCommand(
    'setContext',
    'runbook.checklists.searched',
    tree.searched !== '',
  );
}
