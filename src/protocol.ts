import type { FindingSeverity } from './core/validation/finding';
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

export interface Known {
  /** What the log of the first folder says of its steps; undefined when there is none. */
  readonly history?: FolderHistory | undefined;
  /** Names that a step's `connection=` may have. */
  readonly connections: readonly string[];
  /** What a step's `target=` may say. */
  readonly targets: readonly string[];
}
