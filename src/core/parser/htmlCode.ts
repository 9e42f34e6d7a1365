import type { RawBlock } from './blocks';
import type { CodeSpan } from './codeSpans';
import { meaningOfTag } from './language';
import type { MarkdownDocument } from './markdown';
import type { MarkdownToken } from './markdownBlocks';

const PRE = /<pre\b([^<>]{0,300})>([\s\S]*?)<\/pre>/gi;
/** Tags that only say how code looks. */
const MARKS = /<\/?(?:code|span|b|strong|i|em|kbd|var|a)\b[^<>]{0,300}>/gi;
/** The language as highlighters and sites write it: `class="language-bash"`, `lang="bash"`. */
const LANGUAGE =
  /\b(?:class|lang|data-lang(?:uage)?)\s*=\s*["']?(?:[^"'>]*?\b(?:language|lang|highlight(?:-source)?|brush:)[-\s]+)?([\w+#-]+)/i;

/** The code that HTML shows, `<pre>` and `<pre><code>`, as if each stood in a fence. */
export function readPreBlocks(
  document: MarkdownDocument,
  token: MarkdownToken,
): readonly RawBlock[] {
  if (!/<pre\b/i.test(token.content)) return [];
  const html = token.content.replace(/<!--[\s\S]*?(?:-->|$)/g, (part) =>
    part.replace(/[^\n]/g, ' '),
  );
  const first = (token.map?.[0] ?? 0) + document.firstLine;
  const found: RawBlock[] = [];
  // Behind the last end of all, each beginning would be followed to the end of the text.
  const closed = html.slice(0, html.toLowerCase().lastIndexOf('</pre') + '</pre>'.length);
  for (const match of closed.matchAll(PRE)) {
    const [all, attributes = '', inner = ''] = match;
    // What a program printed; not what is typed.
    if (/^\s*<samp\b/i.test(inner)) continue;
    const start = first + lineBreaks(html.slice(0, match.index));
    const range = { start, end: start + lineBreaks(all) + 1 };
    const opening = /^\s*<code\b([^<>]{0,300})>/i.exec(inner)?.[1] ?? '';
    const shown = inner.replace(MARKS, '');
    // Browsers leave out a line break right behind the tag.
    const content = decode(shown.replace(/^[ \t]*\r?\n/, '').trimEnd());
    const above = lineBreaks(/^\s*/.exec(shown)?.[0] ?? '');
    found.push({
      fenced: true,
      info: languageOf(opening) || languageOf(attributes),
      markup: '```',
      content: `${content}\n`,
      range,
      code: { start: start + Math.min(above, 1), end: range.end },
      closed: true,
      level: token.level,
    });
  }
  return found;
}

const CODE = /<code\b[^<>]{0,300}>([^<\n]{1,500})<\/code>/gi;

/** `<code>…</code>` within a sentence, as if backticks stood around it. */
export function findHtmlCode(text: string, from: number, to: number): readonly CodeSpan[] {
  return [...text.slice(from, to).matchAll(CODE)].map((match) => {
    const [all, inner = ''] = match;
    const open = from + match.index;
    const close = open + all.length;
    const end = close - '</code>'.length;
    return {
      text: decode(inner),
      start: end - inner.length,
      end,
      open,
      close,
      html: true as const,
    };
  });
}

/** Empty for a class that names no language: `class="highlight"`. */
function languageOf(attributes: string): string {
  const tag = LANGUAGE.exec(attributes)?.[1] ?? '';
  return meaningOfTag(tag.toLowerCase()).kind === 'unknown' ? '' : tag;
}

function lineBreaks(text: string): number {
  return text.split('\n').length - 1;
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

function decode(html: string): string {
  return html.replace(
    /&(?:#(\d{1,6})|#x([\da-f]{1,5})|([a-z]{2,5}));/gi,
    (all, decimal, hex, name) => {
      if (name !== undefined) return ENTITIES[String(name).toLowerCase()] ?? all;
      const code = decimal === undefined ? parseInt(String(hex), 16) : Number(decimal);
      return code > 31 && code < 0x110000 ? String.fromCodePoint(code) : all;
    },
  );
}
