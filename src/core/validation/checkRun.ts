import { endedWell, type Outcome, type VerdictKind } from '../run/outcome';
import { LineIndex } from '../text/lineIndex';
import type { LineRange } from '../text/range';
import type { Finding, FindingSeverity } from './finding';

/** One check of a runbook that was run, or could not be. */
export interface CheckRun {
  readonly stepId: string;
  readonly partId: string | undefined;
  readonly title: string;
  readonly range: LineRange;
  /** Undefined when it was not even tried. */
  readonly runId: string | undefined;
  readonly outcome: Outcome;
  readonly verdict: VerdictKind | undefined;
  /** Why it did not simply pass; empty when it did. */
  readonly message: string;
  readonly exitCode: number | undefined;
  readonly durationMs: number;
}

export type CheckRunKind = 'passed' | 'failed' | 'needs-eyes' | 'not-run';

/** What a run came to, in the one word that a report counts by. */
export function kindOf({ outcome, verdict }: Pick<CheckRun, 'outcome' | 'verdict'>): CheckRunKind {
  if (outcome === 'refused' || outcome === 'cancelled') return 'not-run';
  if (!endedWell(outcome, verdict)) return 'failed';
  return verdict === 'needs-eyes' ? 'needs-eyes' : 'passed';
}

const FOUND: Readonly<
  Record<
    Exclude<CheckRunKind, 'passed'>,
    { readonly code: string; readonly severity: FindingSeverity }
  >
> = {
  failed: { code: 'check-failed', severity: 'error' },
  'needs-eyes': { code: 'check-needs-eyes', severity: 'information' },
  'not-run': { code: 'check-not-run', severity: 'information' },
};

/** Codes of what a run can find, with what they mean. They are no rules: nothing is read for them. */
export const RUN_CODES: readonly (Pick<Finding, 'code' | 'severity'> & {
  readonly explanation: string;
})[] = [
  {
    ...FOUND.failed,
    explanation:
      'The check was run and failed, or gave something else than the runbook expects. Correct the system, the step or its expectation.',
  },
  {
    ...FOUND['needs-eyes'],
    explanation:
      'The check ran, and only a person can tell whether its output is right. Write an expectation that a program can compare.',
  },
  {
    ...FOUND['not-run'],
    explanation:
      'The check could not be run unattended: a value, a connection or a shell is missing. Give it with --set, --env or --target.',
  },
];

/** A check that passed is no finding; reports for programs tell it all the same. */
export const PASSED = {
  code: 'check-passed',
  explanation: 'The check was run and gave what the runbook expects.',
} as const;

export function passedInWords(title: string): string {
  return `"${title}" passed.`;
}

/** What is to be said of a run; undefined when it passed. */
export function findingOf(run: CheckRun, text: string): Finding | undefined {
  const kind = kindOf(run);
  if (kind === 'passed') return undefined;
  const lines = new LineIndex(text);
  const line = Math.min(run.range.start, lines.count - 1);
  const source = lines.line(line);
  const start = lines.start(line) + (source.length - source.trimStart().length);
  const words = { failed: 'failed', 'needs-eyes': 'needs eyes', 'not-run': 'was not run' }[kind];
  return {
    ...FOUND[kind],
    message: `"${run.title}" ${words}${run.message === '' ? '.' : `: ${run.message}`}`,
    range: { start: line, end: Math.max(line + 1, run.range.end) },
    span: { start, end: Math.max(start + 1, lines.start(line) + source.trimEnd().length) },
  };
}
