import type { EventData, EventType, LogEvent } from '../../../../src/core/incident/event';
import { foldIncident, type Incident } from '../../../../src/core/incident/incident';

/** Events as a log holds them, one after the other; `time` is UTC, ISO 8601. */
export class Events {
  readonly all: LogEvent[] = [];

  add<T extends EventType>(type: T, data: EventData[T], time: string, actor = 'ana'): string {
    const n = this.all.length + 1;
    const id = `event-${n}`;
    const envelope = { v: 1, id, writer: 'host-a', seq: n, clock: n, time, actor };
    this.all.push({ ...envelope, type, data, prev: '', hash: '' } as unknown as LogEvent);
    return id;
  }

  incident(): Incident {
    const incident = foldIncident('inc-1', this.all);
    if (incident === undefined) throw new Error('the log declares no incident');
    return incident;
  }
}

/** A log that begins with a declaration at 02:00. */
export function declared(more: Partial<EventData['incident.declared']> = {}): Events {
  const events = new Events();
  const data = { title: 'Queue is stuck', severity: 'SEV2', ...more };
  events.add('incident.declared', data, at(0));
  return events;
}

/** So many minutes after 02:00 on 29 March 2026. */
export function at(minutes: number): string {
  return new Date(Date.UTC(2026, 2, 29, 2, 0) + minutes * 60_000).toISOString();
}
