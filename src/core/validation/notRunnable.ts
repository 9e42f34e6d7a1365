import type { Runbook } from '../model/runbook';
import type { NotRunnableCode } from '../model/step';
import type { Finding } from './finding';

/** Reasons that are a mistake of the text; the others are as the author meant it. */
const MISTAKES: ReadonlySet<NotRunnableCode> = new Set([
  'fence-cut-short',
  'fence-runaway',
  'command-in-info-string',
  'table-cell-cut',
  'typographic-characters',
]);

/** A step that looks like one and cannot be run. */
export function findNotRunnable(runbook: Runbook): readonly Finding[] {
  return runbook.steps.flatMap(({ notRunnable, range }) =>
    notRunnable !== undefined && MISTAKES.has(notRunnable.code)
      ? [
          {
            code: notRunnable.code,
            severity: 'warning' as const,
            message: notRunnable.message,
            range,
          },
        ]
      : [],
  );
}
