import type { CellOrigin } from './cell';

/** What stands before the fence on its first line: blanks, marks of quotes and list markers. */
export function beforeFence(source: string): string {
  return /^[^`~\r\n]*/.exec(source)?.[0] ?? '';
}

/**
 * What stands before the code in a line that shows `shown`. Where a tab belongs to both, in
 * columns.
 */
export function beforeCode(line: string, shown: string): string {
  const text = line.replace(/[\r\n]+$/, '');
  const before = text.slice(0, text.length - shown.length);
  if (text.endsWith(shown)) return before;
  const indent = /^ */.exec(shown)?.[0].length ?? 0;
  const wide = inColumns(text.slice(0, text.length - shown.length + indent));
  return wide.slice(0, wide.length - indent);
}

/** What stands before the first line of a cell in its lists and quotes, in columns. */
export function beforeCell({ form, source, value }: CellOrigin): string {
  if (form === 'fence') return inColumns(beforeFence(source));
  const [line = ''] = source.split(/[\r\n]/, 1);
  const [shown = ''] = value.split('\n', 1);
  return inColumns(beforeCode(line, shown)).slice(0, -4);
}

/** List markers as white space, as they are before all lines but the first. */
export function withoutMarkers(prefix: string): string {
  return prefix.replace(/[^>\s]/g, ' ');
}

/** A prefix without tabs, and with a space behind each mark of a quote. */
export function inColumns(prefix: string): string {
  let text = '';
  let column = 0;
  for (let i = 0; i < prefix.length; i++) {
    const unit = prefix.charAt(i);
    const width = unit === '\t' ? 4 - (column % 4) : 1;
    column += width;
    text += unit === '\t' ? ' '.repeat(width) : unit;
    if (unit === '>' && !/[ \t]/.test(prefix.charAt(i + 1))) text += ' ';
  }
  return text;
}

/** What the lines of code have before them, undefined where none of them tells. */
export function commonPrefix(raw: readonly string[], shown: readonly string[]): string | undefined {
  let found: string | undefined;
  for (const [i, line] of raw.entries()) {
    const text = line.replace(/[\r\n]+$/, '');
    const value = shown[i] ?? '';
    if (value.trim() === '' || !text.endsWith(value)) continue;
    const prefix = text.slice(0, text.length - value.length);
    const plain = withoutMarkers(prefix);
    if (plain === prefix) return prefix;
    found ??= plain;
  }
  return found;
}

/** A line of code with what stands before it. */
export function withPrefix(prefix: string, line: string): string {
  if (line === '') return prefix.trimEnd();
  // A blank right behind the mark of a quote would be taken for a part of it.
  return prefix + (prefix.endsWith('>') && /^[ \t]/.test(line) ? ' ' : '') + line;
}
