import type { MarkdownDocument, MarkdownToken } from './markdown';
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

/** A document's passages, and where those of one kind stand among them. */
export interface Outline {
  readonly passages: readonly Passage[];
  /** Indexes of the headings and of the code blocks among the passages. */
  readonly headings: readonly number[];
  readonly code: readonly number[];
  /** The tokens of the code blocks, in the same order, and of HTML blocks. */
  readonly codeTokens: readonly MarkdownToken[];
  readonly htmlTokens: readonly MarkdownToken[];
  readonly tables: readonly Table[];
  /** The first token so deep that the Markdown parser stopped looking. */
  readonly tooDeep: MarkdownToken | undefined;
}

/** One pass over the block tokens: what the fact finders read instead of tokens. */
export function readOutline(document: MarkdownDocument): Outline {
  const reader = new PassageReader(document);
  for (const token of document.tokens) reader.read(token);
  return { ...reader, tables: reader.tables.map((table) => readTable(document, table)) };
}

/** The passages under each heading whose title is accepted, up to the next heading. */
export function* passagesUnder(
  { passages, headings }: Outline,
  accepts: (title: string, heading: Passage) => boolean,
): Generator<Passage> {
  for (let i = 0; i < headings.length; i++) {
    const at = headings[i] ?? 0;
    const heading = passages[at];
    if (heading === undefined || !accepts(heading.content.slice(0, 200), heading)) continue;
    const end = headings[i + 1] ?? passages.length;
    for (let next = at + 1; next < end; next++) {
      const passage = passages[next];
      if (passage !== undefined) yield passage;
    }
  }
}

/** Deeper than this the Markdown parser stops looking; what is below is lost to it. */
const MAX_NESTING = 99;

class PassageReader {
  readonly passages: Passage[] = [];
  readonly headings: number[] = [];
  readonly code: number[] = [];
  readonly codeTokens: MarkdownToken[] = [];
  readonly htmlTokens: MarkdownToken[] = [];
  readonly tables: TableLines[] = [];
  tooDeep: MarkdownToken | undefined;
  readonly #document: MarkdownDocument;
  readonly #firstLine: number;
  readonly #items: ItemPlace[] = [];
  readonly #lists: { readonly ordered: boolean; readonly id: number }[] = [];
  #listCount = 0;
  #kind: 'heading' | 'paragraph' | undefined;
  #level = 0;
  #fresh: ItemPlace | undefined;

  constructor(document: MarkdownDocument) {
    this.#document = document;
    this.#firstLine = document.firstLine;
  }

  read(token: MarkdownToken): void {
    if (token.level >= MAX_NESTING) this.tooDeep ??= token;
    switch (token.type) {
      case 'bullet_list_open':
      case 'ordered_list_open':
        this.#lists.push({ ordered: token.type === 'ordered_list_open', id: this.#listCount++ });
        break;
      case 'bullet_list_close':
      case 'ordered_list_close':
        this.#lists.pop();
        break;
      case 'list_item_open':
        this.#openItem(token);
        break;
      case 'list_item_close':
        this.#items.pop();
        this.#fresh = undefined;
        break;
      case 'heading_open':
        this.#kind = 'heading';
        this.#level = Number(token.tag.slice(1));
        break;
      case 'paragraph_open':
        this.#kind = 'paragraph';
        this.#level = 0;
        break;
      case 'inline':
        if (this.#kind === 'heading') this.headings.push(this.passages.length);
        if (this.#kind !== undefined) this.#add(this.#kind, token);
        this.#kind = undefined;
        break;
      case 'fence':
      case 'code_block':
        this.#level = 0;
        this.code.push(this.passages.length);
        this.codeTokens.push(token);
        this.#add('code', token);
        break;
      case 'html_block':
        this.htmlTokens.push(token);
        break;
      case 'table_open':
        this.#level = 0;
        this.#add('table', token);
        this.tables.push({ start: this.#line(token, 0), end: this.#line(token, 1), rows: [] });
        break;
      case 'tr_open':
        this.tables.at(-1)?.rows.push(this.#line(token, 0));
        break;
      default:
    }
  }

  #line(token: MarkdownToken, end: 0 | 1): number {
    return (token.map?.[end] ?? 0) + this.#firstLine;
  }

  #openItem(token: MarkdownToken): void {
    const list = this.#lists.at(-1);
    const start = this.#line(token, 0);
    const item: ItemPlace = {
      start,
      end: this.#endOf(start, this.#line(token, 1)),
      depth: this.#items.length,
      ordered: list?.ordered ?? false,
      list: list?.id ?? 0,
      parent: this.#items.at(-1),
    };
    this.#items.push(item);
    this.#fresh = item;
  }

  /** Without the blank lines behind an item, which Markdown counts in. */
  #endOf(start: number, end: number): number {
    const { lines } = this.#document;
    let last = end;
    while (last > start + 1 && /^[\s>]*$/.test(lines.line(last - 1))) last--;
    return last;
  }

  #add(kind: Passage['kind'], token: MarkdownToken): void {
    const item = this.#items.at(-1);
    this.passages.push({
      kind,
      start: this.#line(token, 0),
      end: this.#line(token, 1),
      content: token.content,
      level: this.#level,
      markup: kind === 'code' ? token.markup : '',
      info: token.info,
      item,
      opensItem: item !== undefined && item === this.#fresh,
    });
    this.#fresh = undefined;
  }
}
