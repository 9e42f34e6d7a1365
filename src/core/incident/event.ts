import type {
  ChecklistDated,
  EvidencePinned,
  IncidentAssigned,
  IncidentDeclared,
  IncidentEscalated,
  IncidentHandover,
  IncidentMilestone,
  IncidentSeverity,
  IncidentTimeCorrected,
  ItemTicked,
  NoteAdded,
  NoteEdited,
  RunEnded,
  RunRefused,
  RunStarted,
  UpdatePosted,
  VerdictGiven,
  WriterClosed,
  WriterOpened,
} from './eventData';

/** The format version this program writes. Higher ones are read as far as they are understood. */
export const FORMAT_VERSION = 1;

/** What each type of event carries. */
export interface EventData {
  readonly 'run.started': RunStarted;
  readonly 'run.ended': RunEnded;
  readonly 'run.refused': RunRefused;
  readonly 'verdict.given': VerdictGiven;
  readonly 'note.added': NoteAdded;
  readonly 'note.edited': NoteEdited;
  readonly 'item.ticked': ItemTicked;
  readonly 'checklist.dated': ChecklistDated;
  readonly 'incident.declared': IncidentDeclared;
  readonly 'incident.severity': IncidentSeverity;
  readonly 'incident.assigned': IncidentAssigned;
  readonly 'incident.acknowledged': IncidentMilestone;
  readonly 'incident.mitigated': IncidentMilestone;
  readonly 'incident.resolved': IncidentMilestone;
  readonly 'incident.escalated': IncidentEscalated;
  readonly 'incident.handover': IncidentHandover;
  readonly 'incident.time-corrected': IncidentTimeCorrected;
  readonly 'evidence.pinned': EvidencePinned;
  readonly 'update.posted': UpdatePosted;
  readonly 'writer.opened': WriterOpened;
  readonly 'writer.closed': WriterClosed;
}

export type EventType = keyof EventData;

/** Where another writer's file stood when this event was written. */
export interface Head {
  readonly seq: number;
  readonly hash: string;
}

export type Heads = Readonly<Record<string, Head>>;

/** What every event has (DESIGN §4). Members not listed here are kept as they were read. */
export interface Envelope {
  readonly v: number;
  /** ULID, made before the first attempt to write. */
  readonly id: string;
  readonly writer: string;
  /** 1, 2, 3, … in that writer's file. */
  readonly seq: number;
  /** Lamport clock: greater than that of every event the writer had seen. It orders the fold. */
  readonly clock: number;
  /** UTC, ISO 8601. A label, never an order. */
  readonly time: string;
  readonly actor: string;
  /** Other writers' last events this writer had seen, when that changed since its last event. */
  readonly heads?: Heads;
  /** Hash of the writer's previous line, or `GENESIS`. */
  readonly prev: string;
  /** SHA-256 (hex) of the bytes of this line that stand before `,"hash":`. */
  readonly hash: string;
}

export type EventOf<T extends EventType> = Envelope & {
  readonly type: T;
  readonly data: EventData[T];
};

export type KnownEvent = { readonly [T in EventType]: EventOf<T> }[EventType];

/** An event whose type or shape this version does not know: kept, and shown as unknown. */
export interface UnknownEvent extends Envelope {
  readonly type: 'unknown';
  /** The type that stands in the file. */
  readonly writtenType: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export type LogEvent = KnownEvent | UnknownEvent;

/** What a caller hands in to be recorded; the writer adds the envelope. */
export type NewEvent = {
  readonly [T in EventType]: {
    readonly type: T;
    readonly data: EventData[T];
    /** Who did it, when it was not the writer's own user. */
    readonly actor?: string;
  };
}[EventType];
