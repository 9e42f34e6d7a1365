import * as vscode from 'vscode';
import { formatAge, formatDuration } from '../../core/export/duration';
import { severityCode } from '../../core/incident/deadlines';
import { nextDeadline } from '../../core/incident/deadlineState';
import type { DrillState } from '../../core/incident/drills';
import { dueWords, elapsedMs } from './clockWords';
import type { IncidentNode } from './incidentNode';

export function incidentItem({ incident }: IncidentNode, active: boolean): vscode.TreeItem {
  const now = Date.now();
  const over = incident.phase === 'resolved';
  const label = `${incident.drill ? 'DRILL ' : ''}${severityCode(incident.severity)} ${incident.title}`;
  const item = new vscode.TreeItem(
    label,
    over || !active
      ? vscode.TreeItemCollapsibleState.Collapsed
      : vscode.TreeItemCollapsibleState.Expanded,
  );
  const next = over ? undefined : nextDeadline(incident, now);
  const lasted = formatDuration(elapsedMs(incident, now));
  const ago = formatAge(Math.max(0, now - Date.parse(incident.times.declared?.time ?? '')));
  const words = over
    ? `${ago}, lasted ${lasted}`
    : [incident.phase, lasted, ...(next === undefined ? [] : [dueWords(next, now)])].join(' · ');
  item.id = incident.id;
  item.description = active && !over ? `${words} · active here` : words;
  item.iconPath = new vscode.ThemeIcon(incident.drill ? 'beaker' : over ? 'pass' : 'flame');
  item.contextValue = over ? 'incident past' : active ? 'incident open active' : 'incident open';
  item.accessibilityInformation = { label: `${label}, ${words}` };
  item.command = {
    command: 'runbook.openIncidentNotebook',
    title: 'Open Incident Notebook',
    arguments: [incident.id],
  };
  return item;
}

export function groupItem(title: string, count: number): vscode.TreeItem {
  const item = new vscode.TreeItem(title, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = title;
  item.description = String(count);
  item.iconPath = new vscode.ThemeIcon('history');
  return item;
}

export function drillItem({ last, next }: DrillState): vscode.TreeItem {
  const item = new vscode.TreeItem('Drills', vscode.TreeItemCollapsibleState.None);
  const before = last === undefined ? 'none yet' : `last ${last.at.slice(0, 10)}`;
  const then = next === undefined ? 'none planned' : `next ${next.date}`;
  item.id = 'drills';
  item.description = `${before} · ${then}`;
  item.tooltip = [last?.title, next && `${next.title} (${next.path})`].filter(Boolean).join('\n');
  item.iconPath = new vscode.ThemeIcon('beaker');
  item.contextValue = 'drills';
  return item;
}

export function factItem(text: string, icon: string): vscode.TreeItem {
  const item = new vscode.TreeItem(text, vscode.TreeItemCollapsibleState.None);
  item.iconPath = new vscode.ThemeIcon(icon);
  item.tooltip = text;
  return item;
}
