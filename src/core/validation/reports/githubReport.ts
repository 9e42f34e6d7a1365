import type { FindingSeverity } from '../finding';
import { placesOf, runsInWords, type FileFindings } from './report';

const COMMANDS: Readonly<Record<FindingSeverity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
  hint: 'notice',
};

/** Annotations for a pull request: the workflow commands of GitHub Actions, one per line. */
export function githubReport(files: readonly FileFindings[]): string {
  const runs = runsInWords(files);
  const annotations = [...placesOf(files)]
    .map(({ file, finding, place }) => {
      const properties = [
        `file=${property(file.path)}`,
        `line=${place.line}`,
        `endLine=${place.endLine}`,
        ...(place.line === place.endLine
          ? [`col=${place.column}`, `endColumn=${place.endColumn}`]
          : []),
        `title=${property(`runbook ${finding.code}`)}`,
      ].join(',');
      return `::${COMMANDS[finding.severity]} ${properties}::${data(finding.message)}\n`;
    })
    .join('');
  return runs === undefined
    ? annotations
    : `${annotations}::notice title=runbook checks::${data(runs)}\n`;
}

/** Escapes as actions/toolkit does. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
