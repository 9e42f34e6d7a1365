import * as vscode from 'vscode';
import type { LogCellMetadata } from './cellMetadata';

const SIGNS: Readonly<Record<string, string>> = {
  passed: '$(check)',
  failed: '$(error)',
  'needs-eyes': '$(eye)',
  neutral: '$(sync)',
};

/** Verdict, duration, time and person under each run. */
export const runStatus: vscode.NotebookCellStatusBarItemProvider = {
  provideCellStatusBarItems(cell) {
    const { status, tone } = cell.metadata as LogCellMetadata;
    if (status === undefined) return [];
    const item = new vscode.NotebookCellStatusBarItem(
      `${SIGNS[tone ?? ''] ?? ''} ${status}`,
      vscode.NotebookCellStatusBarAlignment.Left,
    );
    item.tooltip = 'As recorded in the log';
    item.accessibilityInformation = { label: status };
    return [item];
  },
};
