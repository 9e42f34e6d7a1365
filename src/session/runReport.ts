import type { RecordedOutput } from '../core/incident/eventData';
import type { BlockShare } from '../core/run/judgePart';
import type { Plan } from '../core/run/plan';
import type { Outcome, Verdict } from '../core/run/outcome';
import type { RunPlace } from './ports';
import type { SqlTable } from '../execution/sql/sqlRequest';

/** What to run: the document as the person sees it now, and the step in it. */
export interface RunRequest {
  /** Relative to the workspace folder, forward slashes; recorded, and the shell session's key. */
  readonly runbook: string;
  readonly text: string;
  readonly stepId: string;
  readonly partId?: string | undefined;
  /** For a part that is run in order with the others of its block. */
  readonly share?: BlockShare | undefined;
  readonly values?: Readonly<Record<string, string>> | undefined;
  /** Asks for the plans of a SQL step's statements, and executes none of them. */
  readonly explain?: boolean | undefined;
  /** The output is shown where it was asked for (a notebook's cell), not in the panel. */
  readonly shownInPlace?: boolean | undefined;
  /** Where it runs unless the step says otherwise. */
  readonly target?: string | undefined;
  /** The document's text as it is now, asked for just before the process is started. */
  readonly current?: (() => string | undefined) | undefined;
  /** Where it is recorded, instead of where the window's runs go. */
  readonly place?: RunPlace | undefined;
}

/** How a run ended. `message` says why, when it did not simply succeed. */
export interface RunReport {
  readonly runId: string;
  readonly outcome: Outcome;
  /** Why it was refused, or what stopped it: the contract for other programs. */
  readonly code: string | undefined;
  readonly message: string | undefined;
  readonly exitCode: number | undefined;
  readonly durationMs: number;
  readonly verdict: Verdict | undefined;
  readonly output: RecordedOutput | undefined;
  /** False when the end could not be written: it is kept in memory and written later. */
  readonly saved: boolean;
  /** UTC, ISO 8601. */
  readonly endedAt: string;
  /** The incident in whose log it is; undefined for the day's journal. */
  readonly incident?: string | undefined;
}

/** What a view needs to follow a run. `request` tells which step it belongs to. */
export type RunEvent =
  | {
      readonly kind: 'started';
      readonly runId: string;
      readonly request: RunRequest;
      readonly plan: Plan;
    }
  | {
      readonly kind: 'output';
      readonly runId: string;
      readonly request: RunRequest;
      readonly stream: 'stdout' | 'stderr';
      readonly text: string;
    }
  | {
      /** A result of a SQL step, its first rows; the output has it as text. */
      readonly kind: 'table';
      readonly runId: string;
      readonly request: RunRequest;
      readonly table: SqlTable;
    }
  | {
      readonly kind: 'ended';
      readonly runId: string;
      readonly request: RunRequest;
      readonly report: RunReport;
    };
