import MarkdownIt, { type StateBlock, type Token } from 'markdown-it';
import { LineIndex } from '../text/lineIndex';
import { skipHopelessRules } from './blockRules';

/** What is read of a token of markdown-it, whose own has twice as many fields. */
export class MarkdownToken {
  readonly type: string;
  readonly tag: string;
  readonly level: number;
  /** First line and line behind the last, counted from behind the front matter. */
  map: [number, number] | null = null;
  content = '';
  markup = '';
  info = '';
  attrs: readonly (readonly [string, string])[] | null = null;
  // Only written by the parser.
  children: unknown = null;
  hidden = false;

  constructor(type: string, tag: string, level: number) {
    this.type = type;
    this.tag = tag;
    this.level = level;
  }
}

/**
 * The tokens of a document. Front matter is cut before parsing (markdown-it would read it as a
 * rule and a heading), so `firstLine` must be added to every line a token's `map` names.
 *
 * Only blocks are parsed: an `inline` token has its `content`. Tokens that close a paragraph or a
 * heading, and those of the cells of a table, are left out.
 */
export interface MarkdownDocument {
  readonly text: string;
  readonly lines: LineIndex;
  /** Raw YAML between the `---` lines, undefined when there is none. */
  readonly frontMatter: string | undefined;
  readonly firstLine: number;
  readonly tokens: readonly MarkdownToken[];
  /** What the block parser found besides tokens: the link references. */
  readonly environment: Readonly<Record<string, unknown>>;
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

const BLOCKS = new MarkdownIt('default', { html: true });
BLOCKS.core.ruler.enableOnly(['normalize', 'block']);
skipHopelessRules(BLOCKS.block.ruler);
// Targets are kept as written, like those of links beside their text.
BLOCKS.normalizeLink = (url) => url;

/** Tokens that say nothing that another does not. */
const LEFT_OUT: ReadonlySet<string> = new Set(
  'paragraph_close heading_close thead_open thead_close tbody_open tbody_close th_open th_close td_open td_close tr_close'.split(
    ' ',
  ),
);

type BlockArguments = ConstructorParameters<typeof StateBlock>;

/** Written to by the rules in place of a token that is left out. */
const UNUSED = asToken(new MarkdownToken('', '', 0));

/** The block parser's state, which makes and keeps the tokens. */
class Blocks extends BLOCKS.block.State {
  #inTable = 0;

  constructor(...[text, parser, environment, tokens]: BlockArguments) {
    // Its own constructor looks at every character; the beginnings of the lines tell the same.
    super('', parser, environment, tokens);
    this.src = text;
    this.bMarks.length = this.eMarks.length = 0;
    this.tShift.length = this.sCount.length = this.bsCount.length = 0;
    for (let start = 0; start < text.length;) {
      const end = text.indexOf('\n', start);
      this.#addLine(start, end < 0 ? text.length : end, end < 0);
      start = end < 0 ? text.length : end + 1;
    }
    this.lineMax = this.bMarks.length;
    this.#push(text.length, text.length, 0, 0);
  }

  #addLine(start: number, end: number, last: boolean): void {
    let column = 0;
    let at = start;
    for (; at < end; at++) {
      const unit = this.src.charCodeAt(at);
      if (unit === 9) column += 4 - (column % 4);
      else if (unit === 32) column++;
      else break;
    }
    // A last line of blanks without a line break is none.
    if (last && at === end) return;
    this.#push(start, end, at - start, column);
  }

  #push(start: number, end: number, indent: number, column: number): void {
    this.bMarks.push(start);
    this.eMarks.push(end);
    this.tShift.push(indent);
    this.sCount.push(column);
    this.bsCount.push(0);
  }

  override push(...[type, tag, nesting]: Parameters<StateBlock['push']>): Token {
    if (nesting < 0) this.level--;
    const { level } = this;
    if (nesting > 0) this.level++;
    if (type === 'table_open') this.#inTable++;
    else if (type === 'table_close') this.#inTable--;
    if (LEFT_OUT.has(type) || (this.#inTable > 0 && type === 'inline')) return UNUSED;
    const token = asToken(new MarkdownToken(type, tag, level));
    this.tokens.push(token);
    return token;
  }
}

/** The block rules write the fields above and read none that it lacks. */
function asToken(token: MarkdownToken): Token {
  return token as unknown as Token;
}

BLOCKS.block.State = Blocks;

/**
 * Reads Markdown (CommonMark and GFM tables) into block tokens. Never throws; does no I/O.
 * `known` is the environment of the document that the text is a stretch of.
 */
export function parseMarkdown(
  text: string,
  known: MarkdownDocument['environment'] = {},
): MarkdownDocument {
  const lines = new LineIndex(text);
  const front = cutFrontMatter(text);
  const bodyStart = front === undefined ? (text.startsWith('\uFEFF') ? 1 : 0) : front.end;
  const environment: Record<string, unknown> = { ...known };
  const body = bodyStart === 0 ? text : text.slice(bodyStart);
  return {
    text,
    lines,
    frontMatter: front?.yaml,
    firstLine: bodyStart === 0 ? 0 : lines.lineAt(bodyStart),
    tokens: BLOCKS.parse(body, environment) as unknown as readonly MarkdownToken[],
    environment,
  };
}

function startsFrontMatter(text: string): boolean {
  return text.startsWith('---') || text.startsWith('\uFEFF---');
}
