import { daysBetween } from '../ownDates';
import type { Rule } from '../rule';
import type { StepHistory } from '../stepHistory';
import { stepsWithHistory } from '../stepsWithHistory';

/** Days without a run that passed, unless the settings say otherwise: a quarter. */
const STALE_DAYS = 92;

/** A step that has not passed for a long time. */
export const stepStale: Rule = {
  code: 'step-stale',
  severity: 'warning',
  explanation:
    'A step that has not passed for a quarter may not pass at night: hosts, flags and versions change. Run it in a drill. `staleDays` in .runbook/check.yaml and the setting runbook.check.staleDays say after how many days.',
  find: (context) => {
    const { today, staleDays = STALE_DAYS } = context.around;
    if (today === undefined) return [];
    return stepsWithHistory(context).flatMap(({ step, history }) => {
      if (history === undefined || history.runs === 0) return [];
      const message = judge(history, today, staleDays);
      return message === undefined ? [] : [{ span: context.stepSpan(step), message }];
    });
  },
};

function judge(history: StepHistory, today: string, staleDays: number): string | undefined {
  const days = daysBetween(history.lastPassed ?? history.firstRun, today);
  if (!(days > staleDays)) return undefined;
  return history.lastPassed === undefined
    ? `Run ${history.runs} ${history.runs === 1 ? 'time' : 'times'} since ${history.firstRun} and never passed. Correct it.`
    : `Last passed ${days} days ago. Run it in a drill to see that it still works.`;
}
