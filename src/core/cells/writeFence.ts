import { valueLines, type Cell, type CellOrigin } from './cell';
import { fenceTag } from './cellLanguage';
import { beforeCell, withoutMarkers, withPrefix } from './linePrefix';

/** A cell as a fence of its own; its first line may have list markers before it. */
export function writeFence(cell: Cell, eol: string, prefix: string, first = prefix): string {
  const lines = valueLines(cell.value);
  const tag = tagOf(cell);
  const mark = tag.includes('`') ? '~' : '`';
  const fence = mark.repeat(neededLength(lines, mark, 3));
  const body = lines.map((line) => withPrefix(prefix, line) + eol);
  return [`${first}${fence}${tag}${eol}`, ...body, `${prefix}${fence}${eol}`].join('');
}

/** A cell as a fence of its own in the lists and quotes where it stood. */
export function writeFenceInPlace(cell: Cell, origin: CellOrigin): string {
  const first = beforeCell(origin);
  return writeFence(cell, origin.eol, withoutMarkers(first), first);
}

/** How long a fence must be so that no line of its code closes it. */
export function neededLength(lines: readonly string[], mark: string, least: number): number {
  // Where a tab ends depends on what stands before it.
  const closing =
    mark === '`' ? /^(?: {0,3}| *\t\s*)(`{3,})[ \t]*$/ : /^(?: {0,3}| *\t\s*)(~{3,})[ \t]*$/;
  let length = least;
  for (const line of lines) {
    const run = closing.exec(line)?.[1] ?? '';
    if (run.length >= length) length = run.length + 1;
  }
  return length;
}

function tagOf(cell: Cell): string {
  const { origin } = cell;
  if (origin?.form !== 'fence' || origin.language !== cell.language) return fenceTag(cell.language);
  return /^[^`~\r\n]*(?:`{3,}|~{3,})([^\r\n]*)/.exec(origin.source)?.[1] ?? '';
}
