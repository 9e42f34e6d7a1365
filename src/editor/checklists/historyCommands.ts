import * as vscode from 'vscode';
import {
  historyCsv,
  historyMarkdown,
  type ChecklistHistory,
} from '../../core/checklist/historyExport';
import { checklistHistories } from '../../session/checklistHistory';
import { shiftHandover } from '../../session/shiftHandover';
import { historyHtml } from './historyHtml';
import { listOf, type ListNode } from './nodes';
import type { RunbookFiles } from './runbookFiles';

/** History as a calendar and as files, and the hand-over of a shift. */
export function historyCommands(
  files: RunbookFiles,
): Record<string, (argument: unknown) => unknown> {
  return {
    'runbook.showChecklistHistory': async (argument) => {
      const histories = await historiesOf(files, listOf(argument));
      const panel = vscode.window.createWebviewPanel(
        'runbook.checklistHistory',
        'Checklist History',
        vscode.ViewColumn.Active,
        { enableScripts: false, localResourceRoots: [] },
      );
      panel.webview.html = historyHtml(histories);
    },
    'runbook.exportChecklistHistory': async (argument) => {
      const histories = await historiesOf(files, listOf(argument));
      const uri = await vscode.window.showSaveDialog({
        title: 'Export Checklist History',
        filters: { CSV: ['csv'], Markdown: ['md'] },
        ...defaultPlace('checklist-history.csv'),
      });
      if (uri === undefined) return;
      const text = uri.path.endsWith('.md') ? historyMarkdown(histories) : historyCsv(histories);
      await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
      await vscode.window.showTextDocument(uri);
    },
    'runbook.shiftHandover': async () => {
      const all = await files.list();
      const texts: string[] = [];
      for (const session of new Set(all.map((file) => file.session))) {
        const own = all.filter((file) => file.session === session);
        const models = new Map(own.map(({ path, runbook }) => [path, runbook]));
        texts.push(await shiftHandover(session, models));
      }
      if (texts.length === 0) {
        await vscode.window.showInformationMessage(
          'There is nothing to hand over: no checklist was found in this window.',
        );
        return;
      }
      const document = await vscode.workspace.openTextDocument({
        language: 'markdown',
        content: texts.join('\n'),
      });
      await vscode.window.showTextDocument(document);
    },
  };
}

/** Of one checklist, or of all when none is given. */
async function historiesOf(
  files: RunbookFiles,
  list: ListNode | undefined,
): Promise<readonly ChecklistHistory[]> {
  const found: ChecklistHistory[] = [];
  for (const { path, runbook, session } of await files.list()) {
    if (list !== undefined && (list.file.path !== path || list.file.session !== session)) continue;
    const own = await checklistHistories(session.ticks, path, runbook);
    found.push(
      ...own.filter(({ title }) => list === undefined || title === list.state.checklist.title),
    );
  }
  return found;
}

function defaultPlace(name: string): { defaultUri?: vscode.Uri } {
  const folder = vscode.workspace.workspaceFolders?.[0];
  return folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder.uri, name) };
}
