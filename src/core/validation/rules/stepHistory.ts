import type { Step } from '../../model/step';
import type { Rule } from '../rule';
import type { StepHistory } from '../surroundings';

/** Days without a run that passed, after which a step counts as rotten. */
const ROTTEN_DAYS = 180;

/** A step that the log knows nothing good of. */
export const stepHistory: Rule = {
  code: 'step-rot',
  severity: 'information',
  explanation:
    'A step that nobody ran for half a year, that never passed, or whose output is no longer as the runbook says, will not help at night. Run it in a drill, then correct the step or its expectation.',
  find: (context) => {
    const { history, today } = context.around;
    if (history === undefined || today === undefined) return [];
    return context.runbook.steps.flatMap((step) => {
      const message = isRunnable(step) ? judge(history.get(step.id), today) : undefined;
      return message === undefined ? [] : [{ span: context.stepSpan(step), message }];
    });
  },
};

function isRunnable({ notRunnable }: Step): boolean {
  return notRunnable === undefined || notRunnable.code === 'unfilled-hole';
}

function judge(history: StepHistory | undefined, today: string): string | undefined {
  if (history === undefined || history.runs === 0)
    return 'The log knows no run of this step. Run it in a drill to see that it works.';
  if (history.lastAsExpected === false)
    return 'The last output was not as the runbook expects. Correct the step or its expectation.';
  if (history.lastPassed === undefined)
    return `Ran ${history.runs} ${history.runs === 1 ? 'time' : 'times'} and never passed. Correct it.`;
  const days = Math.floor((Date.parse(today) - Date.parse(history.lastPassed)) / 86_400_000);
  return days > ROTTEN_DAYS
    ? `Last passed ${days} days ago. Run it in a drill to see that it still works.`
    : undefined;
}
