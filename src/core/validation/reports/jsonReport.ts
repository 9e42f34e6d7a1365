import { placesOf, type FileFindings } from './report';

/** The findings as a JSON array, one object on a line of its own; lines and columns from 1. */
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
  return entries.length === 0 ? '[]\n' : `[\n${entries.join(',\n')}\n]\n`;
}
