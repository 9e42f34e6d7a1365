import type { LineRange } from '../text/range';

export type FindingSeverity = 'error' | 'warning' | 'information';

/** Something in a runbook that will let its reader down. The code is the contract. */
export interface Finding {
  readonly code: string;
  readonly severity: FindingSeverity;
  /** What is wrong, why it matters, what to do. */
  readonly message: string;
  readonly range: LineRange;
}
