import type { Incident } from './incident';
import { durationsOf, type Durations } from './times';

/**
 * How long something took over several incidents. One incident gives its own duration and never
 * a mean; `n` always says of how many this is told. Milliseconds.
 */
export type Measure =
  | { readonly n: 0 }
  | { readonly n: 1; readonly ms: number }
  | {
      readonly n: number;
      readonly meanMs: number;
      readonly medianMs: number;
      readonly shortestMs: number;
      readonly longestMs: number;
    };

/** The four measures; from where to where each counts is told in `times.ts`. */
export type Measures = Readonly<Record<keyof Durations, Measure>>;

export interface IncidentMetrics {
  /** Incidents that count: all but drills. */
  readonly incidents: number;
  readonly open: number;
  readonly drills: number;
  /** Times that could not be told because a clock ran backwards. */
  readonly backwards: number;
  readonly all: Measures;
  readonly bySeverity: readonly {
    readonly severity: string;
    readonly incidents: number;
    readonly measures: Measures;
  }[];
}

/** Times over all incidents but drills, as a whole and by the severity they ended with. */
export function incidentMetrics(incidents: readonly Incident[]): IncidentMetrics {
  const real = incidents.filter((incident) => !incident.drill);
  const severities = new Map<string, Incident[]>();
  for (const incident of real) {
    const same = severities.get(incident.severity);
    if (same === undefined) severities.set(incident.severity, [incident]);
    else same.push(incident);
  }
  const spans = real.flatMap(({ times }) => Object.values(durationsOf(times)));
  return {
    incidents: real.length,
    open: real.filter(({ phase }) => phase !== 'resolved').length,
    drills: incidents.length - real.length,
    backwards: spans.filter((span) => !span.known && span.reason === 'backwards').length,
    all: measuresOf(real),
    bySeverity: [...severities]
      .map(([severity, same]) => ({
        severity,
        incidents: same.length,
        measures: measuresOf(same),
      }))
      .sort((a, b) => (a.severity < b.severity ? -1 : 1)),
  };
}

function measuresOf(incidents: readonly Incident[]): Measures {
  const durations = incidents.map(({ times }) => durationsOf(times));
  const of = (name: keyof Durations): Measure =>
    measure(durations.flatMap((one) => (one[name].known ? [one[name].ms] : [])));
  return {
    detect: of('detect'),
    acknowledge: of('acknowledge'),
    mitigate: of('mitigate'),
    resolve: of('resolve'),
  };
}

/** @param values milliseconds, none negative. */
export function measure(values: readonly number[]): Measure {
  const sorted = [...values].sort((a, b) => a - b);
  const [shortest] = sorted;
  if (shortest === undefined) return { n: 0 };
  if (sorted.length === 1) return { n: 1, ms: shortest };
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? shortest;
  const lower = sorted[Math.ceil(middle) - 1] ?? shortest;
  return {
    n: sorted.length,
    meanMs: sorted.reduce((sum, value) => sum + value, 0) / sorted.length,
    medianMs: (lower + upper) / 2,
    shortestMs: shortest,
    longestMs: sorted.at(-1) ?? shortest,
  };
}
