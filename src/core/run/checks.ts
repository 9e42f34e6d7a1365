import type { Runbook } from '../model/runbook';
import type { StepLanguage } from '../model/step';
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

/** The checks of a runbook in order: what may be run by itself, each week, without changing a thing. */
export function checksOf(runbook: Runbook, reading: CheckReading): readonly CheckUnit[] {
  const items = sequenceOf(runbook, { kind: 'all' });
  if (!items.ok) return [];
  const steps = new Map(runbook.steps.map((step) => [step.id, step]));
  return items.value.flatMap((item) => {
    const step = item.kind === 'run' ? steps.get(item.stepId) : undefined;
    if (step === undefined || item.kind !== 'run') return [];
    if (step.notRunnable !== undefined && step.notRunnable.code !== 'unfilled-hole') return [];
    const part = step.parts.find(({ id }) => id === item.partId);
    const text = part?.text ?? step.text;
    if (!isUnattended(text, step.language, reading)) return [];
    if (step.attributes.intent !== undefined && step.attributes.intent !== 'check') return [];
    return [
      {
        stepId: step.id,
        partId: item.partId,
        title: item.title,
        sectionId: step.sectionId,
        range: part?.range ?? step.range,
      },
    ];
  });
}

function isUnattended(text: string, language: StepLanguage, reading: CheckReading): boolean {
  if (reading(text, language).intent !== 'check') return false;
  const holes = findPlaceholders(text, language).flatMap((hole) =>
    hole.variable ? [] : hole.places,
  );
  const { follow, interactive } = reading.habits(neutralise(text, language, holes), language);
  return !follow && !interactive;
}
