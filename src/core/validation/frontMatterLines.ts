import type { LineIndex } from '../text/lineIndex';

/** One value of the front matter under the words of its whole path: `review: {last: …}`. */
export interface FrontMatterLine {
  /** In small words: "last reviewed" for `lastReviewed`, `last_reviewed` and `last-reviewed`. */
  readonly key: string;
  readonly value: string;
  readonly line: number;
}

const LONGEST = 80;

/** The front matter line by line, with the outer keys before the inner ones. */
export function frontMatterLines(lines: LineIndex): readonly FrontMatterLine[] {
  if (lines.count === 0 || lines.line(0).trim() !== '---') return [];
  const found: FrontMatterLine[] = [];
  const outer: { readonly indent: number; readonly key: string }[] = [];
  for (let line = 1; line < Math.min(lines.count, LONGEST); line++) {
    const text = lines.line(line);
    if (/^(?:---|\.\.\.)\s*$/.test(text)) return found;
    const match = /^(\s*)([\p{L}\w -]+?)\s*:(?:\s+(.*))?$/u.exec(text);
    if (match === null) continue;
    const [, indent = '', name = '', value = ''] = match;
    while ((outer.at(-1)?.indent ?? -1) >= indent.length) outer.pop();
    outer.push({ indent: indent.length, key: name });
    const path = outer.map(({ key }) => key).join(' ');
    const key = path
      .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
      .replace(/[_-]/g, ' ')
      .toLowerCase();
    found.push({ key, value: unquoted(value), line });
  }
  return [];
}

/** Without the quotes or the comment; within quotes "#" begins none. */
function unquoted(value: string): string {
  const quoted = /^(["'])(.*?)\1\s*(?:#.*)?$/.exec(value)?.[2];
  return quoted ?? value.replace(/^["']/, '').replace(/(?:^|\s)#.*$|\s+$/, '');
}
