import type { Rule } from '../rule';
import { stepsWithHistory } from '../stepsWithHistory';

/** A step that nobody has run, in a runbook that is in use. */
export const stepNeverRun: Rule = {
  code: 'step-never-run',
  // Once a runbook is used, this is true of most of its steps.
  severity: 'hint',
  explanation:
    'Other steps of this runbook were run and this one never was, so nobody knows whether it works. Run it in a drill. Nothing is said of runbooks that the log does not know.',
  find: (context) =>
    stepsWithHistory(context).flatMap(({ step, history }) =>
      history !== undefined && history.runs > 0
        ? []
        : [
            {
              span: context.stepSpan(step),
              message: 'The log knows no run of this step. Run it in a drill to see that it works.',
            },
          ],
    ),
};
