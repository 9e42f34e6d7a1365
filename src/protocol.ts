import type { FindingSeverity } from './core/validation/finding';

/** What the client sends with `initialize`: the settings that the server needs. */
export interface ServerSettings {
  /** Rules whose severity the user changed, by code; `off` switches a rule off. */
  readonly rules: Readonly<Record<string, FindingSeverity | 'off'>>;
}

/** The source that stands beside every finding in the Problems view. */
export const DIAGNOSTIC_SOURCE = 'runbook';
