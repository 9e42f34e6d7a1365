import MarkdownIt from 'markdown-it';
import { LineIndex } from '../text/lineIndex';

export type MarkdownToken = ReturnType<InstanceType<typeof MarkdownIt>['parse']>[number];

/**
 * The tokens of a document. Front matter is cut before parsing (markdown-it would read it as a
 * rule and a heading), so `firstLine` must be added to every line a token's `map` names.
 *
 * Only blocks are parsed: an `inline` token has its `content` and no `children`. Most documents
 * need few of them, and reading them all would more than double the time; ask `inlineTokens`.
 */
export interface MarkdownDocument {
  readonly text: string;
  readonly lines: LineIndex;
  /** Raw YAML between the `---` lines, undefined when there is none. */
  readonly frontMatter: string | undefined;
  readonly firstLine: number;
  readonly tokens: readonly MarkdownToken[];
  /** What the block parser found besides tokens: the link references. For `inlineTokens`. */
  readonly environment: Readonly<Record<string, unknown>>;
}

const FRONT_MATTER =
  /^\uFEFF?---[ \t]*(?:\r\n|\n|\r)([\s\S]*?)(?:^|\r\n|\n|\r)(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|$)/;

const BLOCKS = new MarkdownIt('default', { html: true });
BLOCKS.core.ruler.enableOnly(['normalize', 'block']);

const INLINES = new MarkdownIt('default', { html: true });

/**
 * Reads Markdown (CommonMark and GFM tables) into block tokens. Never throws; does no I/O.
 * `known` is the environment of the document that the text is a stretch of.
 */
export function parseMarkdown(
  text: string,
  known: MarkdownDocument['environment'] = {},
): MarkdownDocument {
  const lines = new LineIndex(text);
  const front = FRONT_MATTER.exec(text);
  const bodyStart = front === null ? (text.startsWith('\uFEFF') ? 1 : 0) : front[0].length;
  const environment: Record<string, unknown> = { ...known };
  return {
    text,
    lines,
    frontMatter: front?.[1],
    firstLine: bodyStart === 0 ? 0 : lines.lineAt(bodyStart),
    tokens: BLOCKS.parse(bodyStart === 0 ? text : text.slice(bodyStart), environment),
    environment,
  };
}

/** The inline tokens (text, code_inline, link_open, …) of one `inline` block token. */
export function inlineTokens(
  document: MarkdownDocument,
  token: MarkdownToken,
): readonly MarkdownToken[] {
  const parsed = INLINES.parseInline(token.content, { ...document.environment });
  return parsed[0]?.children ?? [];
}
