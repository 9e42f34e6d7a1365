import { foldIncident, type Incident } from '../core/incident/incident';
import type { FollowedLog } from '../storage/followLog';
import type { Disposable } from '../util/dispose';
import { Emitter, type Listen } from '../util/emitter';
import type { LogBook } from './logBook';

/**
 * The incidents that were worked on here and are not resolved, whichever is the active one. Their
 * logs are followed: one that somebody resolves elsewhere leaves by itself.
 */
export class OpenIncidents implements Disposable {
  /** Fires when one comes or goes, or its log grew. */
  readonly onDidChange: Listen<readonly Incident[]>;
  readonly #changed = new Emitter<readonly Incident[]>();
  readonly #log: LogBook;
  /** By id; undefined while the log is being opened. */
  readonly #followed = new Map<string, FollowedLog | undefined>();
  readonly #incidents = new Map<string, Incident>();
  #disposed = false;

  constructor(log: LogBook) {
    this.#log = log;
    this.onDidChange = this.#changed.event;
  }

  get all(): readonly Incident[] {
    return [...this.#incidents.values()];
  }

  /** Nothing happens when it is followed already, is resolved, or is not there. */
  async follow(id: string): Promise<void> {
    if (this.#followed.has(id)) return;
    this.#followed.set(id, undefined);
    const followed = await this.#log.followIncident(id, () => this.#fold(id));
    if (!followed.ok) {
      this.#followed.delete(id);
      return;
    }
    if (this.#disposed) followed.value.dispose();
    else {
      this.#followed.set(id, followed.value);
      this.#fold(id);
    }
  }

  dispose(): void {
    this.#disposed = true;
    for (const followed of this.#followed.values()) followed?.dispose();
    this.#changed.dispose();
  }

  #fold(id: string): void {
    const followed = this.#followed.get(id);
    if (followed === undefined) return;
    const incident = foldIncident(id, followed.reading().events);
    if (incident === undefined || incident.phase === 'resolved') {
      followed.dispose();
      this.#followed.delete(id);
      this.#incidents.delete(id);
    } else this.#incidents.set(id, incident);
    this.#changed.fire(this.all);
  }
}
