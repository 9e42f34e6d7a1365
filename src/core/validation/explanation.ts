import { PASSED, RUN_CODES } from './checkRun';
import type { Rule } from './rule';
import { ruleOf } from './rules';

/** What the code of a finding means, and how much it counts. */
export type Explanation = Pick<Rule, 'explanation'> & { readonly severity: string };

/** Of a rule, or of what a run of the checks can find. */
export function explanationOf(code: string): Explanation | undefined {
  if (code === PASSED.code) return { severity: 'no finding', explanation: PASSED.explanation };
  return ruleOf(code) ?? RUN_CODES.find((one) => one.code === code);
}
