import type { RawBlock } from './blocks';
import { meaningOfTag } from './language';
import type { MarkdownDocument } from './markdown';
import type { Passage } from './passages';

/** `{code:bash}` and `{noformat}` of Confluence and Jira, which Markdown takes for text. */

const OPENS = /^[\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s+)?\{(code|noformat)(?::([^{}\n]{0,200}))?\}/;
/** More lines than any snippet has: a macro that nobody closed must not take the document. */
const MOST = 2000;

/** Cheap: whether a paragraph may hold the beginning of such a block. */
export function mayOpenMacro(content: string): boolean {
  return content.includes('{') && /(?:^|\n)\{(?:code|noformat)[:}]/.test(content);
}

/** The blocks that begin in a paragraph, as if each stood in a fence. */
export function readMacros(document: MarkdownDocument, passage: Passage): readonly RawBlock[] {
  const found: RawBlock[] = [];
  for (let line = passage.start; line < passage.end; line++) {
    const macro = readMacro(document, line);
    if (macro === undefined) continue;
    found.push(macro);
    line = macro.range.end - 1;
  }
  return found;
}

function readMacro({ lines }: MarkdownDocument, first: number): RawBlock | undefined {
  const opening = OPENS.exec(lines.line(first));
  const [tag = '', name = '', given = ''] = opening ?? [];
  if (opening === null) return undefined;
  const ends = `{${name}}`;
  const content: string[] = [];
  for (let line = first; line < Math.min(lines.count, first + MOST); line++) {
    const text = line === first ? lines.line(line).slice(tag.length) : lines.line(line);
    const end = text.indexOf(ends);
    const shown = end < 0 ? text : text.slice(0, end);
    // At a heading a long document is cut into stretches that are read apart.
    if (line > first && /^#{1,2}(?:[ \t]|\r?$)/.test(text)) return undefined;
    if (line > first || shown.trim() !== '') content.push(shown);
    if (end < 0) continue;
    if (content.at(-1)?.trim() === '') content.pop();
    const start = content.length > 0 && line === first ? first : first + 1;
    return {
      fenced: true,
      info: languageOf(given),
      markup: '```',
      content: `${dedent(content).join('\n')}\n`,
      range: { start: first, end: line + 1 },
      code: { start, end: Math.max(start, line === first ? first + 1 : line) },
      closed: true,
      level: 0,
    };
  }
  return undefined;
}

/** `bash`, `language=bash`, `title=x.sh|bash`; empty for what names no language. */
function languageOf(given: string): string {
  const names = given
    .split('|')
    .map((part) => /^\s*(?:lang(?:uage)?=)?([\w+#-]+)\s*$/i.exec(part)?.[1] ?? '');
  return names.find((name) => meaningOfTag(name.toLowerCase()).kind !== 'unknown') ?? '';
}

/** Without the indentation and the marks of a quote that all lines share. */
function dedent(lines: readonly string[]): readonly string[] {
  const plain = lines.map((line) => line.replace(/\r$/, '').replace(/^(?:\s*>)+ ?/, ''));
  const widths = plain
    .filter((line) => line.trim() !== '')
    .map((line) => /^\s*/.exec(line)?.[0].length ?? 0);
  const width = Math.min(...widths, Infinity);
  return plain.map((line) => line.slice(Number.isFinite(width) ? width : 0));
}
