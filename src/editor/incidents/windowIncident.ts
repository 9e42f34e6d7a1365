import * as vscode from 'vscode';
import type { Incident } from '../../core/incident/incident';
import type { WorkspaceSession } from '../../session/workspaceSession';
import { DisposableStore, type Disposable } from '../../util/dispose';
import { Emitter, type Listen } from '../../util/emitter';
import type { FolderSessions } from '../folderSessions';

/** An incident and the folder it belongs to. */
export interface PlacedIncident {
  readonly session: WorkspaceSession;
  readonly incident: Incident;
}

const MEMORY = 'runbook.activeIncident';
const OPEN_MEMORY = 'runbook.openIncidents';

/**
 * The incident this window works on, and those it worked on that are not resolved; both are kept
 * over a restart. Folders other than its own have no active one.
 */
export class WindowIncident implements vscode.Disposable {
  readonly onDidChange: Listen<PlacedIncident | undefined>;
  readonly onDidChangeOpen: Listen<readonly PlacedIncident[]>;
  readonly #changed = new Emitter<PlacedIncident | undefined>();
  readonly #changedOpen = new Emitter<readonly PlacedIncident[]>();
  readonly #store = new DisposableStore();
  readonly #memory: vscode.Memento;
  readonly #sessions: FolderSessions;
  readonly #watched = new Map<WorkspaceSession, Disposable>();
  #session: WorkspaceSession | undefined;

  constructor(sessions: FolderSessions, memory: vscode.Memento) {
    this.#sessions = sessions;
    this.#memory = memory;
    this.onDidChange = this.#changed.event;
    this.onDidChangeOpen = this.#changedOpen.event;
    for (const session of sessions.all) this.#watch(session);
    this.#store.add(sessions.onDidOpen((session) => this.#watch(session)));
  }

  get current(): PlacedIncident | undefined {
    const session = this.#session;
    const incident = session?.incidents.active.incident;
    return session === undefined || incident === undefined ? undefined : { session, incident };
  }

  /** Every incident of this window that is not resolved, the active one among them. */
  get open(): readonly PlacedIncident[] {
    return this.#sessions.all.flatMap((session) =>
      session.incidents.open.all.map((incident) => ({ session, incident })),
    );
  }

  /** Makes one of them the active one, where it is not. */
  async workOn({ session, incident }: PlacedIncident): Promise<void> {
    if (this.current?.session === session && this.current.incident.id === incident.id) return;
    await this.#open(session, incident.id);
  }

  /** Takes up the incidents that were open when the window was closed. */
  async restore(): Promise<void> {
    await Promise.all([this.#restoreActive(), this.#restoreOpen()]);
  }

  async #restoreActive(): Promise<void> {
    const known = this.#memory.get<unknown>(MEMORY);
    if (!isMemory(known)) return;
    const session = this.#sessionOf(known.folder);
    // An incident whose log is gone is nothing to take up.
    if (session !== undefined) await this.#open(session, known.id);
  }

  async #restoreOpen(): Promise<void> {
    const known = this.#memory.get<unknown>(OPEN_MEMORY);
    for (const { folder, id } of Array.isArray(known) ? known.filter(isMemory) : []) {
      await this.#sessionOf(folder)?.incidents.open.follow(id);
    }
  }

  async #open(session: WorkspaceSession, id: string): Promise<void> {
    await session.incidents.active.open(id);
    session.lastRuns.take(session.incidents.active.events);
  }

  #sessionOf(uri: string): WorkspaceSession | undefined {
    const folder = folders().find((one) => one.uri.toString() === uri);
    return folder?.uri.scheme === 'file' ? this.#sessions.inFolder(folder) : undefined;
  }

  /** Goes back to the journal. */
  leave(): void {
    this.#session?.incidents.active.leave();
  }

  dispose(): void {
    this.#store.dispose();
    for (const listener of this.#watched.values()) listener.dispose();
    this.#changed.dispose();
    this.#changedOpen.dispose();
  }

  #watch(session: WorkspaceSession): void {
    if (this.#watched.has(session)) return;
    const listeners = new DisposableStore();
    listeners.add(session.incidents.open.onDidChange(() => this.#openChanged()));
    const listener = session.incidents.active.onDidChange((incident) => {
      if (incident === undefined && this.#session !== session) return;
      if (incident !== undefined && this.#session !== session) this.#take(session);
      this.#remember(incident);
      this.#changed.fire(this.current);
    });
    listeners.add(listener);
    this.#watched.set(session, listeners);
  }

  #openChanged(): void {
    const open = this.open;
    const value = open.flatMap(({ session, incident }) => {
      const folder = folderOf(session);
      return folder === undefined ? [] : [{ folder: folder.uri.toString(), id: incident.id }];
    });
    const known = JSON.stringify(this.#memory.get<unknown>(OPEN_MEMORY) ?? []);
    // Written behind the scenes, as below.
    if (JSON.stringify(value) !== known) void this.#memory.update(OPEN_MEMORY, value);
    this.#changedOpen.fire(open);
  }

  #take(session: WorkspaceSession): void {
    const before = this.#session;
    this.#session = session;
    before?.incidents.active.leave();
  }

  #remember(incident: Incident | undefined): void {
    const folder = this.#session && folderOf(this.#session);
    const value =
      incident === undefined || incident.phase === 'resolved' || folder === undefined
        ? undefined
        : { folder: folder.uri.toString(), id: incident.id };
    const isActive = value !== undefined;
    void vscode.commands.executeCommand('setContext', 'runbook.incidentActive', isActive);
    const known = this.#memory.get<unknown>(MEMORY);
    if (isMemory(known) ? known.id === value?.id : value === undefined) return;
    // Written behind the scenes; the log itself does not depend on it.
    void this.#memory.update(MEMORY, value);
  }
}

function folders(): readonly vscode.WorkspaceFolder[] {
  return vscode.workspace.workspaceFolders ?? [];
}

function folderOf({ root }: WorkspaceSession): vscode.WorkspaceFolder | undefined {
  return folders().find(({ uri }) => uri.fsPath === root);
}

function isMemory(value: unknown): value is { readonly folder: string; readonly id: string } {
  if (typeof value !== 'object' || value === null) return false;
  return (
    'folder' in value &&
    typeof value.folder === 'string' &&
    'id' in value &&
    typeof value.id === 'string'
  );
}
