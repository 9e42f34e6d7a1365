import type { FindingSeverity } from '../finding';
import { RULES } from '../rules';
import { placesOf, type FileFindings } from './report';

const LEVELS: Readonly<Record<FindingSeverity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
};

/** The findings as SARIF 2.1.0 (OASIS), with the rules and the fixes; columns in UTF-16 code units. */
export function sarifReport(files: readonly FileFindings[], version: string): string {
  const indexes = new Map(RULES.map(({ code }, index) => [code, index]));
  const log = {
    $schema:
      'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'runbook',
            semanticVersion: version,
            rules: RULES.map(({ code, severity, explanation }) => ({
              id: code,
              shortDescription: { text: explanation.split(/(?<=\.)\s/)[0] ?? explanation },
              fullDescription: { text: explanation },
              defaultConfiguration: { level: LEVELS[severity] },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: [...placesOf(files)].map(({ file, finding, place }) => ({
          ruleId: finding.code,
          ruleIndex: indexes.get(finding.code) ?? -1,
          level: LEVELS[finding.severity],
          message: { text: finding.message },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: uriOf(file.path) },
                region: {
                  startLine: place.line,
                  startColumn: place.column,
                  endLine: place.endLine,
                  endColumn: place.endColumn,
                },
              },
            },
          ],
          ...(finding.fix === undefined ? {} : { fixes: [fixOf(finding.fix, file)] }),
        })),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function fixOf(
  fix: NonNullable<FileFindings['findings'][number]['fix']>,
  file: FileFindings,
): unknown {
  return {
    description: { text: fix.title },
    artifactChanges: [
      {
        artifactLocation: { uri: uriOf(file.path) },
        replacements: fix.edits.map(({ range, newText }) => ({
          deletedRegion: { charOffset: range.start, charLength: range.end - range.start },
          insertedContent: { text: newText },
        })),
      },
    ],
  };
}

function uriOf(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
