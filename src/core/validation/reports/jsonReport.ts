import { kindOf, PASSED, passedInWords } from '../checkRun';
import { placesOf, type FileFindings } from './report';

/**
 * The findings as a JSON array, one object on a line of its own; lines and columns from 1. Checks
 * that were run and passed follow them with the severity `none`.
 */
export function jsonReport(files: readonly FileFindings[]): string {
  const entries = [...placesOf(files)].map(({ file, finding, place }) =>
    JSON.stringify({
      path: file.path,
      ...place,
      code: finding.code,
      severity: finding.severity,
      message: finding.message,
      ...(finding.fix === undefined
        ? {}
        : {
            fix: {
              title: finding.fix.title,
              edits: finding.fix.edits.map(({ range, newText }) => ({ ...range, newText })),
            },
          }),
    }),
  );
  entries.push(...files.flatMap(passedRuns));
  return entries.length === 0 ? '[]\n' : `[\n${entries.join(',\n')}\n]\n`;
}

function passedRuns({ path, runs = [] }: FileFindings): readonly string[] {
  return runs
    .filter((run) => kindOf(run) === 'passed')
    .map(({ range, title, stepId, partId, runId, durationMs }) =>
      JSON.stringify({
        path,
        line: range.start + 1,
        endLine: range.end,
        code: PASSED.code,
        severity: 'none',
        message: passedInWords(title),
        stepId,
        ...(partId === undefined ? {} : { partId }),
        runId,
        durationMs,
      }),
    );
}
