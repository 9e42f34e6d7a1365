import type { OffsetRange } from '../text/range';
import type { FindingSeverity, Fix } from './finding';
import type { RuleCode } from './ruleCodes';
import type { RuleContext } from './ruleContext';

/** What a rule says of one place; the engine adds code, severity and lines. */
export interface Found {
  readonly span: OffsetRange;
  readonly message: string;
  readonly fix?: Fix;
}

/** One thing that goes wrong in runbooks. Rules are pure, independent and in no order. */
export interface Rule {
  /** Kebab-case; users name it in settings and in `runbook-ignore`. */
  readonly code: RuleCode;
  /** Severity unless the settings say otherwise. */
  readonly severity: FindingSeverity;
  /** Why this matters and how to mend it, for `runbook check --explain CODE`. */
  readonly explanation: string;
  readonly find: (context: RuleContext) => readonly Found[];
}
