import type { MarkdownDocument, MarkdownToken } from './markdown';

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

/** One pass over the block tokens: what the fact finders read instead of tokens. */
export function readPassages(document: MarkdownDocument): readonly Passage[] {
  const reader = new PassageReader(document);
  for (const token of document.tokens) reader.read(token);
  return reader.passages;
}

class PassageReader {
  readonly passages: Passage[] = [];
  readonly #document: MarkdownDocument;
  readonly #firstLine: number;
  readonly #items: ItemPlace[] = [];
  readonly #lists: { readonly ordered: boolean; readonly id: number }[] = [];
  #listCount = 0;
  #kind: 'heading' | 'paragraph' | undefined;
  #level = 0;
  #inTable = 0;
  #fresh: ItemPlace | undefined;

  constructor(document: MarkdownDocument) {
    this.#document = document;
    this.#firstLine = document.firstLine;
  }

  read(token: MarkdownToken): void {
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
        if (this.#kind !== undefined && this.#inTable === 0) this.#add(this.#kind, token);
        this.#kind = undefined;
        break;
      case 'fence':
      case 'code_block':
        this.#level = 0;
        this.#add('code', token);
        break;
      case 'table_open':
        this.#inTable++;
        this.#level = 0;
        this.#add('table', token);
        break;
      case 'table_close':
        this.#inTable--;
        break;
      default:
    }
  }

  #openItem(token: MarkdownToken): void {
    const list = this.#lists.at(-1);
    const start = (token.map?.[0] ?? 0) + this.#firstLine;
    const item: ItemPlace = {
      start,
      end: this.#endOf(start, (token.map?.[1] ?? 0) + this.#firstLine),
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
      start: (token.map?.[0] ?? 0) + this.#firstLine,
      end: (token.map?.[1] ?? 0) + this.#firstLine,
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
