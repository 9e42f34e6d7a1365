import type { Runbook } from '../model/runbook';
import type { Part, Step, StepLanguage } from '../model/step';
import { findPlaceholders } from '../parser/placeholders';
import type { LineRange } from '../text/range';
import type { Habits } from './habits/habits';
import type { Classification } from './intent';
import { neutralise } from './neutralise';
import { sequenceOf } from './sequence';

/** What tells checks from the rest. */
export interface CheckReading {
  (text: string, language: StepLanguage): Classification;
  readonly habits: (text: string, language: StepLanguage) => Habits;
}

/** A step or part that only reads, ends by itself and needs nobody at a keyboard. */
export interface CheckUnit {
  readonly stepId: string;
  readonly partId: string | undefined;
  readonly title: string;
  readonly sectionId: string | undefined;
  readonly range: LineRange;
}

/**
 * The checks of a runbook in order: what may be run by itself, each week, without changing a thing.
 * Parts are checks of their own, but for those of a block that is expected to give something: that
 * can be told of all of them only.
 */
export function checksOf(runbook: Runbook, reading: CheckReading): readonly CheckUnit[] {
  const items = sequenceOf(runbook, { kind: 'all' });
  if (!items.ok) return [];
  const steps = new Map(runbook.steps.map((step) => [step.id, step]));
  const byPerson = new Set(
    items.value.filter(({ kind }) => kind !== 'run').map(({ stepId }) => stepId),
  );
  const whole = new Set(
    runbook.steps
      .filter(({ id, expectation }) => expectation !== undefined && !byPerson.has(id))
      .filter((step) => isCheck(step, step.text, reading))
      .map(({ id }) => id),
  );
  return items.value.flatMap((item, index) => {
    const step = item.kind === 'run' ? steps.get(item.stepId) : undefined;
    if (step === undefined || item.kind !== 'run') return [];
    if (whole.has(step.id))
      return items.value[index - 1]?.stepId === step.id ? [] : [unitOf(step, undefined)];
    const part = step.parts.find(({ id }) => id === item.partId);
    return isCheck(step, part?.text ?? step.text, reading) ? [unitOf(step, part)] : [];
  });
}

function unitOf(step: Step, part: Part | undefined): CheckUnit {
  return {
    stepId: step.id,
    partId: part?.id,
    title: part?.title || step.title,
    sectionId: step.sectionId,
    range: part?.range ?? step.range,
  };
}

function isCheck(step: Step, text: string, reading: CheckReading): boolean {
  const { notRunnable, attributes, language } = step;
  if (notRunnable !== undefined && notRunnable.code !== 'unfilled-hole') return false;
  if (attributes.intent !== undefined && attributes.intent !== 'check') return false;
  return isUnattended(text, language, reading);
}

function isUnattended(text: string, language: StepLanguage, reading: CheckReading): boolean {
  if (reading(text, language).intent !== 'check') return false;
  const holes = findPlaceholders(text, language).flatMap((hole) =>
    hole.variable ? [] : hole.places,
  );
  const { follow, interactive } = reading.habits(neutralise(text, language, holes), language);
  return !follow && !interactive;
}
