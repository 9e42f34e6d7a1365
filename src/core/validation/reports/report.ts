import { LineIndex } from '../../text/lineIndex';
import type { Finding } from '../finding';

/** The findings of one file. */
export interface FileFindings {
  /** As people and tools name it, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly findings: readonly Finding[];
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
