import * as vscode from 'vscode';
import type { IncidentRunbook } from '../../session/incidents';
import type { WorkspaceSession } from '../../session/workspaceSession';
import { DisposableStore } from '../../util/dispose';
import type { FolderSessions } from '../folderSessions';
import type { RunbookDocuments } from '../runbookDocuments';
import { parseRunbook } from '../../core/parser/parseRunbook';

/** A runbook one can declare an incident from. */
export interface PlaybookFile extends IncidentRunbook {
  readonly uri: vscode.Uri;
  readonly session: WorkspaceSession;
}

/** Most files that are looked into, and the longest of them in bytes. */
const MOST_FILES = 1000;
const LONGEST = 2_000_000;

/** A runbook as it stands in the editor, else on the disk; undefined when it belongs to no folder. */
export async function openPlaybook(
  uri: vscode.Uri,
  sessions: FolderSessions,
  documents: RunbookDocuments,
): Promise<PlaybookFile | undefined> {
  const placed = sessions.place(uri);
  if (!placed.ok) return undefined;
  const { session, path } = placed.value;
  const open = vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());
  if (open !== undefined) {
    return { uri, session, path, text: open.getText(), model: documents.get(open) };
  }
  try {
    const bytes = await vscode.workspace.fs.readFile(uri);
    if (bytes.length > LONGEST) return undefined;
    const text = new TextDecoder().decode(bytes);
    return { uri, session, path, text, model: parseRunbook(text) };
  } catch {
    return undefined; // gone since it was found
  }
}

/** Every runbook of the workspace, a few at a time: the first pages can be chosen from at once. */
export async function* findPlaybooks(
  sessions: FolderSessions,
  documents: RunbookDocuments,
): AsyncGenerator<readonly PlaybookFile[]> {
  const uris = await vscode.workspace.findFiles(
    '**/*.{md,markdown}',
    '**/{node_modules,.git,.runbook}/**',
    MOST_FILES,
  );
  const batch = 20;
  for (let at = 0; at < uris.length; at += batch) {
    const files = await Promise.all(
      uris.slice(at, at + batch).map((uri) => openPlaybook(uri, sessions, documents)),
    );
    yield files.filter((file) => file !== undefined);
  }
}

/** Every runbook of the workspace for views that are drawn often: read once, until one changes. */
export class KnownPlaybooks implements vscode.Disposable {
  readonly onDidChange: vscode.Event<void>;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #store = new DisposableStore();
  readonly #sessions: FolderSessions;
  readonly #documents: RunbookDocuments;
  #reading: Promise<readonly PlaybookFile[]> | undefined;

  constructor(sessions: FolderSessions, documents: RunbookDocuments) {
    this.#sessions = sessions;
    this.#documents = documents;
    this.onDidChange = this.#changed.event;
    this.#store.add(this.#changed);
    const watcher = this.#store.add(vscode.workspace.createFileSystemWatcher('**/*.md'));
    const forget = () => {
      if (this.#reading === undefined) return;
      this.forget();
      this.#changed.fire();
    };
    for (const event of [watcher.onDidChange, watcher.onDidCreate, watcher.onDidDelete]) {
      this.#store.add(event(forget));
    }
  }

  list(): Promise<readonly PlaybookFile[]> {
    this.#reading ??= this.#read();
    return this.#reading;
  }

  /** Reads everything anew at the next question. */
  forget(): void {
    this.#reading = undefined;
  }

  dispose(): void {
    this.#store.dispose();
  }

  async #read(): Promise<readonly PlaybookFile[]> {
    const known: PlaybookFile[] = [];
    for await (const files of findPlaybooks(this.#sessions, this.#documents)) known.push(...files);
    return known;
  }
}
