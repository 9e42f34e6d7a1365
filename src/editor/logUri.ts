import * as vscode from 'vscode';
import type { WorkspaceSession } from '../session/workspaceSession';
import type { FolderSessions } from './folderSessions';

/** The scheme of logs shown as notebooks. */
export const LOG_SCHEME = 'incident';
export const LOG_NOTEBOOK = 'runbook-incident';
const ENDING = '.incident';

/**
 * The address of a log in the editor: `incident:/<folder>/<id>.incident`, and for the other kinds
 * `incident:/<folder>/journal/<day>.incident`. `log` is `incidents/<id>` or `journal/<day>`.
 */
export function logUri(session: WorkspaceSession, log: string): vscode.Uri {
  const path = log.replace(/^incidents\//, '');
  return vscode.Uri.from({
    scheme: LOG_SCHEME,
    path: `/${folderName(session.root)}/${path}${ENDING}`,
  });
}

/** The log an address means; undefined when it is no such address or its folder is not open. */
export function logOfUri(
  sessions: FolderSessions,
  uri: vscode.Uri,
): { readonly session: WorkspaceSession; readonly log: string } | undefined {
  if (uri.scheme !== LOG_SCHEME || !uri.path.endsWith(ENDING)) return undefined;
  const [, name, ...rest] = uri.path.slice(0, -ENDING.length).split('/');
  const folder = vscode.workspace.workspaceFolders?.find(
    (one) => one.uri.scheme === 'file' && folderName(one.uri.fsPath) === name,
  );
  if (folder === undefined || rest.length === 0 || rest.length > 2) return undefined;
  const log = rest.length === 1 ? `incidents/${rest[0] ?? ''}` : rest.join('/');
  return { session: sessions.inFolder(folder), log };
}

/** Two folders of a window may have one name: the second and later get a number behind theirs. */
function folderName(root: string): string {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(
    (folder) => folder.uri.scheme === 'file',
  );
  const own = folders.find((folder) => folder.uri.fsPath === root);
  if (own === undefined) return 'folder';
  const sameName = folders.filter((folder) => folder.name === own.name);
  const place = sameName.indexOf(own);
  return place === 0 ? own.name : `${own.name}~${place + 1}`;
}
