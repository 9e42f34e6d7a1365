import { LineIndex } from '../text/lineIndex';
import type { MarkdownDocument, TokenDocument } from './markdown';
import type { MarkdownToken } from './markdownBlocks';
import { parseMarkdown } from './markdown';
import { outlineStretch } from './outlinedDocument';
import { readDocument, type DocumentReading } from './readDocument';
import { slugify, type Heading } from './sections';

/**
 * A stretch of a long document that can be read alone: it begins at a heading of level 1 or 2 at
 * the margin of the top level, where no list, quote, fence or HTML block can reach across.
 */
export interface Stretch {
  readonly text: string;
  /** Line breaks in the text: how far down the next stretch begins. */
  readonly breaks: number;
  /** Title of the level 1 heading it stands under; undefined when it has its own or none. */
  readonly above: string | undefined;
  /** Title of the last level 1 heading in it. */
  readonly leaves: string | undefined;
  readonly reading: DocumentReading;
}

export interface Stretches {
  readonly stretches: readonly Stretch[];
  /**
   * Whether what follows the text could be drawn into its last block: an open fence or HTML. Then
   * the text cannot be read apart from what comes behind it.
   */
  readonly open: boolean;
  /** The link references the text defines, and those it was given. */
  readonly environment: MarkdownDocument['environment'];
}

/**
 * Cuts a text into stretches and reads each. `above` is the level 1 heading it stands under; a text
 * that begins its document holds the document's head, which is never cut.
 */
export function readStretches(
  text: string,
  above: string | undefined,
  environment: MarkdownDocument['environment'],
  begins: boolean,
): Stretches {
  const document = parseMarkdown(text, environment);
  const cuts = findCuts(document, begins);
  const stretches: Stretch[] = [];
  let title = above;
  cuts.forEach((cut, index) => {
    const next = cuts[index + 1];
    const stretch = readOne(document, cut, next, title, begins && index === 0);
    title = stretch.leaves ?? title;
    stretches.push(stretch);
  });
  return { stretches, open: endsOpen(document), environment: document.environment };
}

interface Cut {
  readonly token: number;
  readonly line: number;
}

function findCuts(document: TokenDocument, begins: boolean): readonly Cut[] {
  const cuts: Cut[] = [{ token: 0, line: 0 }];
  let inHead = begins;
  document.tokens.forEach((token, index) => {
    if (token.type !== 'heading') return;
    const opensHead = inHead;
    inHead = false;
    if (opensHead || token.level !== 0 || !token.markup.startsWith('#')) return;
    if (token.markup.length > 2) return;
    const line = (token.map?.[0] ?? 0) + document.firstLine;
    const atMargin = document.text.charCodeAt(document.lines.start(line)) === 35;
    if (line > 0 && atMargin) cuts.push({ token: index, line });
  });
  return cuts;
}

function readOne(
  document: TokenDocument,
  cut: Cut,
  next: Cut | undefined,
  above: string | undefined,
  begins: boolean,
): Stretch {
  const start = document.lines.start(cut.line);
  const end = next === undefined ? document.text.length : document.lines.start(next.line);
  const text = document.text.slice(start, end);
  const part: TokenDocument = {
    text,
    lines: new LineIndex(text),
    frontMatter: cut.line === 0 ? document.frontMatter : undefined,
    firstLine: document.firstLine - cut.line,
    tokens: document.tokens.slice(cut.token, next?.token),
    environment: usedReferences(text, document.environment),
  };
  const heading: Heading[] =
    above === undefined ? [] : [{ title: above, slug: slugify(above), level: 1, line: 0 }];
  const reading = readDocument(outlineStretch(part, heading), begins);
  const own = reading.headings.filter(({ level }) => level === 1);
  return {
    text,
    breaks: part.lines.count - 1,
    above: reading.headings[0]?.level === 1 ? undefined : above,
    leaves: own[own.length - 1]?.title,
    reading,
  };
}

/** Of all link references those a stretch may use, so that many stretches do not read them all. */
function usedReferences(
  text: string,
  environment: MarkdownDocument['environment'],
): MarkdownDocument['environment'] {
  const all = environment['references'];
  if (typeof all !== 'object' || all === null) return environment;
  const used: Record<string, unknown> = {};
  for (const match of text.matchAll(/\[([^[\]]{1,300})\]/g)) {
    // As markdown-it normalises a label (CommonMark 4.7).
    const label = (match[1] ?? '').trim().replace(/\s+/g, ' ').toLowerCase().toUpperCase();
    const reference: unknown = Object.hasOwn(all, label) ? Reflect.get(all, label) : undefined;
    if (reference !== undefined) used[label] = reference;
  }
  return { references: used };
}

function endsOpen(document: TokenDocument): boolean {
  const last = document.tokens[document.tokens.length - 1];
  if (last === undefined || last.level !== 0) return false;
  return last.type === 'html_block' || (last.type === 'fence' && !isClosed(document, last));
}

function isClosed(document: MarkdownDocument, fence: MarkdownToken): boolean {
  const [start, end] = fence.map ?? [0, 0];
  if (end - start < 2) return false;
  const text = document.lines.line(end + document.firstLine - 1).trim();
  return text.length >= fence.markup.length && text.startsWith(fence.markup) && !/[^`~]/.test(text);
}
