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

/** The incident this window works on, kept over a restart; folders other than its own have none. */
export class WindowIncident implements vscode.Disposable {
  readonly onDidChange: Listen<PlacedIncident | undefined>;
  readonly #changed = new Emitter<PlacedIncident | undefined>();
  readonly #store = new DisposableStore();
  readonly #memory: vscode.Memento;
  readonly #sessions: FolderSessions;
  readonly #watched = new Map<WorkspaceSession, Disposable>();
  #session: WorkspaceSession | undefined;

  constructor(sessions: FolderSessions, memory: vscode.Memento) {
    this.#sessions = sessions;
    this.#memory = memory;
    this.onDidChange = this.#changed.event;
    for (const session of sessions.all) this.#watch(session);
    this.#store.add(sessions.onDidOpen((session) => this.#watch(session)));
  }

  get current(): PlacedIncident | undefined {
    const session = this.#session;
    const incident = session?.incidents.active.incident;
    return session === undefined || incident === undefined ? undefined : { session, incident };
  }

  /** Takes up the incident that was active when the window was closed. */
  async restore(): Promise<void> {
    const known = this.#memory.get<unknown>(MEMORY);
    if (!isMemory(known)) return;
    const folder = vscode.workspace.workspaceFolders?.find(
      ({ uri }) => uri.toString() === known.folder,
    );
    if (folder === undefined || folder.uri.scheme !== 'file') return;
    const session = this.#sessions.inFolder(folder);
    // An incident whose log is gone is nothing to take up.
    await session.incidents.active.open(known.id);
    session.lastRuns.take(session.incidents.active.events);
  }

  /** Goes back to the journal. */
  leave(): void {
    this.#session?.incidents.active.leave();
  }

  dispose(): void {
    this.#store.dispose();
    for (const listener of this.#watched.values()) listener.dispose();
    this.#changed.dispose();
  }

  #watch(session: WorkspaceSession): void {
    if (this.#watched.has(session)) return;
    const listener = session.incidents.active.onDidChange((incident) => {
      if (incident === undefined && this.#session !== session) return;
      if (incident !== undefined && this.#session !== session) this.#take(session);
      this.#remember(incident);
      this.#changed.fire(this.current);
    });
    this.#watched.set(session, listener);
  }

  #take(session: WorkspaceSession): void {
    const before = this.#session;
    this.#session = session;
    before?.incidents.active.leave();
  }

  #remember(incident: Incident | undefined): void {
    const folder = vscode.workspace.workspaceFolders?.find(
      ({ uri }) => uri.fsPath === this.#session?.root,
    );
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

function isMemory(value: unknown): value is { readonly folder: string; readonly id: string } {
  if (typeof value !== 'object' || value === null) return false;
  return (
    'folder' in value &&
    typeof value.folder === 'string' &&
    'id' in value &&
    typeof value.id === 'string'
  );
}
