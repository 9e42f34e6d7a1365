import type { Rule } from '../rule';
import { isRuleCode } from '../ruleCodes';
import { findSuppressions, type Suppression } from '../suppressions';

/** A suppression that does not say why, or of what. */
export const suppressionReason: Rule = {
  code: 'suppression-reason',
  severity: 'warning',
  explanation:
    'Whoever reads `runbook-ignore` later must know why it is there. It counts only with a rule and a reason: `<!-- runbook-ignore secret the demo key of the vendor -->`.',
  find: (context) =>
    findSuppressions(context).flatMap((suppression) => {
      const message = whatIsWrong(suppression);
      return message === undefined ? [] : [{ span: suppression.span, message }];
    }),
};

function whatIsWrong({ codes, reason }: Suppression): string | undefined {
  if (codes.length === 0) return 'This suppression names no rule, so it suppresses nothing.';
  const unknown = codes.filter((code) => !isRuleCode(code)).map((code) => `"${code}"`);
  if (unknown.length > 0)
    return `There is no rule ${unknown.join(' and no rule ')}, so nothing of it is suppressed.`;
  return reason === ''
    ? 'This suppression gives no reason, so it suppresses nothing. Write it behind the rule.'
    : undefined;
}
