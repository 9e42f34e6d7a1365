import type { Placeholder } from '../core/model/placeholder';
import type { Plan } from '../core/run/plan';
import type { PartialTarget, SqlTarget } from '../core/run/sql/sqlTarget';
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
  /** What has to be typed before it runs: the target's name, in a production environment. */
  readonly typeToConfirm?: string | undefined;
}

/** What helps to fill a step's holes, by the name of the hole. */
export interface ValuesHelp {
  readonly proposals: Readonly<Record<string, readonly string[]>>;
  /** The earlier step that would set a variable, and has not run. */
  readonly setBy: Readonly<Record<string, string>>;
  /** The text as it would run with these values, or why it cannot. */
  readonly resolve: (values: Readonly<Record<string, string>>) => Result<string>;
}

/** What a person says of an instruction in a sequence. */
export type ManualAnswer = 'done' | 'skip' | 'stop';

/** Asks a person. The editor shows dialogs, the command line asks on the terminal. */
export interface Questions {
  /** True to run exactly what was shown. */
  consent(question: ConsentQuestion): Promise<boolean>;
  /** Values by name for the holes of a step, undefined when the person gave up. */
  values(
    title: string,
    holes: readonly Placeholder[],
    help?: ValuesHelp,
  ): Promise<Readonly<Record<string, string>> | undefined>;
  /**
   * How the steps are run that set what this one needs, in a sentence, where that is not by just
   * running them first.
   */
  runFirst?(this: void, steps: readonly { readonly id: string; readonly title: string }[]): string;
  /** An instruction for a person came up in a sequence. Without it the sequence stops there. */
  manual?(title: string): Promise<ManualAnswer>;
  /** One of several alternatives: the index chosen, undefined to stop. */
  choose?(title: string, options: readonly string[]): Promise<number | undefined>;
  /** Does the output look right? Undefined when nobody says. */
  verdict?(title: string, message: string): Promise<'pass' | 'fail' | undefined>;
}

/** What came of a step in a real terminal. */
export interface TerminalResult {
  /** Undefined when the terminal did not tell. */
  readonly exitCode: number | undefined;
  /** As far as the terminal told, escape sequences included. */
  readonly output: string;
  /** It was stopped, or its terminal was closed. */
  readonly stopped: boolean;
}

/** A step given to a real terminal. */
export interface TerminalRun {
  readonly result: Promise<TerminalResult>;
  cancel(): void;
}

/** Opens real terminals for interactive steps. */
export interface Terminals {
  run(request: {
    readonly title: string;
    readonly text: string;
    readonly cwd: string;
    readonly env: Readonly<Record<string, string>>;
  }): TerminalRun;
}

/** Where connections come from that no step and no environment brings along. */
export interface ConnectionSource {
  /** Named connections of the user's settings, read at each use; without passwords. */
  named(): readonly PartialTarget[];
  /** A kept password, or one that is asked for; `refused` when the last one was wrong. */
  password(target: SqlTarget, refused: boolean): Promise<string | undefined>;
}

/** Small values kept between windows; never secrets. */
export interface Memory {
  get(key: string): unknown;
  set(key: string, value: unknown): void;
}

/** Read again at each use: a setting may change between two runs. */
export interface RunSettings {
  readonly timeoutMs: number;
  /** A person asked for that timeout, so it holds for what goes on until it is stopped, too. */
  readonly timeoutAsked?: boolean | undefined;
  /** What goes on until it is stopped is cancelled by that, as nothing goes on here afterwards. */
  readonly stopCancels?: boolean | undefined;
  readonly confirm: 'changes' | 'all';
  /** What the user's settings say of environments, beside the `.env.NAME` files. */
  readonly environments?: readonly EnvironmentSetting[] | undefined;
}

/** One entry of the setting `runbook.environments`. */
export interface EnvironmentSetting {
  readonly name: string;
  readonly production?: boolean | undefined;
  /** Relative to the workspace folder; `.env.NAME` when absent. */
  readonly envFile?: string | undefined;
  readonly target?: string | undefined;
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
