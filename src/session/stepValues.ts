import type { Placeholder } from '../core/model/placeholder';
import type { Runbook } from '../core/model/runbook';
import type { Step } from '../core/model/step';
import { substitute } from '../core/run/quote';
import { setterOf } from '../core/run/setBefore';
import { fail, succeed, type Result } from '../util/result';
import type { Questions } from './ports';
import type { RunRequest } from './runReport';

/** What is known when the holes of a step are filled. */
export interface ValueSources {
  readonly questions: Questions;
  readonly environment: Readonly<Record<string, string>>;
  /** It runs elsewhere: neither the environment nor what earlier steps set is there by itself. */
  readonly isRemote: boolean;
  /** Variables that steps of this runbook have set in its shell. */
  readonly alreadySet: ReadonlySet<string>;
  readonly proposals: (hole: Placeholder, step: Step, text: string) => Promise<readonly string[]>;
}

/**
 * The values of a run: those given, and for what is still open those a person gives. A variable
 * is not asked for when the environment has it or an earlier step has set it in this session.
 */
export async function stepValues(
  runbook: Runbook,
  request: RunRequest,
  sources: ValueSources,
): Promise<Result<Readonly<Record<string, string>>, 'values-missing'>> {
  const step = runbook.steps.find((candidate) => candidate.id === request.stepId);
  const given = { ...carried(step, sources), ...request.values };
  if (step === undefined || !canRun(step)) return succeed(given);
  const text = step.parts.find((part) => part.id === request.partId)?.text ?? step.text;
  const open = step.placeholders.filter(
    (hole) => given[hole.name] === undefined && isUsed(hole, text) && !isKnown(hole, sources),
  );
  if (open.length === 0) return succeed(given);
  const proposals: Record<string, readonly string[]> = {};
  const setters = new Map<string, Step>();
  for (const hole of open) {
    proposals[hole.name] = await sources.proposals(hole, step, text);
    const setter = hole.variable ? setterOf(runbook, step, hole.name) : undefined;
    if (setter !== undefined) setters.set(hole.name, setter);
  }
  const asked = await sources.questions.values(step.title, open, {
    proposals,
    setBy: Object.fromEntries([...setters].map(([name, { title }]) => [name, title])),
    resolve: (values) => substitute(text, step.language, { ...given, ...values }),
  });
  if (asked !== undefined) return succeed({ ...given, ...asked });
  return fail(
    'values-missing',
    missingWords(open, [...new Set(setters.values())], sources.questions),
  );
}

function isUsed(hole: Placeholder, text: string): boolean {
  return text.includes(hole.written);
}

/** On another target the environment's values of the step's variables go along with it. */
function carried(step: Step | undefined, { isRemote, environment }: ValueSources) {
  const values: Record<string, string> = {};
  if (step === undefined || !isRemote) return values;
  for (const { name, variable } of step.placeholders) {
    const value = environment[name];
    if (variable && value !== undefined) values[name] = value;
  }
  return values;
}

function isKnown(hole: Placeholder, sources: ValueSources): boolean {
  const { environment, alreadySet, isRemote } = sources;
  if (isRemote) return false;
  return hole.variable && (environment[hole.name] !== undefined || alreadySet.has(hole.name));
}

function canRun(step: Step): boolean {
  return step.notRunnable === undefined || step.notRunnable.code === 'unfilled-hole';
}

function missingWords(
  open: readonly Placeholder[],
  setters: readonly Step[],
  { runFirst }: Questions,
): string {
  const names = open.map((hole) => hole.written).join(', ');
  const missing = `Not run: no value was given for ${names}.`;
  if (setters.length === 0) return missing;
  const steps = [...setters].sort((a, b) => a.range.start - b.range.start);
  if (runFirst !== undefined) return `${missing} ${runFirst(steps)}`;
  return `${missing} Run ${namesOf(steps)} first, which sets it.`;
}

/** Steps by their titles: `"Pick a pod" and "Sign in"`. */
export function namesOf(steps: readonly { readonly title: string }[]): string {
  return steps.map(({ title }) => `"${title}"`).join(' and ');
}
