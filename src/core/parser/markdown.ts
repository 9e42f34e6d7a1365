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

  constructor(type: string, tag: string, level: number) {
    this.type = type;
    this.tag = tag;
    this.level = level;
  }

  /** Written by the parser for the inline tokens, of which none are made. */
  set children(_none: unknown) {
    // Kept nowhere.
  }
}

/**
 * The tokens of a document. Front matter is cut before parsing (markdown-it would read it as a
 * rule and a heading), so `firstLine` must be added to every line a token's `map` names.
 *
 * Only blocks are parsed. A `paragraph` and a `heading` are one token each, with the `content` of
 * what would be their inline token; those of the cells of a table are left out.
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

/** What opens a text, which is one token here. */
const TEXTS: ReadonlyMap<string, string> = new Map([
  ['paragraph_open', 'paragraph'],
  ['heading_open', 'heading'],
]);

/** Written to by the rules in place of a token that is left out. */
const UNUSED = new MarkdownToken('', '', 0);

/** The block parser's state, which makes and keeps the tokens. */
class Blocks extends BLOCKS.block.State {
  #inTable = 0;
  /** The paragraph or heading whose content the next inline token is. */
  #text = UNUSED;

  constructor(...[text, parser, environment, tokens]: BlockArguments) {
    // Its own constructor looks at every character; the beginnings of the lines tell the same.
    super('', parser, environment, tokens);
    this.src = text;
    this.#readLines(text);
  }

  #readLines(text: string): void {
    const count = this.#countLines(text);
    // Arrays of their final length, as growing five of them line by line takes longer.
    const starts = new Array<number>(count + 1);
    const ends = new Array<number>(count + 1);
    const indents = new Array<number>(count + 1);
    const columns = new Array<number>(count + 1);
    let start = 0;
    for (let line = 0; line < count; line++) {
      const found = text.indexOf('\n', start);
      const end = found < 0 ? text.length : found;
      let column = 0;
      let at = start;
      for (; at < end; at++) {
        const unit = text.charCodeAt(at);
        if (unit === 32) column++;
        else if (unit === 9) column += 4 - (column % 4);
        else break;
      }
      starts[line] = start;
      ends[line] = end;
      indents[line] = at - start;
      columns[line] = column;
      start = end + 1;
    }
    starts[count] = ends[count] = text.length;
    indents[count] = columns[count] = 0;
    this.bMarks = starts;
    this.eMarks = ends;
    this.tShift = indents;
    this.sCount = columns;
    this.bsCount = new Array<number>(count + 1).fill(0);
    this.lineMax = count;
  }

  /** A last line of blanks without a line break is none. */
  #countLines(text: string): number {
    let count = 0;
    let start = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      count++;
      start = end + 1;
    }
    for (let at = start; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      if (unit !== 9 && unit !== 32) return count + 1;
    }
    return count;
  }

  override push(...[type, tag, nesting]: Parameters<StateBlock['push']>): Token {
    if (nesting < 0) this.level--;
    const { level } = this;
    if (nesting > 0) this.level++;
    if (type === 'inline') return asToken(this.#inTable > 0 ? UNUSED : this.#text);
    if (type === 'table_open') this.#inTable++;
    else if (type === 'table_close') this.#inTable--;
    if (LEFT_OUT.has(type)) return asToken(UNUSED);
    const text = TEXTS.get(type);
    const token = new MarkdownToken(text ?? type, tag, level);
    if (text !== undefined) this.#text = token;
    this.tokens.push(asToken(token));
    return asToken(token);
  }

  /** Lines that stand in the text as they are to be given are cut from it in one piece. */
  override getLines(begin: number, end: number, indent: number, keepLastLF: boolean): string {
    if (begin >= end) return '';
    if (indent > 0 || !this.#areJoined(begin, end))
      return super.getLines(begin, end, indent, keepLastLF);
    const last = this.eMarks[end - 1] ?? 0;
    return this.src.slice(this.bMarks[begin], keepLastLF ? last + 1 : last);
  }

  /** False where a quote's marks stand between the lines. */
  #areJoined(begin: number, end: number): boolean {
    const { bMarks, eMarks } = this;
    for (let line = begin + 1; line < end; line++)
      if (bMarks[line] !== (eMarks[line - 1] ?? 0) + 1) return false;
    return true;
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
