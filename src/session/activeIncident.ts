import type { LogEvent } from '../core/incident/event';
import { foldIncident, type Incident } from '../core/incident/incident';
import type { FollowedLog } from '../storage/followLog';
import type { Disposable } from '../util/dispose';
import { Emitter, type Listen } from '../util/emitter';
import { fail, succeed, type Result } from '../util/result';
import type { LogBook } from './logBook';
import type { RunPlace } from './ports';

const JOURNAL: RunPlace = { incident: undefined, drill: false, armed: false };

/**
 * The incident this window works on. Its log is followed, so another window's events show here;
 * several incidents may be open, one is active.
 */
export class ActiveIncident implements Disposable {
  /** Fires when another incident becomes active, or the active one's log grew. */
  readonly onDidChange: Listen<Incident | undefined>;
  readonly #changed = new Emitter<Incident | undefined>();
  readonly #log: LogBook;
  #followed: FollowedLog | undefined;
  #incident: Incident | undefined;

  constructor(log: LogBook) {
    this.#log = log;
    this.onDidChange = this.#changed.event;
  }

  get incident(): Incident | undefined {
    return this.#incident;
  }

  /** Every event of the active incident, in causal order. */
  get events(): readonly LogEvent[] {
    return this.#followed?.reading().events ?? [];
  }

  /** Where runs go: the active incident's log while it is not resolved, else the journal. */
  place(): RunPlace {
    const incident = this.#incident;
    if (incident === undefined || incident.phase === 'resolved') return JOURNAL;
    return { incident: incident.id, drill: incident.drill, armed: incident.armed };
  }

  /** Makes an incident the active one. */
  async open(id: string): Promise<Result<Incident, 'bad-name' | 'no-incident'>> {
    const followed = await this.#log.followIncident(id, () => this.#fold(id));
    if (!followed.ok) return followed;
    const incident = foldIncident(id, followed.value.reading().events);
    if (incident === undefined) {
      followed.value.dispose();
      return fail('no-incident', `There is no incident "${id}" in this folder.`);
    }
    this.#followed?.dispose();
    this.#followed = followed.value;
    this.#incident = incident;
    this.#changed.fire(incident);
    return succeed(incident);
  }

  /** Looks at the log now, as after an own event. */
  async refresh(): Promise<void> {
    await this.#followed?.refresh();
  }

  /** Goes back to the journal; the incident stays as it is. */
  leave(): void {
    this.#followed?.dispose();
    this.#followed = undefined;
    this.#incident = undefined;
    this.#changed.fire(undefined);
  }

  dispose(): void {
    this.#followed?.dispose();
    this.#changed.dispose();
  }

  #fold(id: string): void {
    const followed = this.#followed;
    if (followed === undefined || this.#incident?.id !== id) return;
    this.#incident = foldIncident(id, followed.reading().events) ?? this.#incident;
    this.#changed.fire(this.#incident);
  }
}
