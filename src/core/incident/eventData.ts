import type { Anchor } from '../model/anchor';
import type { Intent } from '../run/intent';
import type { Outcome, Verdict, VerdictKind } from '../run/outcome';

/** How a run was refused before any process existed; the code is the contract. */
export type RefusalCode = string;

/** What stands about a run before it starts: the same for a started and a refused run. */
export interface RunSubject {
  readonly runId: string;
  /** Path relative to the workspace folder, with forward slashes. */
  readonly runbook: string;
  /** SHA-256 (hex) of the runbook's bytes as they were read. */
  readonly runbookHash: string;
  readonly stepId: string;
  readonly partId?: string;
  readonly title: string;
  /** The heading the step stands under. */
  readonly section?: string;
  /** Zero-based line of the step in the runbook. */
  readonly line: number;
  /** Name in the `outputs` folder of the runbook as it was read, kept for runs in an incident. */
  readonly runbookFile?: string;
}

/** A value that was put into a hole. A secret keeps its name and loses its value. */
export interface FilledPlaceholder {
  readonly name: string;
  readonly value?: string;
}

/** Recorded before the process exists (invariant 4). */
export interface RunStarted extends RunSubject {
  /** The exact resolved text, secrets masked. */
  readonly text: string;
  /**
   * SHA-256 (hex) of `text`, masks included: from a hash of what they hide a short secret could be
   * guessed. Records of old versions have the hash of the exact bytes, which is the same without a mask.
   */
  readonly textHash: string;
  readonly language: string;
  /** Where it runs, as people name it: `local`, `ssh ops@host`, `pod web-0`. */
  readonly target: string;
  /** The environment that was chosen: `staging`. */
  readonly environment?: string;
  readonly cwd: string;
  readonly intent: Intent;
  readonly reasons: readonly string[];
  readonly placeholders?: readonly FilledPlaceholder[];
  readonly drill?: boolean;
}

/** What a run wrote, masked. The whole of it is in the side file when `truncated`. */
export interface RecordedOutput {
  readonly head: string;
  /** Empty when `head` holds everything. */
  readonly tail: string;
  /** Bytes of the whole output. */
  readonly bytes: number;
  readonly lines: number;
  /** SHA-256 (hex) of the whole output. */
  readonly sha256: string;
  /** Name in the `outputs` folder; absent when head and tail are all that was kept. */
  readonly file?: string;
  /** True when `head` and `tail` miss the middle. */
  readonly truncated: boolean;
}

export interface RecordedVerdict {
  readonly kind: Verdict['kind'];
  readonly message: string;
  readonly difference?: string;
}

export interface RunEnded {
  readonly runId: string;
  readonly outcome: Outcome;
  readonly exitCode?: number;
  readonly signal?: string;
  /** From a monotonic clock, never negative. */
  readonly durationMs: number;
  readonly output: RecordedOutput;
  readonly verdict?: RecordedVerdict;
  /** Why it ended as it did, as a sentence. */
  readonly message?: string;
  /** True when another writer found the run's writer dead and closed it as interrupted. */
  readonly observed?: boolean;
}

export interface RunRefused extends RunSubject {
  readonly code: RefusalCode;
  readonly message: string;
  /** What would have run, secrets masked: kept in a drill, whose changes are done by hand. */
  readonly text?: string;
  readonly intent?: Intent;
  readonly drill?: boolean;
}

/** A person's judgement of a run whose expectation was prose. */
export interface VerdictGiven {
  readonly runId: string;
  readonly verdict: VerdictKind;
  readonly message?: string;
}

export interface NoteAdded {
  readonly noteId: string;
  readonly text: string;
  /** The run the note is about. */
  readonly about?: string;
}

/** An edit keeps the original event; the last edit is what is shown. Empty text removes the note. */
export interface NoteEdited {
  readonly noteId: string;
  readonly text: string;
}

export type ItemState = 'done' | 'open' | 'skipped';

export interface ItemTicked {
  readonly runbook: string;
  readonly checklistId: string;
  readonly checklistTitle: string;
  readonly itemId: string;
  readonly itemText: string;
  readonly state: ItemState;
  readonly reason?: string;
  readonly note?: string;
  /** The period of the cadence it counts for, for example `2026-W14`. */
  readonly period?: string;
  /** The run that ticked it. */
  readonly runId?: string;
  /** What the item was, to find it again in an edited runbook. */
  readonly anchor?: Anchor;
  /** Ids under which earlier ticks of the same item stand, where its words have changed since. */
  readonly formerIds?: readonly string[];
  /** How many items the checklist had. */
  readonly items?: number;
  /** Other runbooks that had the same item then: the ticks of this one are not theirs. */
  readonly alsoIn?: readonly string[];
  /** Items with nearly the same words that stood beside it: they are not what became of it. */
  readonly beside?: readonly string[];
}

/** The date that a runbook's maintenance lists count back from ("24 Hours Before"). */
export interface ChecklistDated {
  readonly runbook: string;
  /** UTC, ISO 8601; absent when the date was taken back. */
  readonly at?: string;
  /** What is planned then. */
  readonly title?: string;
}

/** Opens an incident log. Times are UTC ISO 8601, durations are minutes. */
export interface IncidentDeclared {
  readonly title: string;
  readonly severity: string;
  /** The severities of the runbook, worst first; SEV1 to SEV4 when it has none. */
  readonly severities?: readonly string[];
  readonly commander?: string;
  readonly runbook?: string;
  readonly runbookHash?: string;
  /** Name in the `outputs` folder of the runbook as it stood. */
  readonly runbookFile?: string;
  readonly section?: string;
  /** The failed check it was declared from. */
  readonly runId?: string;
  readonly drill?: boolean;
  /** A drill in which changes are executed. */
  readonly armed?: boolean;
  /** When the trouble began and when it was noticed, where they differ from the declaration. */
  readonly startedAt?: string;
  readonly detectedAt?: string;
  readonly deadlines?: readonly IncidentDeadline[];
}

/** What settles a deadline: acknowledging, resolving (or escalating), posting an update. */
export type DeadlineKind = 'acknowledge' | 'escalate' | 'update';

/** Something the runbook wants done within so many minutes of the event that says so. */
export interface IncidentDeadline {
  readonly label: string;
  readonly minutes: number;
  readonly kind?: DeadlineKind;
  /** Whom to escalate to. */
  readonly to?: string;
  /** Where the runbook says so: `Escalation, line 82`. */
  readonly source?: string;
  /** Again and again (a status update every 30 minutes). */
  readonly repeats?: boolean;
}

export interface IncidentSeverity {
  readonly severity: string;
  readonly reason?: string;
  readonly deadlines?: readonly IncidentDeadline[];
}

export interface IncidentAssigned {
  /** `commander`, or a role of the runbook's contact table. */
  readonly role: string;
  readonly person: string;
}

/** Acknowledged, mitigated, resolved. `at` when it happened earlier than it was recorded. */
export interface IncidentMilestone {
  readonly at?: string;
  readonly text?: string;
}

/** A deadline's escalation was made. */
export interface IncidentEscalated {
  /** The deadline's label. */
  readonly label: string;
  /** The deadline's minutes; of several with one label the soonest is meant without them. */
  readonly minutes?: number;
  readonly to?: string;
}

export interface IncidentHandover {
  readonly from: string;
  readonly to: string;
  readonly text?: string;
}

/** Corrects a time that is shown; the original event stays as it is. */
export interface IncidentTimeCorrected {
  /** The id of the event whose time was wrong, or one of the incident's own times. */
  readonly of: string;
  readonly time: string;
  readonly reason?: string;
}

export interface EvidencePinned {
  readonly evidenceId: string;
  readonly title: string;
  readonly runId?: string;
  readonly text?: string;
  readonly url?: string;
  /** Name in the `outputs` folder. */
  readonly file?: string;
}

export interface UpdatePosted {
  readonly text: string;
  /** The runbook's template it was made from. */
  readonly template?: string;
  readonly audience?: string;
  readonly nextDueAt?: string;
}

/** First event of every writer's file: who writes, from where. */
export interface WriterOpened {
  /** The log it was written for, as `incidents/<id>`. */
  readonly log: string;
  readonly host: string;
  readonly user: string;
  readonly pid: number;
  readonly app: string;
  readonly version: string;
}

export interface WriterClosed {
  readonly reason?: string;
}
