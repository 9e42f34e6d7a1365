import { endedWell } from '../run/outcome';
import type { TimelineEntry } from '../incident/timeline';
import { verdictWords } from './tellEntry';

/** How a run came out, as one chooses from a list. */
export type FilterVerdict = 'pass' | 'fail' | 'needs-eyes' | 'none';

/** What is shown of a log; a member that is left out lets everything through. */
export interface LogFilter {
  readonly person?: string;
  readonly stepId?: string;
  readonly verdict?: FilterVerdict;
}

/** What a log can be filtered by. */
export interface FilterChoices {
  readonly people: readonly string[];
  readonly steps: readonly { readonly stepId: string; readonly title: string }[];
  readonly verdicts: readonly FilterVerdict[];
}

/** True when an entry is to be shown. A filter by step or verdict shows runs only. */
export function isShown(entry: TimelineEntry, filter: LogFilter): boolean {
  if (filter.person !== undefined && entry.actor !== filter.person) return false;
  if (filter.stepId !== undefined && stepOf(entry)?.stepId !== filter.stepId) return false;
  return filter.verdict === undefined || verdictOf(entry) === filter.verdict;
}

/** The people, steps and verdicts that occur, in the order in which they do. */
export function filterChoices(entries: readonly TimelineEntry[]): FilterChoices {
  const people = new Set<string>();
  const steps = new Map<string, string>();
  const verdicts = new Set<FilterVerdict>();
  for (const entry of entries) {
    people.add(entry.actor);
    const step = stepOf(entry);
    if (step !== undefined) steps.set(step.stepId, step.title);
    const verdict = verdictOf(entry);
    if (verdict !== undefined) verdicts.add(verdict);
  }
  return {
    people: [...people],
    steps: [...steps].map(([stepId, title]) => ({ stepId, title })),
    verdicts: [...verdicts],
  };
}

/** The filter in words; empty when it lets everything through. */
export function describeFilter(filter: LogFilter, steps: FilterChoices['steps'] = []): string {
  const step = steps.find(({ stepId }) => stepId === filter.stepId)?.title ?? filter.stepId;
  return [
    ...(filter.person === undefined ? [] : [`by ${filter.person}`]),
    ...(step === undefined ? [] : [`step ${step}`]),
    ...(filter.verdict === undefined ? [] : [filterVerdictWords(filter.verdict)]),
  ].join(', ');
}

export function filterVerdictWords(verdict: FilterVerdict): string {
  return verdict === 'none' ? 'without a verdict' : verdictWords(verdict);
}

function stepOf(entry: TimelineEntry) {
  if (entry.kind === 'run') return entry.started;
  return entry.kind === 'refusal' ? entry.refused : undefined;
}

/** A run that failed counts as not as expected, whether the runbook said what to expect or not. */
function verdictOf(entry: TimelineEntry): FilterVerdict | undefined {
  if (entry.kind !== 'run') return undefined;
  const { outcome, verdict } = entry;
  if (outcome !== 'running' && outcome !== 'succeeded' && !endedWell(outcome, verdict?.kind))
    return 'fail';
  return entry.verdict?.kind ?? 'none';
}
