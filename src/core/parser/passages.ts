import type { LineIndex } from '../text/lineIndex';
import type { LineRange } from '../text/range';
import { readMarkdown, type MarkdownDocument, type TokenDocument } from './markdown';
import type { MarkdownToken } from './markdownBlocks';
import { mayPoint, mayPointInCode } from './pointing';
import { readTable, type Table, type TableLines } from './tables';

/** The list item a passage stands in. */
export interface ItemPlace {
  /** First line of the item and the line behind its last. */
  readonly start: number;
  readonly end: number;
  /** 0 for an item of a top-level list. */
  readonly depth: number;
  readonly ordered: boolean;
  /** Counts lists in the document, so that two lists in a row stay apart. */
  readonly list: number;
  readonly parent: ItemPlace | undefined;
}

/** A heading, paragraph, code block or table, in document order; lines are 0-based. */
export interface Passage {
  readonly kind: 'heading' | 'paragraph' | 'code' | 'table';
  readonly start: number;
  readonly end: number;
  /** Markdown of a heading or paragraph, one line of it per source line; code as it renders. */
  readonly content: string;
  /** Heading level 1 to 6, else 0. */
  readonly level: number;
  /** The fence's own characters; empty for indented code and everything else. */
  readonly markup: string;
  /** The info string of a fence. */
  readonly info: string;
  readonly item: ItemPlace | undefined;
  /** True for the passage that opens its list item. */
  readonly opensItem: boolean;
}

/** A block quote that stands in no other. */
export interface Quote extends LineRange {
  /** Index of the first passage in it. */
  readonly first: number;
}

/** A document's passages, and where those of one kind stand among them. */
export interface Outline {
  readonly passages: readonly Passage[];
  /** Indexes of the headings and of the code blocks among the passages. */
  readonly headings: readonly number[];
  readonly code: readonly number[];
  /** Which of the headings may be about something that is looked for under it. */
  readonly topics: readonly number[];
  /** Indexes of the passages that may point elsewhere. */
  readonly pointing: readonly number[];
  /** Indexes of what a part begins with: headings, and outside of lists what may be a lead-in. */
  readonly turns: readonly number[];
  /** Which of them may be a lead-in. */
  readonly leads: readonly number[];
  /** Indexes of what opens an item and may be a task. */
  readonly tasks: readonly number[];
  /** The tokens of the code blocks, in the same order, and of HTML blocks. */
  readonly codeTokens: readonly MarkdownToken[];
  readonly htmlTokens: readonly MarkdownToken[];
  readonly tables: readonly Table[];
  readonly quotes: readonly Quote[];
  /** The first token so deep that the Markdown parser stopped looking. */
  readonly tooDeep: MarkdownToken | undefined;
}

/** Reads a text as its passages, which the finders read instead of tokens. */
export function readPassages(text: string): {
  readonly document: MarkdownDocument;
  readonly outline: Outline;
} {
  let reader: PassageReader | undefined;
  const document = readMarkdown(text, {}, (start) => (reader = new PassageReader(start)));
  return { document, outline: toOutline(document, reader ?? new PassageReader(document)) };
}

/** The same of a document whose tokens are known. */
export function readOutline(document: TokenDocument): Outline {
  const reader = new PassageReader(document);
  for (const token of document.tokens) reader.read(token);
  return toOutline(document, reader);
}

function toOutline(document: MarkdownDocument, reader: PassageReader): Outline {
  const { passages, headings, code, topics, pointing, turns, leads, tasks } = reader;
  const { codeTokens, htmlTokens, quotes, tooDeep } = reader;
  const tables = reader.tables.map((table) => readTable(document, table));
  // prettier-ignore
  return { passages, headings, code, topics, pointing, turns, leads, tasks, codeTokens, htmlTokens, tables, quotes, tooDeep };
}

/**
 * The passages under each heading whose title is accepted, up to the next heading. Only titles
 * that `TOPIC` knows are asked about.
 */
export function* passagesUnder(
  { passages, headings, topics }: Outline,
  accepts: (title: string) => boolean,
): Generator<Passage> {
  for (const i of topics) {
    const at = headings[i] ?? 0;
    const heading = passages[at];
    if (heading === undefined || !accepts(heading.content.slice(0, 200))) continue;
    const end = headings[i + 1] ?? passages.length;
    for (let next = at + 1; next < end; next++) {
      const passage = passages[next];
      if (passage !== undefined) yield passage;
    }
  }
}

/** The passages below each paragraph that is accepted as a lead-in, up to the next part. */
export function* passagesBelow(
  { passages, turns, leads }: Outline,
  accepts: (content: string) => boolean,
): Generator<Passage> {
  for (const i of leads) {
    const at = turns[i] ?? 0;
    const lead = passages[at];
    if (lead === undefined || !accepts(lead.content)) continue;
    const end = turns[i + 1] ?? passages.length;
    for (let next = at + 1; next < end; next++) {
      const passage = passages[next];
      if (passage !== undefined) yield passage;
    }
  }
}

/** What the titles hold that contacts, escalation steps and schedules are looked for under. */
const TOPIC =
  /contact|call|phone|escala|people|\bwho\b|\bping\b|reach|wen anrufen|qui appeler|quién|chi chiam|wie bellen|schedule|window|recurring|review|cadence|rota|kontakt|ansprech|contat|telef|eskala|連絡|联系|연락|контакт|эскалац/;

/** Deeper than this the Markdown parser stops looking; what is below is lost to it. */
const MAX_NESTING = 99;

const DIGIT_ZERO = 48;

/** What a lead-in ends with: a colon, or the mark of emphasis. */
function mayLeadIn(content: string): boolean {
  const unit = content.charCodeAt(content.length - 1);
  return unit === 58 || unit === 42 || unit === 95;
}

const OPEN_BRACKET = 0x5b;
const FIRST_GLYPH = 0x2610;

/** False for a text that certainly begins with no box, as `[ ]` and `☐` are. */
export function mayBeTask(content: string): boolean {
  const first = content.charCodeAt(0);
  return first === OPEN_BRACKET || first >= FIRST_GLYPH;
}

/** An item whose end is looked for when it is asked for: only that of a task is. */
class OpenItem implements ItemPlace {
  readonly start: number;
  readonly depth: number;
  readonly ordered: boolean;
  readonly list: number;
  readonly parent: ItemPlace | undefined;
  readonly #until: number;
  readonly #lines: LineIndex;

  constructor(
    start: number,
    until: number,
    ordered: boolean,
    list: number,
    parent: ItemPlace | undefined,
    lines: LineIndex,
  ) {
    this.start = start;
    this.depth = parent === undefined ? 0 : parent.depth + 1;
    this.ordered = ordered;
    this.list = list;
    this.parent = parent;
    this.#until = until;
    this.#lines = lines;
  }

  /** Without the blank lines behind the item, which Markdown counts in. */
  get end(): number {
    let end = this.#until;
    while (end > this.start + 1 && /^[\s>]*$/.test(this.#lines.line(end - 1))) end--;
    return end;
  }
}

class PassageReader {
  readonly passages: Passage[] = [];
  readonly headings: number[] = [];
  readonly code: number[] = [];
  readonly topics: number[] = [];
  readonly pointing: number[] = [];
  readonly turns: number[] = [];
  readonly leads: number[] = [];
  readonly tasks: number[] = [];
  readonly codeTokens: MarkdownToken[] = [];
  readonly htmlTokens: MarkdownToken[] = [];
  readonly tables: TableLines[] = [];
  readonly quotes: Quote[] = [];
  tooDeep: MarkdownToken | undefined;
  readonly #document: MarkdownDocument;
  readonly #firstLine: number;
  #item: ItemPlace | undefined;
  readonly #lists: { readonly ordered: boolean; readonly id: number }[] = [];
  #listCount = 0;
  #fresh: ItemPlace | undefined;
  #quoteDepth = 0;

  constructor(document: MarkdownDocument) {
    this.#document = document;
    this.#firstLine = document.firstLine;
  }

  read(token: MarkdownToken): void {
    if (token.level >= MAX_NESTING - 1) this.#readDeep(token);
    // The most frequent first.
    switch (token.type) {
      case 'paragraph':
        this.#add('paragraph', token, 0);
        break;
      case 'list_item_open':
        this.#openItem(token);
        break;
      case 'list_item_close':
        this.#item = this.#item?.parent;
        this.#fresh = undefined;
        break;
      case 'heading':
        if (TOPIC.test(token.content.toLowerCase())) this.topics.push(this.headings.length);
        this.headings.push(this.passages.length);
        this.#add('heading', token, token.tag.charCodeAt(1) - DIGIT_ZERO);
        break;
      case 'fence':
      case 'code_block':
        this.code.push(this.passages.length);
        this.codeTokens.push(token);
        this.#add('code', token, 0);
        break;
      default:
        this.#readOther(token);
    }
  }

  #readOther(token: MarkdownToken): void {
    switch (token.type) {
      case 'bullet_list_open':
      case 'ordered_list_open':
        this.#lists.push({ ordered: token.type === 'ordered_list_open', id: this.#listCount++ });
        break;
      case 'bullet_list_close':
      case 'ordered_list_close':
        this.#lists.pop();
        break;
      case 'html_block':
        this.htmlTokens.push(token);
        break;
      case 'blockquote_open':
        if (this.#quoteDepth++ === 0)
          this.quotes.push({
            first: this.passages.length,
            start: this.#line(token, 0),
            end: this.#line(token, 1),
          });
        break;
      case 'blockquote_close':
        this.#quoteDepth--;
        break;
      case 'table_open':
        this.#add('table', token, 0);
        this.tables.push({ start: this.#line(token, 0), end: this.#line(token, 1), rows: [] });
        break;
      case 'tr_open':
        this.tables.at(-1)?.rows.push(this.#line(token, 0));
        break;
      default:
    }
  }

  /** What a paragraph or a heading holds is one deeper than itself. */
  #readDeep(token: MarkdownToken): void {
    const holds = token.type === 'paragraph' || token.type === 'heading' ? 1 : 0;
    if (token.level + holds >= MAX_NESTING) this.tooDeep ??= token;
  }

  #line(token: MarkdownToken, end: 0 | 1): number {
    return (token.map?.[end] ?? 0) + this.#firstLine;
  }

  #openItem(token: MarkdownToken): void {
    const { ordered = false, id = 0 } = this.#lists.at(-1) ?? {};
    const { lines } = this.#document;
    const [start, end] = [this.#line(token, 0), this.#line(token, 1)];
    this.#item = new OpenItem(start, end, ordered, id, this.#item, lines);
    this.#fresh = this.#item;
  }

  #add(kind: Passage['kind'], token: MarkdownToken, level: number): void {
    const item = this.#item;
    const { map, content } = token;
    const at = this.passages.length;
    if (content !== '') {
      if (kind === 'code' ? mayPointInCode(content) : mayPoint(content)) this.pointing.push(at);
      if (kind === 'heading') this.turns.push(at);
      else if (item === undefined && mayLeadIn(content)) {
        if (kind === 'paragraph') this.leads.push(this.turns.length);
        this.turns.push(at);
      }
    } else if (kind === 'heading') this.turns.push(at);
    const opensItem = item !== undefined && item === this.#fresh;
    if (opensItem && kind === 'paragraph' && mayBeTask(content)) this.tasks.push(at);
    this.passages.push({
      kind,
      start: (map?.[0] ?? 0) + this.#firstLine,
      end: (map?.[1] ?? 0) + this.#firstLine,
      content,
      level,
      markup: kind === 'code' ? token.markup : '',
      info: token.info,
      item,
      opensItem,
    });
    this.#fresh = undefined;
  }
}
