import type { Runbook } from '../model/runbook';
import type { Step } from '../model/step';
import { scanCode } from '../parser/scriptScan';
import { powershellVariablesSetBy, variablesSetBy } from '../parser/setVariables';

/** The variables that a text sets in the shell it runs in. */
export function variablesOf(text: string, language: Step['language']): ReadonlySet<string> {
  return variablesSetBy(scanCode(text, language));
}

/**
 * The nearest step before another one that sets a variable for it: the two share a shell, and so
 * the variable is no hole of the runbook.
 */
export function setterOf(
  runbook: Pick<Runbook, 'steps'>,
  step: Step,
  name: string,
): Step | undefined {
  return runbook.steps.findLast(
    (other) => other.range.start < step.range.start && sets(other, name, step.language),
  );
}

function sets({ text, language }: Step, name: string, user: Step['language']): boolean {
  if (user === 'powershell')
    return language === user && powershellVariablesSetBy(text).has(name.toLowerCase());
  return text.includes(name) && variablesOf(text, language).has(name);
}
