import type { Rule } from '../rule';
import { findSuppressions } from '../suppressions';

/** A suppression that does not say why. */
export const suppressionReason: Rule = {
  code: 'suppression-reason',
  severity: 'warning',
  explanation:
    'Whoever reads `runbook-ignore` later must know why it is there. It counts only with a rule and a reason: `<!-- runbook-ignore secret the demo key of the vendor -->`.',
  find: (context) =>
    findSuppressions(context).flatMap(({ codes, reason, span }) => {
      if (codes.length > 0 && reason !== '') return [];
      return [
        {
          span,
          message:
            codes.length === 0
              ? 'This suppression names no rule, so it suppresses nothing.'
              : 'This suppression gives no reason, so it suppresses nothing. Write it behind the rule.',
        },
      ];
    }),
};
