import * as vscode from 'vscode';
import type { FilterChoices, LogFilter } from '../../core/export/logFilter';
import { OpenLogNotebook } from '../../session/openLogNotebook';
import type { FolderSessions } from '../folderSessions';
import { logOfUri } from '../logUri';
import { readBytes, toBytes, type SavedFile } from './cellMetadata';

/** Changes that come together are shown together. */
const SETTLE_MS = 100;

interface OpenFile {
  readonly notebook: OpenLogNotebook;
  filter: LogFilter;
  mtime: number;
  timer: NodeJS.Timeout | undefined;
}

/**
 * Logs as files that can be read and written on, never over: writing appends notes to the log. The
 * size is always the same, because the editor takes another size for a conflict; a later time makes
 * it read again.
 */
export class LogFileSystem implements vscode.FileSystemProvider, vscode.Disposable {
  readonly onDidChangeFile: vscode.Event<vscode.FileChangeEvent[]>;
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly #sessions: FolderSessions;
  readonly #files = new Map<string, Promise<OpenFile>>();

  constructor(sessions: FolderSessions) {
    this.#sessions = sessions;
    this.onDidChangeFile = this.#changed.event;
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const { mtime } = await this.#file(uri);
    return { type: vscode.FileType.File, ctime: 0, mtime, size: 1 };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const { notebook, filter } = await this.#file(uri);
    return toBytes(notebook.cells(filter));
  }

  async writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    const { notebook } = await this.#file(uri);
    const saved = readBytes(content) as SavedFile | undefined;
    if (saved?.shown === undefined) throw vscode.FileSystemError.NoPermissions(uri);
    const done = await notebook.save(saved.cells, saved.shown);
    // The editor shows the sentence and keeps what was written as unsaved.
    if (!done.ok) throw vscode.FileSystemError.Unavailable(`Not saved: ${done.message}`);
  }

  /** Makes the editor read the log again, as after saving: new notes have their ids then. */
  async reload(uri: vscode.Uri): Promise<void> {
    const file = await this.#files.get(uri.toString());
    if (file !== undefined) this.#touch(uri, file);
  }

  async filterOf(uri: vscode.Uri): Promise<{ filter: LogFilter; choices: FilterChoices }> {
    const { filter, notebook } = await this.#file(uri);
    return { filter, choices: notebook.choices() };
  }

  async setFilter(uri: vscode.Uri, filter: LogFilter): Promise<void> {
    const file = await this.#file(uri);
    file.filter = filter;
    this.#touch(uri, file);
  }

  /** Stops following a log whose notebook was closed. */
  async close(uri: vscode.Uri): Promise<void> {
    const opening = this.#files.get(uri.toString());
    this.#files.delete(uri.toString());
    const file = await opening?.catch(() => undefined);
    clearTimeout(file?.timer);
    file?.notebook.dispose();
  }

  watch(): vscode.Disposable {
    return { dispose: () => undefined }; // an open log is followed in any case
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  dispose(): void {
    for (const opening of this.#files.values()) {
      // What could not be opened has nothing to dispose of.
      void opening.then(
        ({ notebook, timer }) => {
          clearTimeout(timer);
          notebook.dispose();
        },
        () => undefined,
      );
    }
    this.#files.clear();
    this.#changed.dispose();
  }

  #file(uri: vscode.Uri): Promise<OpenFile> {
    const key = uri.toString();
    const known = this.#files.get(key);
    if (known !== undefined) return known;
    const opening = this.#open(uri);
    this.#files.set(key, opening);
    // Asked for again, it is looked for again: the log may exist by then.
    opening.catch(() => this.#files.delete(key));
    return opening;
  }

  async #open(uri: vscode.Uri): Promise<OpenFile> {
    const place = logOfUri(this.#sessions, uri);
    if (place === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    const key = uri.toString();
    const opened = await OpenLogNotebook.open(place.session, place.log, () => {
      void this.#files.get(key)?.then((file) => this.#settle(uri, file)); // an open file is there
    });
    if (!opened.ok) throw vscode.FileSystemError.FileNotFound(opened.message);
    return { notebook: opened.value, filter: {}, mtime: Date.now(), timer: undefined };
  }

  #settle(uri: vscode.Uri, file: OpenFile): void {
    file.timer ??= setTimeout(() => {
      file.timer = undefined;
      this.#touch(uri, file);
    }, SETTLE_MS);
  }

  #touch(uri: vscode.Uri, file: OpenFile): void {
    file.mtime = Math.max(Date.now(), file.mtime + 1);
    this.#changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  }
}
