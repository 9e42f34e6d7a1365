import * as vscode from 'vscode';
import type { ChecklistDocument } from '../../core/model/runbook';
import { hasItems, readChecklists } from '../../core/parser/readChecklists';
import type { WorkspaceSession } from '../../session/workspaceSession';
import { DisposableStore } from '../../util/dispose';
import type { FolderSessions, PlacedRunbook } from '../folderSessions';
import { itemSteps, type ItemStep } from './itemSteps';

export interface RunbookFile {
  readonly uri: vscode.Uri;
  /** Relative to the workspace folder, forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly runbook: ChecklistDocument;
  readonly session: WorkspaceSession;
  /** What its items run; read when it is asked for. */
  readonly steps: () => ReadonlyMap<string, readonly ItemStep[]>;
}

/** Most files that are looked into; a workspace with more says so rather than freezing. */
const MOST_FILES = 2000;
/** How long the view waits before it shows what was read so far, in milliseconds. */
const FIRST_PAINT = 150;

/** The Markdown files of the workspace with something to tick, read again when they change. */
export class RunbookFiles implements vscode.Disposable {
  /** The file that changed; undefined when others came or went, or more have been read. */
  readonly onDidChange: vscode.Event<vscode.Uri | undefined>;
  readonly #changed = new vscode.EventEmitter<vscode.Uri | undefined>();
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
    this.#store.add(watcher.onDidChange((uri) => this.#readAgain(uri)));
    for (const event of [watcher.onDidCreate, watcher.onDidDelete]) {
      this.#store.add(
        event((uri) => {
          this.#uris = undefined;
          this.#read.delete(uri.toString());
          this.#changed.fire(undefined);
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
      else if (await this.#late(this.#reading)) {
        // What is read later is told; a file that cannot be read counts as read.
        void this.#reading.then(() => this.#changed.fire(undefined));
      }
    }
    const found = uris.map((uri) => this.#read.get(uri.toString()));
    return found
      .filter((file) => file !== undefined)
      .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  }

  /** What was read last of one file. */
  get(uri: vscode.Uri): RunbookFile | undefined {
    return this.#read.get(uri.toString());
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
    const file = placed.ok ? await readFile(uri, placed.value, this.get(uri)) : undefined;
    this.#read.set(uri.toString(), file);
  }

  /** A file that changed; nothing is told when it says the same as before. */
  async #readAgain(uri: vscode.Uri): Promise<void> {
    const key = uri.toString();
    if (!this.#read.has(key)) return;
    const before = this.#read.get(key);
    await this.#readFile(uri);
    const now = this.#read.get(key);
    if (now === before) return;
    this.#tellSessions();
    this.#changed.fire(before === undefined || now === undefined ? undefined : uri);
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

/** The same object as before while the text is the same. */
async function readFile(
  uri: vscode.Uri,
  { path, session }: PlacedRunbook,
  before: RunbookFile | undefined,
): Promise<RunbookFile | undefined> {
  let text: string;
  try {
    text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined; // deleted or unreadable since it was found: the watcher tells of the rest
  }
  if (before?.text === text && before.session === session) return before;
  const runbook = readChecklists(text);
  if (!hasItems(runbook)) return undefined;
  let steps: ReturnType<RunbookFile['steps']> | undefined;
  return { uri, path, text, runbook, session, steps: () => (steps ??= itemSteps(text)) };
}
