import type { FindingSeverity } from './core/validation/finding';
import type { MachineAnswer, MachineQuestion } from './core/validation/machine';
import type { FolderHistory } from './core/validation/stepHistory';

/** What the client sends with `initialize`: the settings that the server needs. */
export interface ServerSettings {
  /** Rules whose severity the user changed, by code; `off` switches a rule off. */
  readonly rules: Readonly<Record<string, FindingSeverity | 'off'>>;
  /** Days without a run that passed, after which a step is stale. */
  readonly staleDays?: number | undefined;
}

/** The source that stands beside every finding in the Problems view. */
export const DIAGNOSTIC_SOURCE = 'runbook';

/** Notification to the server, whenever it changes: what only the window knows. */
export const KNOWN = 'runbook/known';

/** What the window knows of one of its folders. */
export interface Known {
  /** The folder's address. */
  readonly folder: string;
  /** What its log says of its steps; undefined when there is none. */
  readonly history?: FolderHistory | undefined;
  /** Names that a step's `connection=` may have. */
  readonly connections: readonly string[];
  /** What a step's `target=` may say. */
  readonly targets: readonly string[];
  /** What was typed into holes today or in this incident, by name; never a secret. */
  readonly values: Readonly<Record<string, string>>;
}

/** Request to the client, which may start programs where the server may not. */
export const ASK_MACHINE = 'runbook/askMachine';

export interface AskedOfMachine {
  /** The document the questions are about. */
  readonly uri: string;
  readonly questions: readonly MachineQuestion[];
}

/** In the order of the questions; null where the machine cannot tell. */
export type ToldByMachine = readonly (NonNullable<MachineAnswer> | null)[];
