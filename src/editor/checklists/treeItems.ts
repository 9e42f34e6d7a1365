import * as vscode from 'vscode';
import type { ChecklistState, ItemState } from '../../core/checklist/state';
import { formatAge } from '../../core/export/duration';
import type { ItemNode, ListNode } from './checklistTree';
import type { RunbookFile } from './runbookFiles';

export function runbookItem(file: RunbookFile, lists: readonly ListNode[]): vscode.TreeItem {
  const settled = lists.reduce((sum, { state }) => sum + state.settled, 0);
  const of = lists.reduce((sum, { state }) => sum + state.items.length, 0);
  const label = file.runbook.title ?? file.path;
  const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Expanded);
  item.id = file.uri.toString();
  item.description = `${settled}/${of} · ${file.path}`;
  item.iconPath = new vscode.ThemeIcon('book');
  item.contextValue = 'runbook';
  item.accessibilityInformation = { label: `${label}, ${settled} of ${of} items done` };
  return item;
}

export function checklistItem(file: RunbookFile, state: ChecklistState): vscode.TreeItem {
  const { checklist, settled, items } = state;
  const item = new vscode.TreeItem(checklist.title, vscode.TreeItemCollapsibleState.Expanded);
  item.id = `${file.uri.toString()}#${checklist.id}`;
  const cadence = checklist.cadence === undefined ? '' : ` · ${checklist.cadence.unit}`;
  item.description = `${settled}/${items.length}${cadence}`;
  item.iconPath = new vscode.ThemeIcon(settled === items.length ? 'pass' : 'checklist');
  item.contextValue = 'checklist';
  item.accessibilityInformation = {
    label: `${checklist.title}, ${settled} of ${items.length} items done`,
  };
  return item;
}

export function taskItem({ file, entry }: ItemNode, hasChildren: boolean): vscode.TreeItem {
  const words = plainWords(entry.item.text);
  const item = new vscode.TreeItem(
    words,
    hasChildren ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.None,
  );
  item.id = `${file.uri.toString()}#${entry.item.id}`;
  const runnable = entry.item.stepIds.length > 0 ? ' runnable' : '';
  item.contextValue = `item${runnable}`;
  item.checkboxState = {
    state: entry.settled
      ? vscode.TreeItemCheckboxState.Checked
      : vscode.TreeItemCheckboxState.Unchecked,
    tooltip: entry.settled ? 'Done' : 'Not done',
    accessibilityInformation: { label: `${words}: ${stateWords(entry)}`, role: 'checkbox' },
  };
  item.description = whoAndWhen(entry);
  item.tooltip = new vscode.MarkdownString(`${stateWords(entry)}\n\n${file.path}`);
  item.accessibilityInformation = { label: `${words}, ${stateWords(entry)}` };
  return item;
}

function whoAndWhen({ progress }: ItemState): string {
  if (progress === undefined || progress.state === 'open') return '';
  const age = formatAge(Math.max(0, Date.now() - Date.parse(progress.time)));
  const reason = progress.tick.reason === undefined ? '' : `: ${progress.tick.reason}`;
  const skipped = progress.state === 'skipped' ? `skipped${reason} · ` : '';
  return `${skipped}${progress.actor} · ${age}`;
}

function stateWords(entry: ItemState): string {
  const { progress } = entry;
  if (progress === undefined || progress.state === 'open') return 'not done';
  const what = progress.state === 'skipped' ? 'skipped' : 'done';
  return `${what} by ${progress.actor} at ${progress.time}`;
}

/** The item without Markdown's marks, for a label. */
function plainWords(text: string): string {
  return text
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[`*]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
