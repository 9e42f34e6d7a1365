import * as vscode from 'vscode';
import { chooseIncident, chooseJournal, chooseSession } from '../chooseLog';
import type { FolderSessions } from '../folderSessions';
import { LOG_NOTEBOOK, logUri } from '../logUri';
import { showFailure } from '../showFailure';
import { pickFilter } from './filterPicks';
import type { LogFileSystem } from './logFileSystem';

/** Opening logs as notebooks, and showing a part of one. */
export function logCommands(
  sessions: FolderSessions,
  files: LogFileSystem,
): Readonly<Record<string, (...args: unknown[]) => unknown>> {
  return {
    'runbook.openIncidentNotebook': (id: unknown) => openIncident(sessions, id),
    'runbook.openJournalNotebook': (day: unknown) => openJournal(sessions, day),
    'runbook.filterLog': () => filterActive(files),
  };
}

/** @param id of an incident in any open folder; without one it is asked for. */
async function openIncident(sessions: FolderSessions, id: unknown): Promise<void> {
  if (typeof id !== 'string') {
    const session = await chooseSession(sessions);
    const chosen = session && (await chooseIncident(session));
    if (chosen !== undefined) await open(logUri(chosen.session, chosen.log));
    return;
  }
  for (const folder of vscode.workspace.workspaceFolders ?? []) {
    if (folder.uri.scheme !== 'file') continue;
    const session = sessions.inFolder(folder);
    const reading = await session.log.readIncident(id);
    if (reading.ok && reading.value.events.length > 0) {
      await open(logUri(session, `incidents/${id}`));
      return;
    }
  }
  showFailure({ code: 'no-incident', message: `There is no incident "${id}" in this window.` });
}

/** @param day `2026-03-29` in UTC; without one it is asked for. */
async function openJournal(sessions: FolderSessions, day: unknown): Promise<void> {
  const session = await chooseSession(sessions);
  if (session === undefined) return;
  const chosen =
    typeof day === 'string' ? { session, log: `journal/${day}` } : await chooseJournal(session);
  if (chosen !== undefined) await open(logUri(chosen.session, chosen.log));
}

async function open(uri: vscode.Uri): Promise<void> {
  await vscode.commands.executeCommand('vscode.openWith', uri, LOG_NOTEBOOK);
}

async function filterActive(files: LogFileSystem): Promise<void> {
  const notebook = vscode.window.activeNotebookEditor?.notebook;
  if (notebook?.notebookType !== LOG_NOTEBOOK) {
    showFailure({
      code: 'no-log',
      message: 'Open the notebook of an incident or a journal first.',
    });
    return;
  }
  if (notebook.isDirty) {
    showFailure({
      code: 'not-saved',
      message: 'Save your notes first; then choose what is shown.',
    });
    return;
  }
  const { filter, choices } = await files.filterOf(notebook.uri);
  const wanted = await pickFilter(filter, choices);
  if (wanted !== undefined) await files.setFilter(notebook.uri, wanted);
}
