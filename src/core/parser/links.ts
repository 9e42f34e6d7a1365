import type { RunbookLink } from '../model/facts';
import type { Section } from '../model/runbook';
import { findCodeSpans } from './codeSpans';
import type { MarkdownDocument } from './markdown';
import { findMentions } from './mentions';
import type { Outline, Passage } from './passages';
import { plainText } from './sections';
import { SectionTitles } from './sectionTitles';

/** The links of a document in order, with the section each means where it is in the document. */
export function findLinks(
  document: MarkdownDocument,
  sections: readonly Section[],
  { passages, tables }: Outline,
): readonly RunbookLink[] {
  const titles = new SectionTitles(sections);
  const references = readReferences(document);
  const found: RunbookLink[] = [];
  const read = (markdown: string, line: number, mentions: boolean): void => {
    if (mayLink(markdown)) {
      for (const link of linksIn(markdown, references)) {
        found.push({ ...link, sectionId: sectionOf(link, titles), line });
      }
    }
    if (!mentions) return;
    for (const mention of findMentions(markdown)) {
      const sectionId = titles.find(mention.name) ?? titles.find(mention.fallback);
      if (sectionId === undefined && mention.weak) continue;
      found.push({ kind: 'playbook', text: mention.text, target: mention.name, sectionId, line });
    }
  };
  for (const passage of passages) {
    if (passage.kind === 'table') continue;
    if (passage.kind === 'code') readComments(passage, (text, line) => read(text, line, true));
    else eachLine(passage, (text, line) => read(text, line, passage.kind === 'paragraph'));
  }
  for (const table of tables) {
    for (const row of [table.header, ...table.rows]) {
      for (const cell of row.cells) read(cell.markdown, row.line, true);
    }
  }
  return found.sort((a, b) => a.line - b.line);
}

function mayLink(text: string): boolean {
  return text.includes(']') || text.includes('://');
}

/** What every link and every mention holds. */
const MAY_HOLD = /\]|:\/\/|[Ss]ee |ollow|[Rr]efer|laybook|unbook|cedure|§/;

function eachLine(passage: Passage, read: (text: string, line: number) => void): void {
  const { content, start } = passage;
  if (!MAY_HOLD.test(content)) return;
  if (!content.includes('\n')) read(content, start);
  else content.split('\n').forEach((line, index) => read(line, start + index));
}

/** In code only comments speak to people: "# - Close idle sessions (see 3.3)". */
function readComments(passage: Passage, read: (text: string, line: number) => void): void {
  const { content } = passage;
  if (!content.includes('see ') && !content.includes('ollow ')) return;
  content.split('\n').forEach((line, index) => {
    const comment = /^[ \t]*(?:#|\/\/|--)[ \t-]*(.{3,300})$/.exec(line)?.[1];
    if (comment !== undefined) read(comment.replace(/https?:\S+/g, ''), passage.start + 1 + index);
  });
}

type BareLink = Pick<RunbookLink, 'kind' | 'text' | 'target'>;

const BRACKETED =
  /\[((?:[^[\]\\]|\\.|!?\[[^[\]]*\](?:\([^()]*\))?){0,500})\](?:\(\s*(?:<([^<>\n]*)>|((?:[^\s()\\]|\\.|\([^\s()]*\))*))(?:\s+(?:"[^"]*"|'[^']*'|\([^()]*\)))?\s*\)|\[([^[\]]{0,200})\])?/y;
const ADDRESS = /https?:\/\/[^\s<>`"')\]|]+/y;

function* linksIn(markdown: string, references: ReadonlyMap<string, string>): Generator<BareLink> {
  if (markdown.length > MAX_LINE) return;
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
      if (link !== undefined) yield link;
    }
    if (bracket >= 0 && bracket < end) bracket = markdown.indexOf('[', end);
    if (address >= 0 && address < end) address = markdown.indexOf('http', end);
  }
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
  if (text === undefined) {
    const address = all.replace(/[.,;:!?*_]+$/, '');
    return { kind: 'external', text: address, target: address };
  }
  const target =
    angled ??
    bare ??
    references.get(fold(reference === undefined || reference === '' ? text : reference));
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

function sectionOf(link: BareLink, titles: SectionTitles): string | undefined {
  return link.kind === 'anchor' ? titles.anchor(link.target.slice(1)) : undefined;
}

/** Link references as markdown-it keeps them in its environment. */
function readReferences(document: MarkdownDocument): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const references = document.environment['references'];
  if (references === null || typeof references !== 'object') return found;
  for (const [label, reference] of Object.entries(references)) {
    const value: unknown = reference;
    if (value === null || typeof value !== 'object' || !('href' in value)) continue;
    if (typeof value.href === 'string') found.set(fold(label), value.href);
  }
  return found;
}

function fold(label: string): string {
  return label.trim().replace(/\s+/g, ' ').toLowerCase();
}
