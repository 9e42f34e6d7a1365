import * as vscode from 'vscode';
import type { DueGroup } from '../../core/checklist/dueGroup';
import { dayIn } from '../../core/checklist/period';
import { plainItem } from '../../core/checklist/plainItem';
import type { ItemState } from '../../core/checklist/state';
import { formatAge } from '../../core/export/duration';
import type { GoneNode, GroupNode, ItemNode, ListNode, VanishedNode } from './nodes';

const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;

const GROUPS: Readonly<Record<DueGroup, { title: string; icon: string }>> = {
  overdue: { title: 'Overdue', icon: 'warning' },
  today: { title: 'Due today', icon: 'bell' },
  later: { title: 'Later', icon: 'calendar' },
  incident: { title: 'Per incident', icon: 'flame' },
};

export function groupItem({ group, lists }: GroupNode): vscode.TreeItem {
  const { title, icon } = GROUPS[group];
  const open = group === 'overdue' || group === 'today';
  const item = new vscode.TreeItem(title, open ? Expanded : Collapsed);
  item.id = `group ${group}`;
  const count = `${lists.length} ${lists.length === 1 ? 'checklist' : 'checklists'}`;
  item.description = count;
  item.iconPath = new vscode.ThemeIcon(icon);
  item.contextValue = 'group';
  item.accessibilityInformation = { label: `${title}, ${count}` };
  return item;
}

export function checklistItem({ id, file, state }: ListNode, open: boolean): vscode.TreeItem {
  const { checklist, settled, items, missed, group } = state;
  const item = new vscode.TreeItem(checklist.title, open ? Expanded : Collapsed);
  item.id = id;
  const title = file.runbook.title ?? file.path;
  const when = dueWords(state, file.session.ticks.zone);
  const late = missed === 0 ? '' : ` · missed ${missed} before`;
  item.description = `${title} · ${settled}/${items.length}${when === '' ? '' : ` · ${when}`}${late}`;
  const done = settled === items.length;
  item.iconPath = new vscode.ThemeIcon(
    done ? 'pass' : group === 'overdue' ? 'warning' : 'checklist',
  );
  item.contextValue = state.rule.kind === 'before' ? 'checklist maintenance' : 'checklist';
  item.tooltip = `${checklist.title}\n${file.path}`;
  item.accessibilityInformation = {
    label: `${checklist.title}, ${GROUPS[group].title}, ${settled} of ${items.length} items done${late}, ${title}, ${file.path}`,
  };
  return item;
}

function dueWords({ period, settled, items, rule, group }: ListNode['state'], zone: Zone): string {
  if (rule.kind === 'before' && period.due === undefined) return 'no date set';
  if (settled === items.length && period.end !== undefined) {
    const wall = zone.wallAt(period.end);
    return `again ${dayIn(zone, period.end)} ${two(wall.hour)}:${two(wall.minute)}`;
  }
  if (period.due === undefined || group === 'today') return '';
  return `due ${dayIn(zone, period.due - 1)}`;
}

type Zone = Parameters<typeof dayIn>[0];

function two(value: number): string {
  return String(value).padStart(2, '0');
}

export function taskItem({ list, entry }: ItemNode, hasChildren: boolean): vscode.TreeItem {
  const words = plainItem(entry.item.text);
  const item = new vscode.TreeItem(words, hasChildren ? Expanded : None);
  item.id = `${list.file.uri.toString()}#${entry.item.id}`;
  const runnable = list.file.steps().has(entry.item.id) ? ' runnable' : '';
  item.contextValue = `item ${entry.settled ? 'settled' : 'open'}${runnable}`;
  const { Checked, Unchecked } = vscode.TreeItemCheckboxState;
  item.checkboxState = {
    state: entry.settled ? Checked : Unchecked,
    tooltip: stateWords(entry),
    accessibilityInformation: { label: `${words}: ${stateWords(entry)}`, role: 'checkbox' },
  };
  if (entry.progress?.state === 'skipped') item.iconPath = new vscode.ThemeIcon('debug-step-over');
  item.description = whoAndWhen(entry);
  const note = entry.progress?.tick.note;
  item.tooltip = [words, stateWords(entry), ...(note === undefined ? [] : [`Note: ${note}`])].join(
    '\n',
  );
  item.accessibilityInformation = { label: `${words}, ${stateWords(entry)}` };
  return item;
}

export function vanishedItem({ file, progress }: VanishedNode): vscode.TreeItem {
  const { tick, actor, time, state } = progress;
  const words = plainItem(tick.itemText);
  const item = new vscode.TreeItem(words, None);
  item.id = `${file.uri.toString()}#vanished ${tick.itemId}`;
  item.description = `vanished item · ${state} by ${actor}`;
  item.iconPath = new vscode.ThemeIcon('question');
  item.contextValue = 'vanished';
  item.tooltip = `Vanished item: its words are no longer in ${file.path}. ${state} by ${actor} at ${time}. The tick is kept.`;
  item.accessibilityInformation = { label: `${words}, vanished item, ${state} by ${actor}` };
  return item;
}

export function goneItem({ path }: GoneNode): vscode.TreeItem {
  const item = new vscode.TreeItem(path, None);
  item.id = `gone ${path}`;
  item.description = 'has ticks and is no longer there';
  item.iconPath = new vscode.ThemeIcon('question');
  item.contextValue = 'gone';
  item.tooltip = `${path} was deleted, or moved and changed. Its ticks are kept and come back with it.`;
  item.accessibilityInformation = {
    label: `${path}, deleted or moved runbook, its ticks are kept`,
  };
  return item;
}

/** For the end of a line: `ann · 2 min ago`, `skipped: snow · ann · 2 min ago`. */
export function whoAndWhen({ progress }: ItemState): string {
  if (progress === undefined) return '';
  const { state, tick, actor, time } = progress;
  const note = tick.note === undefined ? '' : ` · note: ${tick.note}`;
  if (state === 'open') return note.slice(3);
  const age = formatAge(Math.max(0, Date.now() - Date.parse(time)));
  const reason = tick.reason === undefined ? '' : `: ${tick.reason}`;
  const how =
    state === 'skipped' ? `skipped${reason} · ` : tick.runId === undefined ? '' : 'passed · ';
  return `${how}${actor} · ${age}${note}`;
}

/** The state of an item as a screen reader says it. */
export function stateWords({ progress }: ItemState): string {
  if (progress === undefined || progress.state === 'open') return 'not done';
  const { state, tick, actor, time } = progress;
  const what =
    state === 'skipped'
      ? `skipped${tick.reason === undefined ? '' : ` (${tick.reason})`}`
      : tick.runId === undefined
        ? 'done'
        : 'passed its check, run';
  return `${what} by ${actor} at ${time}`;
}
