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
/** How long the view waits before it shows what was read so far, in milliseconds. */
const FIRST_PAINT = 150;

/** The Markdown files of the workspace with something to tick, read again when they change. */
export class RunbookFiles implements vscode.Disposable {
  /** A file changed, or more files have been read. */
  readonly onDidChange: vscode.Event<void>;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #store = new DisposableStore();
  readonly #sessions: FolderSessions;
  readonly #read = new Map<string, RunbookFile | undefined>();
  #uris: Promise<readonly vscode.Uri[]> | undefined;
  #reading: Promise<void> | undefined;

  constructor(sessions: FolderSessions) {
    this.#sessions = sessions;
    this.onDidChange = this.#changed.event;
    this.#store.add(this.#changed);
    const watcher = this.#store.add(vscode.workspace.createFileSystemWatcher('**/*.md'));
    const change = (uri: vscode.Uri) => {
      this.#read.delete(uri.toString());
      this.#changed.fire();
    };
    this.#store.add(watcher.onDidChange(change));
    for (const event of [watcher.onDidCreate, watcher.onDidDelete]) {
      this.#store.add(
        event((uri) => {
          this.#uris = undefined;
          change(uri);
        }),
      );
    }
  }

  /**
   * In order of their paths. With `patient` false it answers soon with what was read so far, and
   * `onDidChange` tells of the rest.
   */
  async list(patient = true): Promise<readonly RunbookFile[]> {
    const uris = await this.#find();
    const unread = uris.filter((uri) => !this.#read.has(uri.toString()));
    if (unread.length > 0) {
      this.#reading ??= this.#readAll(unread).finally(() => (this.#reading = undefined));
      if (patient) await this.#reading;
      else if (await this.#late(this.#reading)) void this.#reading.then(() => this.#changed.fire());
    }
    const found = uris.map((uri) => this.#read.get(uri.toString()));
    return found
      .filter((file) => file !== undefined)
      .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  }

  /** Whether files are being read that the last list did not have. */
  get busy(): boolean {
    return this.#reading !== undefined;
  }

  /** Reads everything anew at the next question. */
  forget(): void {
    this.#read.clear();
    this.#uris = undefined;
  }

  dispose(): void {
    this.#store.dispose();
  }

  async #late(reading: Promise<void>): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<boolean>((done) => {
      timer = setTimeout(() => done(true), FIRST_PAINT);
    });
    const answer = await Promise.race([late, reading.then(() => false)]);
    clearTimeout(timer);
    return answer;
  }

  #find(): Promise<readonly vscode.Uri[]> {
    this.#uris ??= this.#findAll();
    return this.#uris;
  }

  async #findAll(): Promise<readonly vscode.Uri[]> {
    const found: vscode.Uri[] = [];
    for (const folder of vscode.workspace.workspaceFolders ?? []) {
      const pattern = vscode.workspace
        .getConfiguration('runbook', folder.uri)
        .get('checklists.include', '**/*.md');
      found.push(
        ...(await vscode.workspace.findFiles(
          new vscode.RelativePattern(folder, pattern),
          '**/{node_modules,.git,.runbook}/**',
          MOST_FILES,
        )),
      );
    }
    return found;
  }

  /** In small groups, so that the window stays alive in between. */
  async #readAll(uris: readonly vscode.Uri[]): Promise<void> {
    for (let at = 0; at < uris.length; at += 20) {
      await Promise.all(uris.slice(at, at + 20).map((uri) => this.#readFile(uri)));
      await new Promise((done) => setImmediate(done));
    }
    this.#tellSessions();
  }

  async #readFile(uri: vscode.Uri): Promise<void> {
    const placed = this.#sessions.place(uri);
    let file: RunbookFile | undefined;
    if (placed.ok) {
      try {
        const bytes = await vscode.workspace.fs.readFile(uri);
        const runbook = parseRunbook(new TextDecoder().decode(bytes));
        if (hasItems(runbook)) {
          file = { uri, path: placed.value.path, runbook, session: placed.value.session };
        }
      } catch {
        file = undefined; // deleted or unreadable since it was found: the watcher tells of the rest
      }
    }
    this.#read.set(uri.toString(), file);
  }

  #tellSessions(): void {
    for (const session of this.#sessions.all) {
      const own = [...this.#read.values()].filter((file) => file?.session === session);
      session.ticks.know(
        new Map(own.flatMap((file) => (file === undefined ? [] : [[file.path, file.runbook]]))),
      );
    }
  }
}

function hasItems({ checklists, schedules, metadata }: Runbook): boolean {
  return checklists.length > 0 || schedules.length > 0 || metadata.nextReview !== undefined;
}
