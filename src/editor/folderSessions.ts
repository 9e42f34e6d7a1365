import * as vscode from 'vscode';
import { isAbsolute, join } from 'node:path';
import { openClassifier, type Classifier } from '../session/classifier';
import { WorkspaceSession } from '../session/workspaceSession';
import type { EnvironmentSetting, Gate, Questions, Terminals } from '../session/ports';
import { connectionSource } from './connections/connectionSource';
import { fail, succeed, type Result } from '../util/result';
import { Emitter, type Listen } from '../util/emitter';

/** A runbook in its workspace folder. `path` is relative to it, with forward slashes. */
export interface PlacedRunbook {
  readonly session: WorkspaceSession;
  readonly path: string;
}

export type PlaceCode = 'no-folder' | 'remote-folder' | 'not-saved';

/** One session for each workspace folder, made when it is first asked for. */
export class FolderSessions implements vscode.Disposable {
  readonly onDidOpen: Listen<WorkspaceSession>;
  readonly #opened = new Emitter<WorkspaceSession>();
  readonly #sessions = new Map<string, WorkspaceSession>();
  readonly #context: vscode.ExtensionContext;
  readonly #questions: Questions;
  readonly #terminals: Terminals;
  readonly #programFolder: string;
  readonly #classifier: Classifier;
  readonly #folders: vscode.Disposable;

  constructor(context: vscode.ExtensionContext, questions: Questions, terminals: Terminals) {
    this.#context = context;
    this.#questions = questions;
    this.#terminals = terminals;
    this.#programFolder = join(context.extension.extensionPath, 'dist');
    this.#classifier = openClassifier(this.#programFolder, true);
    this.onDidOpen = this.#opened.event;
    this.#folders = vscode.workspace.onDidChangeWorkspaceFolders(({ removed }) => {
      for (const folder of removed) this.#close(folder.uri.toString());
    });
  }

  /** The session a document belongs to, or the reason why nothing can be run or kept for it. */
  place(uri: vscode.Uri): Result<PlacedRunbook, PlaceCode> {
    if (uri.scheme === 'untitled') {
      return fail(
        'not-saved',
        'This runbook is not saved yet. Save it in the workspace folder first.',
      );
    }
    const folder = vscode.workspace.getWorkspaceFolder(uri);
    if (folder === undefined) {
      return fail(
        'no-folder',
        'This runbook is not in an open folder, so its runs and ticks could not be recorded. ' +
          'Open the folder that holds it.',
      );
    }
    if (folder.uri.scheme !== 'file') {
      return fail(
        'remote-folder',
        `Steps can be run in folders on a disk only; ${folder.name} is on "${folder.uri.scheme}".`,
      );
    }
    const path = uri.path.slice(folder.uri.path.length).replace(/^\/+/, '');
    return succeed({ session: this.inFolder(folder), path });
  }

  /** The session of a workspace folder. */
  inFolder(folder: vscode.WorkspaceFolder): WorkspaceSession {
    const key = folder.uri.toString();
    const known = this.#sessions.get(key);
    if (known !== undefined) return known;
    const session = this.#open(folder);
    this.#sessions.set(key, session);
    this.#opened.fire(session);
    return session;
  }

  get all(): readonly WorkspaceSession[] {
    return [...this.#sessions.values()];
  }

  /** Called from deactivate: the host gives five seconds. */
  async close(): Promise<void> {
    await Promise.all(this.all.map((session) => session.close()));
    this.#sessions.clear();
  }

  dispose(): void {
    this.#folders.dispose();
    this.#opened.dispose();
    for (const session of this.all) session.dispose();
  }

  #open(folder: vscode.WorkspaceFolder): WorkspaceSession {
    const { extension } = this.#context;
    const manifest = extension.packageJSON as { name: string; version: string };
    const root = folder.uri.fsPath;
    return new WorkspaceSession({
      root,
      logDirectory: logDirectory(folder),
      programFolder: this.#programFolder,
      classifier: this.#classifier,
      app: manifest.name,
      version: manifest.version,
      questions: this.#questions,
      gate: trustGate,
      settings: () => {
        const settings = vscode.workspace.getConfiguration('runbook', folder.uri);
        const confirm = settings.get<string>('run.confirm');
        return {
          timeoutMs: 1000 * settings.get('run.timeout', 600),
          confirm: confirm === 'all' ? 'all' : 'changes',
          environments: environmentsOf(settings.inspect('environments')?.globalValue),
        };
      },
      environment: () => process.env,
      timeZone: () =>
        vscode.workspace.getConfiguration('runbook', folder.uri).get('checklists.timeZone', '') ||
        Intl.DateTimeFormat().resolvedOptions().timeZone,
      tickOnPass: () =>
        vscode.workspace.getConfiguration('runbook', folder.uri).get('checklists.tickOnPass', true),
      terminals: this.#terminals,
      connections: connectionSource(this.#context.secrets),
      memory: {
        get: (key) => this.#context.workspaceState.get(`${key} ${root}`),
        set: (key, value) => {
          // Only a convenience for the next time: nobody waits until it is written.
          void this.#context.workspaceState.update(`${key} ${root}`, value);
        },
      },
    });
  }

  #close(key: string): void {
    const session = this.#sessions.get(key);
    this.#sessions.delete(key);
    // The folder has left the window; nobody waits for its log to be closed politely.
    void session?.close();
  }
}

/** Only the user's own setting counts: an environment decides where something runs. */
function environmentsOf(value: unknown): readonly EnvironmentSetting[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry: unknown) => {
    if (typeof entry !== 'object' || entry === null) return [];
    const { name, production, envFile, target } = entry as Readonly<Record<string, unknown>>;
    if (typeof name !== 'string' || name === '') return [];
    return [
      {
        name,
        ...(typeof production === 'boolean' ? { production } : {}),
        ...(typeof envFile === 'string' ? { envFile } : {}),
        ...(typeof target === 'string' ? { target } : {}),
      },
    ];
  });
}

const trustGate: Gate = {
  check: () =>
    vscode.workspace.isTrusted
      ? succeed(undefined)
      : fail(
          'untrusted',
          'Nothing is run in Restricted Mode. Trust this folder to run its runbooks.',
        ),
};

/** A workspace may move its log within the folder, never out of it; an absolute path is the user's. */
function logDirectory(folder: vscode.WorkspaceFolder): string {
  const root = folder.uri.fsPath;
  const setting = vscode.workspace
    .getConfiguration('runbook', folder.uri)
    .inspect<string>('log.directory');
  const mine = setting?.globalValue;
  if (mine !== undefined && mine !== '') return isAbsolute(mine) ? mine : join(root, mine);
  const theirs = setting?.workspaceFolderValue ?? setting?.workspaceValue;
  const usable =
    vscode.workspace.isTrusted && theirs !== undefined && /^[\w.-][\w./-]*$/.test(theirs);
  return join(root, usable && !theirs.split('/').includes('..') ? theirs : '.runbook');
}
