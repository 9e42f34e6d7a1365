import type { RunbookLink } from '../model/facts';
import { findCodeSpans } from './codeSpans';
import type { MarkdownDocument } from './markdown';
import { findMentions } from './mentions';
import type { Outline, Passage } from './passages';
import { plainText } from './sections';
import type { SectionTitles } from './sectionTitles';
import type { Table } from './tables';

/** A link before it is known which section it means. */
export interface FoundLink extends Omit<RunbookLink, 'sectionId'> {
  /** Of a mention: what else it may be called. */
  readonly fallback?: string;
  /** True for a mention that is one only when it names a section. */
  readonly weak?: boolean;
}

/** The links with the section each means where it is in the document. */
export function pointLinks(
  found: readonly FoundLink[],
  titles: SectionTitles,
): readonly RunbookLink[] {
  const links: RunbookLink[] = [];
  for (const { kind, text, target, line, fallback, weak } of found) {
    const sectionId =
      kind === 'anchor'
        ? titles.anchor(target.slice(1))
        : kind === 'playbook'
          ? (titles.find(target) ?? titles.find(fallback ?? target))
          : undefined;
    if (sectionId !== undefined || weak !== true)
      links.push({ kind, text, target, sectionId, line });
  }
  return links;
}

/** The links of a document in order. */
export function findLinks(
  document: MarkdownDocument,
  { passages, pointing, tables }: Outline,
): readonly FoundLink[] {
  const reader = new LinkReader(document);
  for (const at of pointing) {
    const passage = passages[at];
    if (passage !== undefined) reader.passage(passage);
  }
  for (const table of tables) reader.table(table);
  return reader.links.sort((a, b) => a.line - b.line);
}

class LinkReader {
  readonly links: FoundLink[] = [];
  readonly #document: MarkdownDocument;
  #references: ReadonlyMap<string, string> | undefined;

  constructor(document: MarkdownDocument) {
    this.#document = document;
  }

  passage({ kind, content, start }: Passage): void {
    if (kind === 'code') this.#comments(content, start);
    else if (!content.includes('\n')) this.#line(content, start, kind === 'paragraph');
    else {
      const lines = content.split('\n');
      for (let i = 0; i < lines.length; i++)
        this.#line(lines[i] ?? '', start + i, kind === 'paragraph');
    }
  }

  table({ header, rows }: Table): void {
    for (const cell of header.cells) this.#line(cell.markdown, header.line, true);
    for (const row of rows) for (const cell of row.cells) this.#line(cell.markdown, row.line, true);
  }

  #comments(content: string, start: number): void {
    content.split('\n').forEach((line, index) => {
      const comment = /^[ \t]*(?:#|\/\/|--)[ \t-]*(.{3,300})$/.exec(line)?.[1];
      if (comment !== undefined)
        this.#line(comment.replace(/https?:\S+/g, ''), start + 1 + index, true);
    });
  }

  #line(markdown: string, line: number, mentions: boolean): void {
    if (markdown.includes(']') || markdown.includes('://')) this.#linked(markdown, line);
    if (!mentions) return;
    for (const { text, name, fallback, weak } of findMentions(markdown))
      this.links.push({ kind: 'playbook', text, target: name, fallback, weak, line });
  }

  #linked(markdown: string, line: number): void {
    this.#references ??= readReferences(this.#document);
    for (const { kind, text, target } of linksIn(markdown, this.#references))
      this.links.push({ kind, text, target, line });
  }
}

type BareLink = Pick<RunbookLink, 'kind' | 'text' | 'target'>;

const BRACKETED =
  /\[((?:[^[\]\\]|\\.|!?\[[^[\]]*\](?:\([^()]*\))?){0,500})\](?:\(\s*(?:<([^<>\n]*)>|((?:[^\s()\\]|\\.|\([^\s()]*\))*))(?:\s+(?:"[^"]*"|'[^']*'|\([^()]*\)))?\s*\)|\[([^[\]]{0,200})\])?/y;
const ADDRESS = /https?:\/\/[^\s<>`"')\]|]+/y;

function linksIn(markdown: string, references: ReadonlyMap<string, string>): readonly BareLink[] {
  const found: BareLink[] = [];
  if (markdown.length > MAX_LINE) return found;
  const codes = findCodeSpans(markdown);
  let next = 0;
  let bracket = markdown.indexOf('[');
  let address = markdown.indexOf('http');
  while (bracket >= 0 || address >= 0) {
    const bracketed = bracket >= 0 && (address < 0 || bracket < address);
    const start = bracketed ? bracket : address;
    while ((codes[next]?.close ?? Infinity) <= start) next++;
    const code = codes[next];
    let end = start + 1;
    if (code !== undefined && code.open < start) end = code.close;
    else {
      const match = matchAt(bracketed ? BRACKETED : ADDRESS, markdown, start);
      const image = bracketed && markdown[start - 1] === '!';
      const link = match === undefined || image ? undefined : toLink(match, references);
      // An image inside a link is passed over with the link, one inside plain brackets is not.
      if (match !== undefined && (link !== undefined || image)) end = start + match[0].length;
      if (link !== undefined) found.push(link);
    }
    if (bracket >= 0 && bracket < end) bracket = markdown.indexOf('[', end);
    if (address >= 0 && address < end) address = markdown.indexOf('http', end);
  }
  return found;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}

function toLink(
  match: RegExpExecArray,
  references: ReadonlyMap<string, string>,
): BareLink | undefined {
  const [all, text, angled, bare, reference] = match;
  // A footnote, whose text may look like an address.
  if (text?.startsWith('^') === true) return undefined;
  if (text === undefined) {
    const address = all.replace(/[.,;:!?*_]+$/, '');
    return { kind: 'external', text: address, target: address };
  }
  const target =
    angled ??
    bare ??
    references.get(foldLabel(reference === undefined || reference === '' ? text : reference));
  if (target === undefined || target === '') return undefined;
  return { kind: kindOf(target), text: plainText(text), target };
}

/** A longer line is generated, not written; scanning it for links would tell nobody anything. */
const MAX_LINE = 20_000;

function kindOf(target: string): RunbookLink['kind'] {
  if (target.startsWith('#')) return 'anchor';
  if (!target.includes(':') && !target.startsWith('//')) return 'file';
  return /^(?:[a-z][a-z0-9+.-]{1,20}:|\/\/)/i.test(target) ? 'external' : 'file';
}

/** Link references as markdown-it keeps them in its environment. */
export function readReferences(
  document: Pick<MarkdownDocument, 'environment'>,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const references = document.environment['references'];
  if (references === null || typeof references !== 'object') return found;
  for (const [label, reference] of Object.entries(references)) {
    const value: unknown = reference;
    if (value === null || typeof value !== 'object' || !('href' in value)) continue;
    if (typeof value.href === 'string') found.set(foldLabel(label), value.href);
  }
  return found;
}

/** A label as links and definitions are compared by. */
export function foldLabel(label: string): string {
  return label.trim().replace(/\s+/g, ' ').toLowerCase();
}
