import { breakOf, rawLines, valueLines, type Cell, type CellOrigin } from './cell';
import { fenceTag } from './cellLanguage';
import { leadLength, tailLength } from './toCells';

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

/** A cell as a fence of its own: for a new cell, or one that lost the list it stood in. */
export function writeFence(cell: Cell, eol: string, prefix: string): string {
  const lines = valueLines(cell.value);
  const fence = '`'.repeat(Math.max(3, neededLength(lines, '`', 3)));
  const body = lines.map((line) => withPrefix(prefix, line) + eol);
  const origin = cell.origin;
  const info =
    origin?.form === 'fence' && origin.language === cell.language ? infoOf(origin) : undefined;
  return [
    `${prefix}${fence}${info === undefined || info.includes('`') ? fenceTag(cell.language) : info}${eol}`,
    ...body,
    `${prefix}${fence}${eol}`,
  ].join('');
}

/** What stands before the fence on its first line, with list markers as white space. */
export function containerPrefix(source: string): string {
  const before = /^[^`~\r\n]*/.exec(source)?.[0] ?? '';
  return before.replace(/[^>\s]/g, ' ');
}

/** The closing line that an unclosed fence lacks; undefined when it is closed. */
export function missingCloser(origin: CellOrigin): string | undefined {
  if (origin.form !== 'fence') return undefined;
  const lines = rawLines(origin.source);
  if (lines.length > 1 + bodyCount(origin, lines)) return undefined;
  const fence = /(`{3,}|~{3,})/.exec(lines[0] ?? '')?.[0] ?? '```';
  return `${containerPrefix(origin.source)}${fence}${origin.eol}`;
}

function infoOf(origin: CellOrigin): string {
  return /^[^`~\r\n]*(?:`{3,}|~{3,})([^\r\n]*)/.exec(origin.source)?.[1] ?? '';
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
  const prefix = prefixOf(raw, shown) ?? containerPrefix(origin.source);
  const body = mergeLines(raw, shown, wanted, prefix, origin.eol);
  const closer = lines.slice(1 + count).join('');
  const fence = /(`{3,}|~{3,})/.exec(opener)?.[0] ?? '```';
  const length = neededLength(wanted, fence[0] ?? '`', fence.length);
  const longer = fence.charAt(0).repeat(Math.max(fence.length, length));
  const changed = longer === fence ? opener : opener.replace(fence, longer);
  const closing =
    longer.length <= (/(`{3,}|~{3,})/.exec(closer)?.[0].length ?? Infinity)
      ? closer
      : closer.replace(/`{3,}|~{3,}/, longer);
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
  const prefix = prefixOf(raw, shown) ?? '    ';
  const marker = prefixOf(raw.slice(0, 1), shown, true);
  const plain = cell.language === origin.language;
  if (plain && wanted[0]?.trim() && wanted.at(-1)?.trim()) {
    const lines = [...mergeLines(raw, shown, wanted, prefix, origin.eol)];
    if (marker !== undefined && wanted[0] !== shown[0]) {
      lines[0] = marker + wanted[0] + breakOf(lines[0] ?? '');
    }
    return joinLines(lines);
  }
  const inner = / {4}$|\t$/;
  const outer = inner.test(prefix) ? prefix.replace(inner, '') : '';
  const first = marker !== undefined && inner.test(marker) ? marker.replace(inner, '') : outer;
  return first + writeFence(cell, origin.eol, outer).slice(outer.length);
}

/** What the lines of code have before them; list markers as white space unless wanted. */
function prefixOf(
  raw: readonly string[],
  shown: readonly string[],
  markers = false,
): string | undefined {
  let found: string | undefined;
  for (const [i, line] of raw.entries()) {
    const text = line.replace(/[\r\n]+$/, '');
    const value = shown[i] ?? '';
    if (value.trim() === '' || !text.endsWith(value)) continue;
    const prefix = text.slice(0, text.length - value.length);
    if (markers || !/[^>\s]/.test(prefix)) return prefix;
    found ??= prefix.replace(/[^>\s]/g, ' ');
  }
  return found;
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

function withPrefix(prefix: string, line: string): string {
  return line === '' ? prefix.trimEnd() : prefix + line;
}

function withBreak(line: string, eol: string): string {
  return breakOf(line) === '' ? line + eol : line;
}

/** How long a fence must be so that no line of its code closes it. */
function neededLength(lines: readonly string[], mark: string, least: number): number {
  let length = least;
  for (const line of lines) {
    const run = (mark === '`' ? /^ {0,3}(`{3,})[ \t]*$/ : /^ {0,3}(~{3,})[ \t]*$/).exec(line)?.[1];
    if (run !== undefined && run.length >= length) length = run.length + 1;
  }
  return length;
}
