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

/** A step or part that only reads. */
export interface CheckUnit {
  readonly stepId: string;
  readonly partId: string | undefined;
  readonly title: string;
  readonly sectionId: string | undefined;
  readonly range: LineRange;
  /** Why it cannot be run by itself: it does not end, or needs somebody at a keyboard. */
  readonly leftOut: string | undefined;
}

/**
 * The checks of a runbook in order: what may be run by itself, each week, without changing a thing.
 * Those that do not end by themselves or need a person are named with the reason. Parts are checks of their own, but for those of a block that is expected to give something: that
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
      .filter((step) => leftOutFor(step, step.text, reading) === undefined)
      .map(({ id }) => id),
  );
  return items.value.flatMap((item, index) => {
    const step = item.kind === 'run' ? steps.get(item.stepId) : undefined;
    if (step === undefined || item.kind !== 'run') return [];
    if (whole.has(step.id))
      return items.value[index - 1]?.stepId === step.id ? [] : [unitOf(step, undefined, undefined)];
    const part = step.parts.find(({ id }) => id === item.partId);
    const text = part?.text ?? step.text;
    return isCheck(step, text, reading)
      ? [unitOf(step, part, leftOutFor(step, text, reading))]
      : [];
  });
}

function unitOf(step: Step, part: Part | undefined, leftOut: string | undefined): CheckUnit {
  return {
    stepId: step.id,
    partId: part?.id,
    title: part?.title || step.title,
    sectionId: step.sectionId,
    range: part?.range ?? step.range,
    leftOut,
  };
}

function isCheck(step: Step, text: string, reading: CheckReading): boolean {
  const { notRunnable, attributes, language } = step;
  if (notRunnable !== undefined && notRunnable.code !== 'unfilled-hole') return false;
  if (attributes.intent !== undefined && attributes.intent !== 'check') return false;
  return reading(text, language).intent === 'check';
}

/** Why nobody can wait for its end; undefined when it ends by itself. */
function leftOutFor(
  { attributes, language }: Step,
  text: string,
  reading: CheckReading,
): string | undefined {
  const holes = findPlaceholders(text, language).flatMap((hole) =>
    hole.variable ? [] : hole.places,
  );
  const found = reading.habits(neutralise(text, language, holes), language);
  if (found.interactive || attributes.interactive === true)
    return 'It wants a person at a keyboard. Run it by hand.';
  return found.follow || attributes.background === true
    ? 'It goes on until it is stopped. Run it by hand, or give it an end such as a number of lines.'
    : undefined;
}
