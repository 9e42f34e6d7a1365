import type { Rule } from '../rule';
import { isGuarded } from './guards';
import { losingSteps, lossesOf } from './losses';
import { isSimplyHadBack } from './simplyHadBack';

/** A command that loses something, and nothing before it that makes its reader stop. */
export const destructiveUnguarded: Rule = {
  code: 'destructive-unguarded',
  severity: 'warning',
  explanation:
    'This command deletes data, or takes capacity or traffic away, and nothing before it warns, backs up or asks to make sure. Put a backup, a check or a warning before it.',
  find: (context) => {
    const { code } = context;
    if (code === undefined) return [];
    return losingSteps(context).flatMap((step) => {
      const loss = lossesOf(context, step).find(
        (one) => !isSimplyHadBack(context, step, one) && !isGuarded(context, step, one),
      );
      if (loss === undefined) return [];
      return [
        {
          span: loss.span,
          message: `${loss.reason}; no warning, backup or check precedes it. Put one before it.`,
        },
      ];
    });
  },
};
