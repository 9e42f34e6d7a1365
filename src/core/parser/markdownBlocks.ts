import MarkdownIt, { type Token } from 'markdown-it';
import { startsOfLine } from '../text/lineIndex';
import { skipHopelessRules } from './blockRules';

/**
 * What is read of a token of markdown-it, whose own has twice as many fields. They are declared
 * and set by the constructor: defining them first takes as long again, for every token.
 */
export class MarkdownToken {
  declare readonly type: string;
  declare readonly tag: string;
  declare readonly level: number;
  /** First line and line behind the last, counted from behind the front matter. */
  declare map: [number, number] | null;
  declare content: string;
  declare markup: string;
  declare info: string;
  declare attrs: readonly (readonly [string, string])[] | null;

  constructor(type: string, tag: string, level: number) {
    this.type = type;
    this.tag = tag;
    this.level = level;
    this.map = null;
    this.content = '';
    this.markup = '';
    this.info = '';
    this.attrs = null;
  }

  /** Written by the parser for the inline tokens, of which none are made. */
  set children(_none: unknown) {
    // Kept nowhere.
  }
}

/** Takes the tokens of a document, one after the other. */
export interface TokenReader {
  read(token: MarkdownToken): void;
}

const PARSER = new MarkdownIt('default', { html: true });
skipHopelessRules(PARSER.block.ruler);
// Targets are kept as written, like those of links beside their text.
PARSER.normalizeLink = (url) => url;

/** Tokens that say nothing that another does not, and what opens a text, which is one token here. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ['paragraph_open', 'paragraph'],
  ['heading_open', 'heading'],
  ...'paragraph_close heading_close thead_open thead_close tbody_open tbody_close th_open th_close td_open td_close tr_close'
    .split(' ')
    .map((name) => [name, ''] as const),
]);

/** Written to by the rules in place of a token that is left out. */
const UNUSED = newToken('', '', 0);

/** So many tokens wait before they are handed on. */
const WAITING = 64;

/**
 * The block parser's state, which makes the tokens. Once a block at the top level is read, nothing
 * looks at its tokens again: they are handed on, and the fewer are kept the less it costs to look
 * after them.
 */
class Blocks extends PARSER.block.State {
  readonly #reader: TokenReader;
  #inTable = 0;
  /** The paragraph or heading whose content the next inline token is. */
  #text = UNUSED;

  constructor(
    text: string,
    starts: readonly number[],
    environment: Record<string, unknown>,
    reader: TokenReader,
  ) {
    // Its own constructor looks at every character; the beginnings of the lines tell the same.
    super('', PARSER, environment, []);
    this.src = text;
    this.#reader = reader;
    this.#readLines(text, starts);
  }

  handOn(): void {
    const tokens = this.tokens as unknown as readonly MarkdownToken[];
    this.tokens = [];
    const reader = this.#reader;
    // Not a loop of our own: V8 would compile the reading into that, and then once more.
    // eslint-disable-next-line @typescript-eslint/unbound-method -- bound by the second argument
    tokens.forEach(reader.read, reader);
  }

  #readLines(text: string, starts: readonly number[]): void {
    const last = starts.length - 1;
    // A last line of blanks without a line break is none.
    const count = /[^\t ]/.test(text.slice(starts[last])) ? last + 1 : last;
    // Arrays of their final length, as growing them line by line takes longer.
    const ends = new Array<number>(count + 1);
    this.tShift = new Array<number>(count + 1).fill(0);
    this.sCount = new Array<number>(count + 1).fill(0);
    for (let line = 0; line < count; line++) {
      const start = starts[line] ?? 0;
      const end = line < last ? (starts[line + 1] ?? 0) - 1 : text.length;
      ends[line] = end;
      const unit = text.charCodeAt(start);
      if (unit === 32 || unit === 9) this.#readIndent(line, start, end);
    }
    ends[count] = text.length;
    this.bMarks = starts.slice(0, count);
    this.bMarks.push(text.length);
    this.eMarks = ends;
    this.bsCount = new Array<number>(count + 1).fill(0);
    this.lineMax = count;
  }

  #readIndent(line: number, start: number, end: number): void {
    let column = 0;
    let at = start;
    for (; at < end; at++) {
      const unit = this.src.charCodeAt(at);
      if (unit === 32) column++;
      else if (unit === 9) column += 4 - (column % 4);
      else break;
    }
    this.tShift[line] = at - start;
    this.sCount[line] = column;
  }

  override push(type: string, tag: string, nesting: Token['nesting']): Token {
    if (type === 'inline') return this.#inTable > 0 ? UNUSED : this.#text;
    if (nesting < 0) this.level--;
    const { level } = this;
    if (nesting > 0) this.level++;
    const name = NAMES.get(type);
    if (name === '') return UNUSED;
    if (type === 'table_open') this.#inTable++;
    else if (type === 'table_close') this.#inTable--;
    if (level === 0 && nesting >= 0 && this.tokens.length >= WAITING) this.handOn();
    const token = newToken(name ?? type, tag, level);
    if (name !== undefined) this.#text = token;
    this.tokens.push(token);
    return token;
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
function newToken(type: string, tag: string, level: number): Token {
  return new MarkdownToken(type, tag, level) as unknown as Token;
}

/**
 * Parses the blocks of a text and hands on their tokens. What it finds besides, the link
 * references, it writes into `environment`. `starts` is where the lines begin, if that is known.
 */
export function readBlocks(
  text: string,
  environment: Record<string, unknown>,
  reader: TokenReader,
  starts?: readonly number[],
): void {
  const plain = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  const source = plain.includes('\0') ? plain.replaceAll('\0', '\uFFFD') : plain;
  if (source === '') return;
  const known = plain === text ? starts : undefined;
  const state = new Blocks(source, known ?? startsOfLine(source), environment, reader);
  PARSER.block.tokenize(state, state.line, state.lineMax);
  state.handOn();
}
