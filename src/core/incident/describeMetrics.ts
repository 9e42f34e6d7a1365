import { formatDuration } from '../export/duration';
import type { IncidentMetrics, Measure, Measures } from './metrics';
import type { RunbookUsage, StepUsage } from './usage';

/** The measures by the names people know them by. */
export const MEASURE_NAMES: readonly (readonly [keyof Measures, string])[] = [
  ['detect', 'Time to detect'],
  ['acknowledge', 'Time to acknowledge'],
  ['mitigate', 'Time to mitigate'],
  ['resolve', 'Time to resolve'],
];

/** Metrics as plain text, one fact per line. */
export function describeMetrics(
  metrics: IncidentMetrics,
  usage: readonly RunbookUsage[],
): readonly string[] {
  const { incidents, open, drills, backwards } = metrics;
  return [
    `${count(incidents, 'incident')}, ${open} of them open; ${count(drills, 'drill')} not counted`,
    ...MEASURE_NAMES.map(([name, words]) => `${words}: ${measureText(metrics.all[name])}`),
    ...(backwards === 0
      ? []
      : [`${count(backwards, 'duration')} left out, because a clock ran backwards`]),
    ...metrics.bySeverity.map(
      ({ severity, incidents: n, measures }) =>
        `${severity}: ${count(n, 'incident')}, to resolve ${measureText(measures.resolve)}`,
    ),
    ...usage.flatMap(usageLines),
  ];
}

/** `12 min 05 s (one incident)`, or the mean with the median and the number of incidents. */
export function measureText(measure: Measure): string {
  if ('meanMs' in measure) {
    const { meanMs, medianMs, longestMs, n } = measure;
    return `mean ${formatDuration(meanMs)}, median ${formatDuration(medianMs)}, longest ${formatDuration(longestMs)} (${n} incidents)`;
  }
  return 'ms' in measure ? `${formatDuration(measure.ms)} (one incident)` : 'not known';
}

/** What is to be said of a step that is not fine; undefined of one that is. */
export function rotText({ state, runs, failures, lastSuccessAt }: StepUsage): string | undefined {
  if (state === 'fine') return undefined;
  if (state === 'never run') return state;
  const success =
    lastSuccessAt === undefined
      ? 'never succeeded'
      : `last succeeded ${lastSuccessAt.slice(0, 10)}`;
  return `${state}, ${success}, ${failures} of ${count(runs, 'run')} failed`;
}

function usageLines({ runbook, runs, failures, lastRunAt, steps }: RunbookUsage): string[] {
  const last = lastRunAt === undefined ? '' : `, last ${lastRunAt.slice(0, 10)}`;
  const never = steps.filter(({ state }) => state === 'never run').length;
  return [
    `${runbook}: ${count(runs, 'run')}, ${failures} not as expected${last}; ${count(never, 'step')} never run`,
    ...steps.flatMap((step) => {
      const rot = step.state === 'never run' ? undefined : rotText(step);
      return rot === undefined ? [] : [`  ${step.title}: ${rot}`];
    }),
  ];
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
