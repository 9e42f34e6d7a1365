import { breakOf, rawLines, valueLines, type Cell, type CellOrigin } from './cell';
import { fenceTag } from './cellLanguage';
import { beforeCode, beforeFence, commonPrefix, withoutMarkers, withPrefix } from './linePrefix';
import { leadLength, tailLength } from './toCells';
import { neededLength, writeFenceInPlace } from './writeFence';

const FENCE = /`{3,}|~{3,}/;

/** The text of an edited cell: lines that were not edited stay as they were, byte for byte. */
export function rewriteCell(cell: Cell, origin: CellOrigin): string {
  switch (origin.form) {
    case 'prose':
      return rewriteProse(cell, origin);
    case 'front-matter':
      return rewriteFrontMatter(cell, origin);
    case 'fence':
      return rewriteFence(cell, origin);
    case 'indented':
      return rewriteIndented(cell, origin);
  }
}

/** Whether a cell comes from a fence that ended where its list or its document did. */
export function isUnended(origin: CellOrigin | undefined): origin is CellOrigin {
  if (origin?.form !== 'fence') return false;
  const lines = rawLines(origin.source);
  return lines.length <= 1 + bodyCount(origin, lines);
}

/** The closing line for a fence that begins as `written`. */
export function closingLine({ source, eol }: CellOrigin, written: string): string {
  const fence = FENCE.exec(written)?.[0] ?? '```';
  return `${withoutMarkers(beforeFence(source))}${fence}${eol}`;
}

function rewriteProse(cell: Cell, origin: CellOrigin): string {
  const { source, eol } = origin;
  const lead = leadLength(source);
  const tail = source.slice(source.length - tailLength(source));
  const raw = rawLines(source.slice(lead, source.length - tail.length));
  const lines = mergeLines(raw, valueLines(origin.value), valueLines(cell.value), '', eol);
  const text = joinLines(lines).replace(/(?:\r\n|\n|\r)$/, '');
  return source.slice(0, lead) + text + tail;
}

function rewriteFrontMatter(cell: Cell, origin: CellOrigin): string {
  const lines = rawLines(origin.source);
  const shown = valueLines(origin.value);
  const body = mergeLines(lines.slice(1, -1), shown, valueLines(cell.value), '', origin.eol);
  return joinLines([lines[0] ?? '', ...body, lines.at(-1) ?? '']);
}

/** Lines of code in a fence's source: an unclosed fence has no line after them. */
function bodyCount(origin: CellOrigin, lines: readonly string[]): number {
  const rest = lines.length - 1;
  const shown = valueLines(origin.value).length;
  if (shown > 0) return Math.min(shown, rest);
  // Shown as empty: no line at all, or one blank line.
  const last = lines.at(-1) ?? '';
  const closed = rest > 0 && /(?:`{3,}|~{3,})[ \t]*[\r\n]*$/.test(last);
  return closed ? rest - 1 : rest;
}

function rewriteFence(cell: Cell, origin: CellOrigin): string {
  const lines = rawLines(origin.source);
  const count = bodyCount(origin, lines);
  const opener = withBreak(lines[0] ?? '', origin.eol);
  const raw = lines.slice(1, 1 + count);
  const shown = count === 0 ? [] : origin.value.split('\n');
  const wanted = valueLines(cell.value);
  const prefix = commonPrefix(raw, shown) ?? withoutMarkers(beforeFence(origin.source));
  const body = mergeLines(raw, shown, wanted, prefix, origin.eol);
  const closer = lines.slice(1 + count).join('');
  const fence = FENCE.exec(opener)?.[0] ?? '```';
  const length = neededLength(wanted, fence[0] ?? '`', fence.length);
  const longer = fence.charAt(0).repeat(Math.max(fence.length, length));
  const changed = longer === fence ? opener : opener.replace(fence, longer);
  const closing =
    longer.length <= (FENCE.exec(closer)?.[0].length ?? Infinity)
      ? closer
      : closer.replace(FENCE, longer);
  return joinLines([retagged(changed, longer, cell, origin), ...body, closing]);
}

/** The opening line with the tag of another language, when the cell's was changed. */
function retagged(opener: string, fence: string, cell: Cell, origin: CellOrigin): string {
  if (cell.language === origin.language) return opener;
  const at = opener.indexOf(fence) + fence.length;
  const rest = opener.slice(at).replace(/^[ \t]*(?![{\s])[^\s{]*/, '');
  return `${opener.slice(0, at)}${fenceTag(cell.language)}${rest}`;
}

function rewriteIndented(cell: Cell, origin: CellOrigin): string {
  const raw = rawLines(origin.source);
  const shown = origin.value.split('\n');
  const wanted = valueLines(cell.value);
  const [first = ''] = wanted;
  const stays = cell.language === origin.language && first.trim() && wanted.at(-1)?.trim();
  if (!stays) return writeFenceInPlace(cell, origin);
  const before = beforeCode(raw[0] ?? '', shown[0] ?? '');
  const below = withoutMarkers(before);
  const prefix = commonPrefix(raw, shown) ?? below;
  if (below === before || first === shown[0])
    return joinLines(mergeLines(raw, shown, wanted, prefix, origin.eol));
  // The first line begins a list: another that takes its place does, and it does no longer.
  const unmarked = [below + (shown[0] ?? '') + breakOf(raw[0] ?? ''), ...raw.slice(1)];
  const lines = mergeLines(unmarked, shown, wanted, prefix, origin.eol);
  return joinLines([before + first + breakOf(lines[0] ?? ''), ...lines.slice(1)]);
}

/** The new lines, those at both ends that are the same kept as they stand in the source. */
function mergeLines(
  raw: readonly string[],
  shown: readonly string[],
  wanted: readonly string[],
  prefix: string,
  eol: string,
): readonly string[] {
  const same = (a: string | undefined, b: string | undefined): boolean =>
    a !== undefined && (a === b || a.replace(/[\u0000\p{Surrogate}]/gu, '\ufffd') === b);
  let head = 0;
  while (head < wanted.length && head < raw.length && same(shown[head], wanted[head])) head++;
  let tail = 0;
  while (
    tail < wanted.length - head &&
    tail < raw.length - head &&
    same(shown[raw.length - 1 - tail], wanted[wanted.length - 1 - tail])
  ) {
    tail++;
  }
  const middle = wanted.slice(head, wanted.length - tail);
  const lines = [
    ...raw.slice(0, head),
    ...middle.map((line) => withPrefix(prefix, line) + eol),
    ...raw.slice(raw.length - tail, raw.length),
  ];
  return lines.map((line, i) => (i < lines.length - 1 ? withBreak(line, eol) : line));
}

/** Lines put together so that CR before an empty line that ends in LF stays two line breaks. */
function joinLines(lines: readonly string[]): string {
  let text = '';
  for (const line of lines)
    text += text.endsWith('\r') && line.startsWith('\n') ? `\r${line}` : line;
  return text;
}

function withBreak(line: string, eol: string): string {
  return breakOf(line) === '' ? line + eol : line;
}
