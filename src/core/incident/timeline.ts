import { assertNever } from '../../util/assertNever';
import type { Outcome } from '../run/outcome';
import type {
  IncidentHandover,
  ItemTicked,
  NoteEdited,
  RecordedOutput,
  RecordedVerdict,
  RunEnded,
  RunRefused,
  RunStarted,
  VerdictGiven,
} from './eventData';
import type { LogEvent } from './event';
import { MOMENTS } from './times';

/** One run as the log tells it. Without an end it is `running`, or `interrupted` once its writer is gone. */
export interface RunEntry {
  readonly kind: 'run';
  readonly id: string;
  readonly time: string;
  readonly actor: string;
  readonly started: RunStarted;
  readonly outcome: Outcome | 'running';
  readonly exitCode: number | undefined;
  readonly durationMs: number | undefined;
  readonly output: RecordedOutput | undefined;
  /** A person's judgement when there is one, else what the expectation gave. */
  readonly verdict: RecordedVerdict | undefined;
  readonly message: string | undefined;
}

export interface RefusalEntry {
  readonly kind: 'refusal';
  readonly id: string;
  readonly time: string;
  readonly actor: string;
  readonly refused: RunRefused;
  /** A change of a drill that somebody marked as done by hand: who, and in which words. */
  readonly verdict: RecordedVerdict | undefined;
}

export interface NoteEntry {
  readonly kind: 'note';
  readonly id: string;
  readonly time: string;
  readonly actor: string;
  readonly noteId: string;
  readonly text: string;
  readonly edited: boolean;
  readonly about: string | undefined;
}

export interface TickEntry {
  readonly kind: 'tick';
  readonly id: string;
  readonly time: string;
  readonly actor: string;
  readonly tick: ItemTicked;
}

/** Everything else that happened, as one sentence. */
export interface FactEntry {
  readonly kind: 'fact';
  readonly id: string;
  readonly time: string;
  readonly actor: string;
  readonly text: string;
}

export type TimelineEntry = RunEntry | RefusalEntry | NoteEntry | TickEntry | FactEntry;

export interface Timeline {
  readonly entries: readonly TimelineEntry[];
}

/**
 * Folds a log's events, in causal order, into what people read. A run is one entry at the place
 * where it started. `isAlive` tells whether a writer may still end its runs.
 */
export function foldTimeline(
  events: readonly LogEvent[],
  isAlive: (writer: string) => boolean,
): Timeline {
  const closed = new Set(
    events.filter((event) => event.type === 'writer.closed').map((event) => event.writer),
  );
  const fold = new TimelineFold((writer) => closed.has(writer) || !isAlive(writer));
  for (const event of events) fold.add(event);
  return { entries: fold.entries };
}

class TimelineFold {
  readonly entries: TimelineEntry[] = [];
  readonly #isOver: (writer: string) => boolean;
  readonly #runs = new Map<string, number>();
  readonly #notes = new Map<string, number>();

  constructor(isOver: (writer: string) => boolean) {
    this.#isOver = isOver;
  }

  add(event: LogEvent): void {
    const common = { id: event.id, time: event.time, actor: event.actor };
    switch (event.type) {
      case 'run.started':
        this.#runs.set(event.data.runId, this.entries.length);
        this.entries.push(openRun(common, event.data, this.#isOver(event.writer)));
        break;
      case 'run.ended':
        this.#changeRun(event.data.runId, endOf(event.data));
        break;
      case 'verdict.given':
        this.#changeRun(event.data.runId, { verdict: personsVerdict(event.actor, event.data) });
        break;
      case 'run.refused':
        this.#runs.set(event.data.runId, this.entries.length);
        this.entries.push({ kind: 'refusal', ...common, refused: event.data, verdict: undefined });
        break;
      case 'note.added': {
        const { noteId, text, about } = event.data;
        this.#notes.set(noteId, this.entries.length);
        this.entries.push({ kind: 'note', ...common, noteId, text, edited: false, about });
        break;
      }
      case 'note.edited':
        this.#editNote(event.data);
        break;
      case 'item.ticked':
        this.entries.push({ kind: 'tick', ...common, tick: event.data });
        break;
      case 'checklist.dated':
      case 'writer.opened':
      case 'writer.closed':
        break;
      case 'incident.declared':
      case 'incident.severity':
      case 'incident.assigned':
      case 'incident.acknowledged':
      case 'incident.mitigated':
      case 'incident.resolved':
      case 'incident.escalated':
      case 'incident.handover':
      case 'incident.time-corrected':
      case 'evidence.pinned':
      case 'update.posted':
      case 'unknown':
        this.entries.push({ kind: 'fact', ...common, text: factText(event) });
        break;
      default:
        assertNever(event);
    }
  }

  #changeRun(runId: string, change: Partial<RunEntry>): void {
    const index = this.#runs.get(runId);
    const entry = index === undefined ? undefined : this.entries[index];
    if (index === undefined) return;
    if (entry?.kind === 'run') this.entries[index] = { ...entry, ...change };
    if (entry?.kind === 'refusal') this.entries[index] = { ...entry, verdict: change.verdict };
  }

  #editNote({ noteId, text }: NoteEdited): void {
    const index = this.#notes.get(noteId);
    const entry = index === undefined ? undefined : this.entries[index];
    if (index !== undefined && entry?.kind === 'note') {
      this.entries[index] = { ...entry, text, edited: true };
    }
  }
}

function endOf(data: RunEnded): Partial<RunEntry> {
  return {
    outcome: data.outcome,
    exitCode: data.exitCode,
    durationMs: data.durationMs,
    output: data.output,
    verdict: data.verdict,
    message: data.message,
  };
}

function personsVerdict(actor: string, data: VerdictGiven): RecordedVerdict {
  return {
    kind: data.verdict,
    message: `${actor}: ${data.message ?? verdictWords(data.verdict)}`,
  };
}

function openRun(
  common: { id: string; time: string; actor: string },
  started: RunStarted,
  over: boolean,
): RunEntry {
  return {
    kind: 'run',
    ...common,
    started,
    outcome: over ? 'interrupted' : 'running',
    exitCode: undefined,
    durationMs: undefined,
    output: undefined,
    verdict: undefined,
    message: over ? 'The program that ran it ended before the command did.' : undefined,
  };
}

function verdictWords(kind: RecordedVerdict['kind']): string {
  switch (kind) {
    case 'pass':
      return 'looks right';
    case 'fail':
      return 'does not look right';
    case 'needs-eyes':
      return 'needs eyes';
    default:
      return assertNever(kind);
  }
}

type Fact = Exclude<
  LogEvent,
  {
    type:
      | 'run.started'
      | 'run.ended'
      | 'run.refused'
      | 'verdict.given'
      | 'note.added'
      | 'note.edited'
      | 'item.ticked'
      | 'checklist.dated'
      | 'writer.opened'
      | 'writer.closed';
  }
>;

function factText(event: Fact): string {
  switch (event.type) {
    case 'incident.declared':
      return `Incident declared: ${event.data.title} (${event.data.severity})`;
    case 'incident.severity':
      return `Severity is now ${event.data.severity}${because(event.data.reason)}`;
    case 'incident.assigned':
      return `${event.data.role}: ${event.data.person}`;
    case 'incident.acknowledged':
      return `Acknowledged${because(event.data.text)}`;
    case 'incident.mitigated':
      return `Mitigated${because(event.data.text)}`;
    case 'incident.resolved':
      return `Resolved${because(event.data.text)}`;
    case 'incident.escalated':
      return `Escalated${event.data.to === undefined ? '' : ` to ${event.data.to}`}: ${event.data.label}`;
    case 'incident.handover':
      return handoverText(event.data);
    case 'incident.time-corrected':
      return `Time corrected${momentText(event.data.of)} to ${event.data.time}${because(event.data.reason)}`;
    case 'evidence.pinned':
      return `Evidence pinned: ${event.data.title}`;
    case 'update.posted':
      return `Status update posted: ${event.data.text}`;
    case 'unknown':
      return `Unknown event "${event.writtenType}", kept as it is in the log`;
    default:
      return assertNever(event);
  }
}

function momentText(of: string): string {
  return (MOMENTS as readonly string[]).includes(of) ? ` (${of})` : '';
}

function handoverText(data: IncidentHandover): string {
  return `Handed over from ${data.from} to ${data.to}${because(data.text)}`;
}

function because(text: string | undefined): string {
  return text === undefined || text === '' ? '' : `: ${text}`;
}
