import * as vscode from 'vscode';
import type { Runbook } from '../../core/model/runbook';
import { parseRunbook } from '../../core/parser/parseRunbook';
import { checksOf, type CheckUnit } from '../../core/run/checks';
import type { WorkspaceSession } from '../../session/workspaceSession';
import type { FolderSessions } from '../folderSessions';

/** A runbook with its checks, as it was last read. */
export interface CheckFile {
  readonly uri: vscode.Uri;
  readonly text: string;
  readonly runbook: Runbook;
  readonly session: WorkspaceSession;
  /** Relative to the workspace folder, forward slashes. */
  readonly path: string;
  readonly checks: readonly CheckUnit[];
}

/** Most files that are looked into. */
const MOST_FILES = 2000;

/** The Markdown files of all folders. */
export async function findMarkdown(): Promise<readonly vscode.Uri[]> {
  const found: vscode.Uri[] = [];
  for (const folder of vscode.workspace.workspaceFolders ?? []) {
    const pattern = new vscode.RelativePattern(folder, '**/*.md');
    const files = await vscode.workspace.findFiles(
      pattern,
      '**/{node_modules,.git,.runbook}/**',
      MOST_FILES,
    );
    found.push(...files);
  }
  return found;
}

/** Reads a file's checks: of the open document when there is one. Undefined when it has none. */
export async function readCheckFile(
  uri: vscode.Uri,
  sessions: FolderSessions,
): Promise<CheckFile | undefined> {
  const placed = sessions.place(uri);
  if (!placed.ok) return undefined;
  const { session, path } = placed.value;
  const text = await readText(uri);
  if (text === undefined) return undefined;
  const runbook = parseRunbook(text);
  if (runbook.steps.length === 0) return undefined;
  const checks = checksOf(runbook, await session.classifier()).filter(
    ({ leftOut }) => leftOut === undefined,
  );
  return checks.length === 0 ? undefined : { uri, text, runbook, session, path, checks };
}

async function readText(uri: vscode.Uri): Promise<string | undefined> {
  const open = vscode.workspace.textDocuments.find(
    (document) => document.uri.toString() === uri.toString(),
  );
  if (open !== undefined) return open.getText();
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined; // gone since it was found: the watcher tells of it
  }
}
