import * as vscode from 'vscode';
import type { ChecklistState, ItemState } from '../../core/checklist/state';
import type { Runbook } from '../../core/model/runbook';
import type { WorkspaceSession } from '../../session/workspaceSession';
import { checklistItem, runbookItem, taskItem } from './treeItems';
import type { RunbookFiles, RunbookFile } from './runbookFiles';

/** A node of the tree: a runbook, one of its checklists, or an item. */
export type ChecklistNode =
  | { readonly kind: 'runbook'; readonly file: RunbookFile; readonly lists: readonly ListNode[] }
  | ListNode
  | ItemNode;

export interface ListNode {
  readonly kind: 'list';
  readonly file: RunbookFile;
  readonly state: ChecklistState;
}

export interface ItemNode {
  readonly kind: 'item';
  readonly file: RunbookFile;
  readonly list: ChecklistState;
  readonly entry: ItemState;
}

/** The checklists of every runbook in the workspace, with what is known of their items. */
export class ChecklistTree implements vscode.TreeDataProvider<ChecklistNode>, vscode.Disposable {
  readonly onDidChangeTreeData: vscode.Event<undefined>;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly #files: RunbookFiles;

  constructor(files: RunbookFiles) {
    this.#files = files;
    this.onDidChangeTreeData = this.#changed.event;
  }

  refresh(): void {
    this.#changed.fire(undefined);
  }

  async getChildren(node?: ChecklistNode): Promise<ChecklistNode[]> {
    if (node === undefined) return this.#roots();
    switch (node.kind) {
      case 'runbook':
        return [...node.lists];
      case 'list':
        return childItems(node.file, node.state, undefined);
      case 'item':
        return childItems(node.file, node.list, node.entry.item.id);
    }
  }

  getTreeItem(node: ChecklistNode): vscode.TreeItem {
    switch (node.kind) {
      case 'runbook':
        return runbookItem(node.file, node.lists);
      case 'list':
        return checklistItem(node.file, node.state);
      case 'item':
        return taskItem(node, childItems(node.file, node.list, node.entry.item.id).length > 0);
    }
  }

  dispose(): void {
    this.#changed.dispose();
  }

  async #roots(): Promise<ChecklistNode[]> {
    const roots: ChecklistNode[] = [];
    for (const file of await this.#files.list()) {
      const states = await file.session.ticks.states(file.path, file.runbook);
      const lists = states.map((state) => ({ kind: 'list' as const, file, state }));
      if (lists.length > 0) roots.push({ kind: 'runbook', file, lists });
    }
    return roots;
  }
}

/** What a tick needs to know. */
export interface TickTarget {
  readonly session: WorkspaceSession;
  readonly path: string;
  readonly runbook: Runbook;
  readonly itemId: string;
}

export function tickTarget({ file, entry }: ItemNode): TickTarget {
  return { session: file.session, path: file.path, runbook: file.runbook, itemId: entry.item.id };
}

function childItems(
  file: RunbookFile,
  list: ChecklistState,
  parentId: string | undefined,
): ItemNode[] {
  return list.items
    .filter((entry) => entry.item.parentId === parentId)
    .map((entry) => ({ kind: 'item' as const, file, list, entry }));
}
