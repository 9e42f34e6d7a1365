import type { LineRange, OffsetRange } from '../text/range';
import type { MarkdownDocument } from './markdown';
import type { MarkdownToken } from './markdownBlocks';

/** A code block as the Markdown parser sees it, before anything is concluded from it. */
export interface RawBlock {
  readonly fenced: boolean;
  readonly info: string;
  /** The fence's own characters; empty for indented code. */
  readonly markup: string;
  readonly content: string;
  readonly range: LineRange;
  /** Lines of the code itself. */
  readonly code: LineRange;
  readonly closed: boolean;
  /** Nesting level of the token: 0 at the top of the document. */
  readonly level: number;
}

/** Reads one `fence` or `code_block` token. */
export function readBlock(document: MarkdownDocument, token: MarkdownToken): RawBlock {
  const start = (token.map?.[0] ?? 0) + document.firstLine;
  const end = (token.map?.[1] ?? 0) + document.firstLine;
  if (token.type !== 'fence') {
    const lines = lineCount(token.content);
    const range = { start, end: Math.max(start + 1, Math.min(end, start + lines)) };
    return {
      fenced: false,
      info: '',
      markup: '',
      content: token.content,
      range,
      code: range,
      closed: true,
      level: token.level,
    };
  }
  const bodyEnd = start + 1 + lineCount(token.content);
  const closed = end > bodyEnd;
  return {
    fenced: true,
    info: token.info,
    markup: token.markup,
    content: token.content,
    range: { start, end },
    code: { start: Math.min(start + 1, end), end: Math.min(bodyEnd, end) },
    closed,
    level: token.level,
  };
}

/** Where the lines of a block's code stand in the document, indentation included. */
export function codeOffsets(document: MarkdownDocument, code: LineRange): OffsetRange {
  const start = document.lines.start(code.start);
  return { start, end: Math.max(start, document.lines.start(code.end)) };
}

/** Lines of a text that ends with a line break, or not. */
export function lineCount(text: string): number {
  if (text === '') return 0;
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return text.endsWith('\n') ? count : count + 1;
}
