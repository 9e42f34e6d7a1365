import * as vscode from 'vscode';
import type { ItemState } from '../../core/incident/eventData';
import { DisposableStore } from '../../util/dispose';
import type { FolderSessions } from '../folderSessions';
import { showFailure } from '../showFailure';
import { ChecklistTree, tickTarget, type ChecklistNode, type ItemNode } from './checklistTree';
import { RunbookFiles } from './runbookFiles';

/** The Checklists view: shows, ticks, runs and finds the items of every runbook. */
export function registerChecklists(sessions: FolderSessions): vscode.Disposable {
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
  store.add(files.onDidChange(() => tree.refresh()));
  store.add(
    sessions.onDidOpen((session) => {
      session.ticks.onDidChange(() => tree.refresh());
    }),
  );
  store.add(
    view.onDidChangeCheckboxState(async ({ items }) => {
      for (const [node, state] of items) {
        const done = state === vscode.TreeItemCheckboxState.Checked;
        if (node.kind === 'item') await tick(tree, node, done ? 'done' : 'open');
      }
    }),
  );
  const command = (id: string, execute: (node: unknown) => unknown) =>
    store.add(vscode.commands.registerCommand(id, execute));
  command('runbook.refreshChecklists', () => {
    files.forget();
    for (const session of sessions.all) session.ticks.refresh();
    tree.refresh();
  });
  command('runbook.toggleItem', async (argument) => {
    const node = itemOf(argument) ?? itemOf(view.selection[0]);
    if (node !== undefined) await tick(tree, node, node.entry.settled ? 'open' : 'done');
  });
  command('runbook.revealItem', async (argument) => {
    const node = itemOf(argument) ?? itemOf(view.selection[0]);
    if (node === undefined) return;
    const { start } = node.entry.item.range;
    const selection = new vscode.Range(start, 0, start, 0);
    await vscode.window.showTextDocument(node.file.uri, { selection });
  });
  command('runbook.runItem', async (argument) => {
    const node = itemOf(argument) ?? itemOf(view.selection[0]);
    for (const stepId of node?.entry.item.stepIds ?? []) {
      await vscode.commands.executeCommand('runbook.runStep', node?.file.uri.toString(), stepId);
    }
  });
  return store;
}

async function tick(tree: ChecklistTree, node: ItemNode, state: ItemState): Promise<void> {
  const { session, path, runbook, itemId } = tickTarget(node);
  const saved = await session.ticks.tick({ runbook: path, model: runbook, itemId, state });
  if (saved.ok) return;
  showFailure({ code: saved.code, message: `The tick is not saved: ${saved.message}` });
  tree.refresh();
}

/** Commands can be called with anything; only a node of this tree counts. */
function itemOf(value: unknown): ItemNode | undefined {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return undefined;
  if (value.kind !== 'item' || !('entry' in value) || !('file' in value)) return undefined;
  return value as ItemNode;
}
