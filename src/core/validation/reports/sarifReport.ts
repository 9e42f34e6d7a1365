import { kindOf, PASSED, passedInWords, RUN_CODES } from '../checkRun';
import type { FindingSeverity } from '../finding';
import { RULES } from '../rules';
import { placesOf, type FileFindings } from './report';

const LEVELS: Readonly<Record<FindingSeverity | 'none', string>> = {
  none: 'none',
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

/** The findings as SARIF 2.1.0 (OASIS), with the rules and the fixes; columns in UTF-16 code units. */
export function sarifReport(files: readonly FileFindings[], version: string): string {
  const ran = files.some(({ runs }) => runs !== undefined);
  const rules = ran ? [...RULES, ...RUN_CODES, { ...PASSED, severity: 'none' as const }] : RULES;
  const indexes = new Map(rules.map(({ code }, index) => [code, index]));
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
            rules: rules.map(({ code, severity, explanation }) => ({
              id: code,
              shortDescription: { text: explanation.split(/(?<=\.)\s/)[0] ?? explanation },
              fullDescription: { text: explanation },
              defaultConfiguration: { level: LEVELS[severity] },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: [
          ...[...placesOf(files)].map(({ file, finding, place }) => ({
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
          ...files.flatMap((file) => passedResults(file, indexes.get(PASSED.code) ?? -1)),
        ],
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

/** SARIF tells what passed as results of the kind `pass`. */
function passedResults({ path, runs = [] }: FileFindings, ruleIndex: number): readonly unknown[] {
  return runs
    .filter((run) => kindOf(run) === 'passed')
    .map(({ title, range }) => ({
      ruleId: PASSED.code,
      ruleIndex,
      kind: 'pass',
      level: 'none',
      message: { text: passedInWords(title) },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: uriOf(path) },
            region: { startLine: range.start + 1, endLine: range.end },
          },
        },
      ],
    }));
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
