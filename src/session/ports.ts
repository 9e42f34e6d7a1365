import type { Placeholder } from '../core/model/placeholder';
import type { Plan } from '../core/run/plan';
import type { Result } from '../util/result';

/** Why nothing may run here at all, whatever the step. */
export type GateCode = 'untrusted' | 'no-folder' | 'remote-folder';

/** Answers, at the moment of asking, whether anything may run (trust, settings, folder). */
export interface Gate {
  check(): Result<undefined, GateCode>;
}

/** The question before a change: the exact text, with deceptive characters made visible. */
export interface ConsentQuestion {
  readonly plan: Plan;
  readonly shownText: string;
  /** One line: where it runs and what it does. */
  readonly detail: string;
}

/** Asks a person. The editor shows dialogs, the command line asks on the terminal. */
export interface Questions {
  /** True to run exactly what was shown. */
  consent(question: ConsentQuestion): Promise<boolean>;
  /** Values by name for the holes of a step, undefined when the person gave up. */
  values(
    title: string,
    holes: readonly Placeholder[],
  ): Promise<Readonly<Record<string, string>> | undefined>;
}

/** Read again at each use: a setting may change between two runs. */
export interface RunSettings {
  readonly timeoutMs: number;
  readonly confirm: 'changes' | 'all';
}

/** Where runs are recorded, and whether they are practice. */
export interface RunPlace {
  /** The incident whose log gets them; undefined for the day's journal. */
  readonly incident: string | undefined;
  /** Practice: checks run, changes are shown and marked as done by hand. */
  readonly drill: boolean;
  /** Changes run in the drill as well. */
  readonly armed: boolean;
}
