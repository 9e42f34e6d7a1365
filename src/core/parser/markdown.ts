import MarkdownIt from 'markdown-it';
import { LineIndex } from '../text/lineIndex';

export type MarkdownToken = ReturnType<InstanceType<typeof MarkdownIt>['parse']>[number];

/**
 * The tokens of a document. Front matter is cut before parsing (markdown-it would read it as a
 * rule and a heading), so `firstLine` must be added to every line a token's `map` names.
 */
export interface MarkdownDocument {
  readonly text: string;
  readonly lines: LineIndex;
  /** Raw YAML between the `---` lines, undefined when there is none. */
  readonly frontMatter: string | undefined;
  readonly firstLine: number;
  readonly tokens: readonly MarkdownToken[];
}

const FRONT_MATTER =
  /^\uFEFF?---[ \t]*(?:\r\n|\n|\r)([\s\S]*?)(?:^|\r\n|\n|\r)(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|$)/;

/** Reads Markdown (CommonMark and GFM tables) into tokens. Never throws; does no I/O. */
export function parseMarkdown(text: string): MarkdownDocument {
  const lines = new LineIndex(text);
  const front = FRONT_MATTER.exec(text);
  const bodyStart = front === null ? (text.startsWith('\uFEFF') ? 1 : 0) : front[0].length;
  const markdown = new MarkdownIt('default', { html: true });
  return {
    text,
    lines,
    frontMatter: front?.[1],
    firstLine: bodyStart === 0 ? 0 : lines.lineAt(bodyStart),
    tokens: markdown.parse(text.slice(bodyStart), {}),
  };
}
