import { LineIndex } from '../text/lineIndex';
import { readBlocks, type MarkdownToken, type TokenReader } from './markdownBlocks';

/**
 * A document, apart from its blocks. Front matter is cut before parsing (a Markdown parser would
 * read it as a rule and a heading), so `firstLine` must be added to every line a token's `map`
 * names.
 */
export interface MarkdownDocument {
  readonly text: string;
  readonly lines: LineIndex;
  /** Raw YAML between the `---` lines, undefined when there is none. */
  readonly frontMatter: string | undefined;
  readonly firstLine: number;
  /** What the block parser found besides tokens: the link references. */
  readonly environment: Readonly<Record<string, unknown>>;
}

/**
 * A document with its tokens. Only blocks are parsed. A `paragraph` and a `heading` are one token
 * each, with the `content` of what would be their inline token; those of the cells of a table are
 * left out.
 */
export interface TokenDocument extends MarkdownDocument {
  readonly tokens: readonly MarkdownToken[];
}

const FRONT_MATTER =
  /^\uFEFF?---[ \t]*(?:\r\n|\n|\r)([\s\S]*?)(?:^|\r\n|\n|\r)(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|$)/;

/** The YAML at the top of a text, and where it stands; undefined when there is none. */
export function cutFrontMatter(
  text: string,
): { readonly yaml: string; readonly start: number; readonly end: number } | undefined {
  const found = startsFrontMatter(text) ? FRONT_MATTER.exec(text) : null;
  if (found === null) return undefined;
  const [whole, yaml = ''] = found;
  return { yaml, start: /^.*(?:\r\n|\n|\r)/.exec(whole)?.[0].length ?? 0, end: whole.length };
}

/**
 * Reads Markdown (CommonMark and GFM tables) and hands its block tokens, one after the other, to
 * the reader that `start` makes. Never throws; does no I/O. `known` is the environment of the
 * document that the text is a stretch of.
 */
export function readMarkdown(
  text: string,
  known: MarkdownDocument['environment'],
  start: (document: MarkdownDocument) => TokenReader,
): MarkdownDocument {
  const lines = new LineIndex(text);
  const front = cutFrontMatter(text);
  const bodyStart = front === undefined ? (text.startsWith('\uFEFF') ? 1 : 0) : front.end;
  const environment: Record<string, unknown> = { ...known };
  const document: MarkdownDocument = {
    text,
    lines,
    frontMatter: front?.yaml,
    firstLine: bodyStart === 0 ? 0 : lines.lineAt(bodyStart),
    environment,
  };
  const reader = start(document);
  if (bodyStart === 0) readBlocks(text, environment, reader, lines.starts);
  else readBlocks(text.slice(bodyStart), environment, reader);
  return document;
}

/** Reads Markdown and keeps its tokens. */
export function parseMarkdown(
  text: string,
  known: MarkdownDocument['environment'] = {},
): TokenDocument {
  const tokens: MarkdownToken[] = [];
  const keep: TokenReader = { read: (token) => void tokens.push(token) };
  return { ...readMarkdown(text, known, () => keep), tokens };
}

function startsFrontMatter(text: string): boolean {
  return text.startsWith('---') || text.startsWith('\uFEFF---');
}
