import { showDeceptive } from '../../text/escapes';
import type { FindingSeverity } from '../finding';
import { placesOf, runsInWords, type FileFindings } from './report';

const MAX_COLUMNS = 100;

/** The findings for people: place, message and a frame of the code, and a last line that counts. */
export function textReport(files: readonly FileFindings[]): string {
  const pieces: string[] = [];
  const counts = { error: 0, warning: 0, information: 0, hint: 0 };
  for (const { file, finding, place, lines } of placesOf(files)) {
    counts[finding.severity]++;
    const source = lines.line(place.line - 1);
    const shown = source.slice(0, MAX_COLUMNS);
    const number = String(place.line);
    const from = Math.min(place.column - 1, shown.length);
    const to =
      place.endLine === place.line ? Math.min(place.endColumn - 1, shown.length) : shown.length;
    const marks = '^'.repeat(Math.max(1, to - from));
    const indent = shown.slice(0, from).replace(/[^\t]/g, ' ');
    pieces.push(
      `${file.path}:${place.line}:${place.column}  ${finding.severity}  ${finding.code}\n` +
        `  ${finding.message}\n` +
        `  ${number} | ${showDeceptive(shown).replaceAll('\\u{9}', '\t')}\n` +
        `  ${' '.repeat(number.length)} | ${indent}${marks}\n`,
    );
  }
  const runs = runsInWords(files);
  pieces.push(`${summary(counts, files.length)}\n${runs === undefined ? '' : `${runs}\n`}`);
  return pieces.join('\n');
}

function summary(
  { error, warning, information, hint }: Readonly<Record<FindingSeverity, number>>,
  files: number,
): string {
  const checked = `${files} ${files === 1 ? 'file' : 'files'} checked`;
  if (error + warning + information + hint === 0) return `${checked}: nothing found.`;
  const hints = hint === 0 ? '' : `, ${plural(hint, 'hint')}`;
  return `${checked}: ${plural(error, 'error')}, ${plural(warning, 'warning')}, ${information} information${hints}.`;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
