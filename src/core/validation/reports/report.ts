import { LineIndex } from '../../text/lineIndex';
import { kindOf, type CheckRun, type CheckRunKind } from '../checkRun';
import type { Finding } from '../finding';

/** The findings of one file. */
export interface FileFindings {
  /** As people and tools name it, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly findings: readonly Finding[];
  /** The checks that were run; undefined when nothing was to be run. */
  readonly runs?: readonly CheckRun[];
}

/** A place as people count: lines and columns from 1, columns in UTF-16 code units. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Where a finding stands. */
export function placeOf(finding: Finding, lines: LineIndex): Place {
  const { start, end } = finding.span;
  const line = lines.lineAt(start);
  const endLine = lines.lineAt(Math.max(start, end));
  return {
    line: line + 1,
    column: start - lines.start(line) + 1,
    endLine: endLine + 1,
    endColumn: end - lines.start(endLine) + 1,
  };
}

/** Each finding with its place, in order. */
export function* placesOf(files: readonly FileFindings[]): Generator<{
  readonly file: FileFindings;
  readonly finding: Finding;
  readonly place: Place;
  readonly lines: LineIndex;
}> {
  for (const file of files) {
    if (file.findings.length === 0) continue;
    const lines = new LineIndex(file.text);
    for (const finding of file.findings)
      yield { file, finding, place: placeOf(finding, lines), lines };
  }
}

/** How many checks came to what; undefined when nothing was to be run. */
export function countRuns(
  files: readonly FileFindings[],
): Readonly<Record<CheckRunKind, number>> | undefined {
  if (files.every(({ runs }) => runs === undefined)) return undefined;
  const counts = { passed: 0, failed: 0, 'needs-eyes': 0, 'not-run': 0 };
  for (const { runs = [] } of files) for (const run of runs) counts[kindOf(run)]++;
  return counts;
}

/** `5 checks run: 3 passed, 1 failed, 1 needs eyes; 2 not run.` */
export function runsInWords(files: readonly FileFindings[]): string | undefined {
  const counts = countRuns(files);
  if (counts === undefined) return undefined;
  const { passed, failed } = counts;
  const eyes = counts['needs-eyes'];
  const run = passed + failed + eyes;
  const came = [`${passed} passed`, `${failed} failed`, `${eyes} for eyes`].join(', ');
  return `${run} ${run === 1 ? 'check' : 'checks'} run: ${came}; ${counts['not-run']} not run.`;
}
