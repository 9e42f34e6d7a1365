import type { Rule } from '../rule';
import { stepsWithHistory } from '../stepsWithHistory';

/** A step whose latest output was not what its runbook says. */
export const stepNotAsExpected: Rule = {
  code: 'step-not-as-expected',
  severity: 'warning',
  explanation:
    'The latest run of this step failed, or gave something else than the runbook expects: either the system is broken or the runbook is. Correct the step or its expectation, then run it again.',
  find: (context) =>
    stepsWithHistory(context).flatMap(({ step, history }) =>
      history?.lastAsExpected === false
        ? [
            {
              span: context.stepSpan(step),
              message: `The latest run, on ${history.lastRun}, was not as the runbook expects. Correct the step or its expectation.`,
            },
          ]
        : [],
    ),
};
