import type { Step } from '../model/step';
import type { RuleContext } from './ruleContext';
import type { StepHistory } from './stepHistory';

/** The steps that can be run with what the log says of them; none when it does not know the runbook. */
export function stepsWithHistory({ runbook, around }: RuleContext): readonly {
  readonly step: Step;
  readonly history: StepHistory | undefined;
}[] {
  const { history } = around;
  if (history === undefined) return [];
  return runbook.steps
    .filter(({ notRunnable }) => notRunnable === undefined || notRunnable.code === 'unfilled-hole')
    .map((step) => ({ step, history: history[step.id] }));
}
