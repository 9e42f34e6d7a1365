import * as vscode from 'vscode';
import type { DueGroup } from '../../core/checklist/dueGroup';
import { plainItem } from '../../core/checklist/plainItem';
import type { ChecklistState } from '../../core/checklist/state';
import type { ChecklistNode, GoneNode, GroupNode, ItemNode, ListNode, VanishedNode } from './nodes';
import type { RunbookFile, RunbookFiles } from './runbookFiles';
import { checklistItem, goneItem, groupItem, taskItem, vanishedItem } from './treeItems';

const GROUPS: readonly DueGroup[] = ['overdue', 'today', 'later', 'incident'];
/** A view with more items than this opens with its checklists closed. */
const MANY_ITEMS = 300;

/** What the view tells besides its rows. */
export interface TreeSummary {
  readonly overdue: number;
  readonly lists: number;
  /** Sentences on broken annotations, clocks and logs. */
  readonly problems: readonly string[];
  readonly busy: boolean;
}

/** The checklists of every runbook in the workspace, by when they are due. */
export class ChecklistTree implements vscode.TreeDataProvider<ChecklistNode>, vscode.Disposable {
  readonly onDidChangeTreeData: vscode.Event<ChecklistNode | undefined>;
  readonly onDidSummarise: vscode.Event<TreeSummary>;
  readonly #changed = new vscode.EventEmitter<ChecklistNode | undefined>();
  readonly #summarised = new vscode.EventEmitter<TreeSummary>();
  readonly #files: RunbookFiles;
  readonly #lists = new Map<string, ListNode>();
  #groups: readonly GroupNode[] = [];
  #shown: readonly ListNode[] = [];
  #search = '';
  #next: NodeJS.Timeout | undefined;

  constructor(files: RunbookFiles) {
    this.#files = files;
    this.onDidChangeTreeData = this.#changed.event;
    this.onDidSummarise = this.#summarised.event;
  }

  /** Every list that was drawn last. */
  get lists(): readonly ListNode[] {
    return this.#shown;
  }

  get searched(): string {
    return this.#search;
  }

  /** Shows only lists and items with these words. */
  search(words: string): void {
    this.#search = words.trim().toLowerCase();
    this.refresh();
  }

  refresh(): void {
    this.#changed.fire(undefined);
  }

  /** Draws what ticks changed in one runbook. */
  async update(path: string): Promise<void> {
    const nodes = this.#shown.filter(({ state }) => state.runbook === path);
    const [first] = nodes;
    if (first === undefined) return this.refresh();
    await this.#redrawLists(nodes, first.file);
  }

  /** Draws what changed with the text of one runbook. */
  async updateFile(uri: vscode.Uri): Promise<void> {
    const file = this.#files.get(uri);
    const key = uri.toString();
    const nodes = this.#shown.filter((node) => node.file.uri.toString() === key);
    const anew = file === undefined || this.#search !== '';
    if (anew || nodes.length === 0) return this.refresh();
    const before = nodes[0]?.file.runbook.title;
    const { lists, vanished, problems } = await file.session.ticks.state(file.path, file.runbook);
    // Whatever is not in a list, and titles that stand beside every list, are drawn with all.
    const elsewhere = vanished.length + problems.length > 0 || before !== file.runbook.title;
    if (elsewhere || lists.length !== nodes.length) return this.refresh();
    await this.#redrawLists(nodes, file);
  }

  /** The lists that changed, or everything when one is due elsewhere now. */
  async #redrawLists(nodes: readonly ListNode[], file: RunbookFile): Promise<void> {
    const { lists } = await file.session.ticks.state(file.path, file.runbook);
    const now = new Map(lists.map((state) => [state.checklist.id, state]));
    for (const node of nodes) {
      const state = now.get(node.state.checklist.id);
      if (state === undefined || state.group !== node.state.group) return this.refresh();
    }
    for (const node of nodes) {
      node.file = file;
      const state = now.get(node.state.checklist.id);
      if (state === undefined || isSame(state, node.state)) continue;
      node.state = state;
      this.#changed.fire(node);
    }
  }

  /** Draws one list anew, as after a tick that could not be saved. */
  redraw(node: ListNode): void {
    this.#changed.fire(node);
  }

  async getChildren(node?: ChecklistNode): Promise<ChecklistNode[]> {
    if (node === undefined) return this.#roots();
    switch (node.kind) {
      case 'group':
        return [...node.lists];
      case 'list':
        return [...this.#items(node, undefined), ...vanishedIn(node)];
      case 'item':
        return this.#items(node.list, node.entry.item.id);
      case 'vanished':
      case 'gone':
        return [];
    }
  }

  getParent(node: ChecklistNode): ChecklistNode | undefined {
    if (node.kind === 'list') return this.#groups.find(({ lists }) => lists.includes(node));
    if (node.kind !== 'item') return undefined;
    const { parentId } = node.entry.item;
    const entry = node.list.state.items.find(({ item }) => item.id === parentId);
    return entry === undefined ? node.list : { kind: 'item', list: node.list, entry };
  }

  getTreeItem(node: ChecklistNode): vscode.TreeItem {
    switch (node.kind) {
      case 'group':
        return groupItem(node);
      case 'list': {
        const items = this.#shown.reduce((sum, { state }) => sum + state.items.length, 0);
        return checklistItem(node, items <= MANY_ITEMS || this.#search !== '');
      }
      case 'item':
        return taskItem(node, this.#items(node.list, node.entry.item.id).length > 0);
      case 'vanished':
        return vanishedItem(node);
      case 'gone':
        return goneItem(node);
    }
  }

  dispose(): void {
    clearTimeout(this.#next);
    this.#changed.dispose();
    this.#summarised.dispose();
  }

  async #roots(): Promise<ChecklistNode[]> {
    const files = await this.#files.list(false);
    const lists: ListNode[] = [];
    const others: (VanishedNode | GoneNode)[] = [];
    const problems: string[] = [];
    let until = Infinity;
    for (const file of files) {
      const state = await file.session.ticks.state(file.path, file.runbook);
      until = Math.min(until, state.validUntil);
      lists.push(...state.lists.map((list) => this.#list(file, list)));
      others.push(
        ...state.vanished.map((progress) => ({ kind: 'vanished' as const, file, progress })),
      );
      problems.push(
        ...state.problems.map(({ line, message }) => `${file.path}:${line + 1}: ${message}`),
      );
    }
    const found = lists.filter((list) => this.#fits(list));
    for (const session of new Set(files.map((file) => file.session))) {
      problems.push(...(await session.ticks.problems()));
      if (this.#files.busy || this.#search !== '') continue;
      for (const path of await session.ticks.gone()) others.push({ kind: 'gone', session, path });
    }
    this.#shown = found;
    this.#groups = GROUPS.map((group) => ({
      kind: 'group' as const,
      group,
      lists: found.filter(({ state }) => state.group === group),
    })).filter((group) => group.lists.length > 0);
    this.#summarised.fire({
      overdue: lists.filter(({ state }) => state.group === 'overdue').length,
      lists: lists.length,
      problems,
      busy: this.#files.busy,
    });
    this.#refreshAt(until);
    return [...this.#groups, ...others];
  }

  #list(file: RunbookFile, state: ChecklistState): ListNode {
    const id = `${file.uri.toString()}#${state.checklist.id}`;
    const known = this.#lists.get(id);
    if (known !== undefined) {
      known.file = file;
      known.state = state;
      return known;
    }
    const node: ListNode = { kind: 'list', id, file, state };
    this.#lists.set(id, node);
    return node;
  }

  #fits({ state, file }: ListNode): boolean {
    if (this.#search === '') return true;
    const title = `${state.checklist.title} ${file.runbook.title ?? ''} ${file.path}`.toLowerCase();
    return title.includes(this.#search) || state.items.some(({ item }) => this.#hit(item.text));
  }

  #hit(text: string): boolean {
    return plainItem(text).toLowerCase().includes(this.#search);
  }

  #items(list: ListNode, parentId: string | undefined): ItemNode[] {
    const entries = list.state.items.filter(({ item }) => item.parentId === parentId);
    const nodes = entries.map((entry) => ({ kind: 'item' as const, list, entry }));
    if (this.#search === '' || parentId !== undefined) return nodes;
    const hits = nodes.filter(
      ({ entry }) =>
        this.#hit(entry.item.text) ||
        list.state.items.some(
          ({ item }) => item.parentId === entry.item.id && this.#hit(item.text),
        ),
    );
    return hits.length > 0 ? hits : nodes;
  }

  /** At midnight, or when something falls due, lists start anew or move without any event. */
  #refreshAt(instant: number): void {
    clearTimeout(this.#next);
    if (!Number.isFinite(instant)) return;
    // Timers hold a month at most; an hour is enough, and catches clocks that are set.
    const wait = Math.min(Math.max(instant - Date.now(), 1000), 60 * 60 * 1000);
    this.#next = setTimeout(() => this.refresh(), wait);
  }
}

function vanishedIn({ file, state }: ListNode): VanishedNode[] {
  return state.vanished.map((progress) => ({ kind: 'vanished', file, progress }));
}

/** Read again after an edit, a list is another object that may say the same. */
function sameText(a: ChecklistState['checklist'], b: ChecklistState['checklist']): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

function isSame(a: ChecklistState, b: ChecklistState): boolean {
  return (
    sameText(a.checklist, b.checklist) &&
    a.period.name === b.period.name &&
    a.missed === b.missed &&
    a.items.length === b.items.length &&
    a.vanished.length === b.vanished.length &&
    a.items.every(({ progress }, index) => progress === b.items[index]?.progress)
  );
}
