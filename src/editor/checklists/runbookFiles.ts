import * as vscode from 'vscode';
import type { Runbook } from '../../core/model/runbook';
import { parseRunbook } from '../../core/parser/parseRunbook';
import type { WorkspaceSession } from '../../session/workspaceSession';
import { DisposableStore } from '../../util/dispose';
import type { FolderSessions } from '../folderSessions';

export interface RunbookFile {
  readonly uri: vscode.Uri;
  /** Relative to the workspace folder, forward slashes. */
  readonly path: string;
  readonly runbook: Runbook;
  readonly session: WorkspaceSession;
}

/** Most files that are looked into; a workspace with more says so rather than freezing. */
const MOST_FILES = 2000;

/** The Markdown files of the workspace that hold a checklist, read again when they change on disk. */
export class RunbookFiles implements vscode.Disposable {
  readonly onDidChange: vscode.Event<void>;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #store = new DisposableStore();
  readonly #sessions: FolderSessions;
  readonly #read = new Map<string, Promise<RunbookFile | undefined>>();

  constructor(sessions: FolderSessions) {
    this.#sessions = sessions;
    this.onDidChange = this.#changed.event;
    this.#store.add(this.#changed);
    const watcher = this.#store.add(vscode.workspace.createFileSystemWatcher('**/*.md'));
    const forget = (uri: vscode.Uri) => {
      this.#read.delete(uri.toString());
      this.#changed.fire();
    };
    for (const event of [watcher.onDidChange, watcher.onDidCreate, watcher.onDidDelete]) {
      this.#store.add(event(forget));
    }
  }

  /** In order of their paths. A file that cannot be read is left out. */
  async list(): Promise<readonly RunbookFile[]> {
    const found: RunbookFile[] = [];
    for (const folder of vscode.workspace.workspaceFolders ?? []) {
      const pattern = vscode.workspace
        .getConfiguration('runbook', folder.uri)
        .get('checklists.include', '**/*.md');
      const uris = await vscode.workspace.findFiles(
        new vscode.RelativePattern(folder, pattern),
        '**/{node_modules,.git,.runbook}/**',
        MOST_FILES,
      );
      const files = await Promise.all(uris.map((uri) => this.#file(uri)));
      found.push(...files.filter((file) => file !== undefined));
    }
    return found.sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  /** Reads everything anew at the next question. */
  forget(): void {
    this.#read.clear();
  }

  dispose(): void {
    this.#store.dispose();
  }

  #file(uri: vscode.Uri): Promise<RunbookFile | undefined> {
    const key = uri.toString();
    let reading = this.#read.get(key);
    if (reading === undefined) {
      reading = this.#readFile(uri);
      this.#read.set(key, reading);
    }
    return reading;
  }

  async #readFile(uri: vscode.Uri): Promise<RunbookFile | undefined> {
    const placed = this.#sessions.place(uri);
    if (!placed.ok) return undefined;
    try {
      const bytes = await vscode.workspace.fs.readFile(uri);
      const runbook = parseRunbook(new TextDecoder().decode(bytes));
      if (runbook.checklists.length === 0) return undefined;
      return { uri, path: placed.value.path, runbook, session: placed.value.session };
    } catch {
      return undefined; // deleted or unreadable since it was found: the watcher tells of the rest
    }
  }
}
