import type { Section } from '../model/runbook';
import { isWestern, WESTERN_LETTERS } from '../text/letterPattern';
import type { TokenDocument } from './markdown';

/** A heading before it has an id: level 1 to 6, first line, first line behind its section. */
export interface Heading {
  readonly title: string;
  /** The anchor GitHub gives the title, whatever stands above it. */
  readonly slug: string;
  readonly level: number;
  readonly line: number;
}

export function toHeading(markdown: string, level: number, line: number): Heading {
  const title = plainText(markdown);
  return { title, slug: slugify(title), level, line };
}

/** The headings of a document in order, also those inside quotes and lists. */
export function findHeadings(document: TokenDocument): readonly Heading[] {
  const headings: Heading[] = [];
  for (const token of document.tokens) {
    if (token.type !== 'heading') continue;
    const line = (token.map?.[0] ?? 0) + document.firstLine;
    headings.push(toHeading(token.content, Number(token.tag.slice(1)), line));
  }
  return headings;
}

/** Makes sections of headings: each ends at the next heading of the same or a higher level. */
export function toSections(headings: readonly Heading[], lineCount: number): readonly Section[] {
  const ends: number[] = headings.map(() => lineCount);
  const parents: (number | undefined)[] = [];
  const open: number[] = [];
  headings.forEach((heading, index) => {
    while (open.length > 0) {
      const last = open[open.length - 1] ?? 0;
      if ((headings[last]?.level ?? 0) < heading.level) break;
      ends[last] = heading.line;
      open.pop();
    }
    parents.push(open[open.length - 1]);
    open.push(index);
  });
  const ids = sectionIds(headings);
  return headings.map((heading, index) => {
    const parent = parents[index];
    return {
      id: ids[index] ?? '',
      title: heading.title,
      level: heading.level,
      range: { start: heading.line, end: ends[index] ?? lineCount },
      parentId: parent === undefined ? undefined : ids[parent],
    };
  });
}

/** GitHub's slugs: lower case, punctuation dropped, spaces to hyphens, `-1` for a repetition. */
function sectionIds(headings: readonly Heading[]): readonly string[] {
  const seen = new Map<string, number>();
  return headings.map(({ slug }) => {
    const count = seen.get(slug) ?? 0;
    seen.set(slug, count + 1);
    return count === 0 ? slug : `${slug}-${count}`;
  });
}

const BEYOND_ASCII = /[^\0-\x7f]/;

/** Punctuation, arrows and pictures of Unicode: no letters, digits or marks among them. */
export const SYMBOLS =
  /[\u00a1-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u00d7\u00f7\u2010-\u2027\u2030-\u203e\u2190-\u23ff\u2500-\u2775\u2794-\u2bff]|\ud83c[\udf00-\udfff]|\ud83d[\udc00-\udfff]|\ud83e[\udd00-\udeff]/g;

/** The anchor GitHub gives a heading. */
export function slugify(title: string): string {
  const lower = title.toLowerCase();
  if (PLAIN_TITLE.test(lower)) return lower.trim().replaceAll(' ', '-');
  return withoutPunctuation(lower).trim().replace(/\s/g, '-');
}

/** Beyond ASCII nothing but Latin, Cyrillic, Chinese, Japanese and Korean letters. */
const ONLY_LETTERS =
  /^[\0-\x7f\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0400-\u0481\u048a-\u052f\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff\uac00-\ud7a3]*$/;

/** Nothing but words and spaces, as most titles. */
const PLAIN_TITLE = /^[a-z\d _-]*$/;
const PUNCTUATION = /[^\w\s\x80-\uffff-]/g;

/** The same as the classes of Unicode in a text that `isWestern`. */
const WESTERN_PUNCTUATION = new RegExp(`[^\\w\\s${WESTERN_LETTERS}²³¹¼-¾‿⁀⁔\ufe0f-]`, 'g');

/** The classes of Unicode are slow to build, so they are kept for the titles that need them. */
function withoutPunctuation(lower: string): string {
  if (!BEYOND_ASCII.test(lower)) return lower.replace(PUNCTUATION, '');
  const text = lower.replace(SYMBOLS, '');
  if (ONLY_LETTERS.test(text)) return text.replace(PUNCTUATION, '');
  return isWestern(text)
    ? text.replace(WESTERN_PUNCTUATION, '')
    : text.replace(/[^\p{L}\p{M}\p{N}\p{Pc}\s-]/gu, '');
}

/** Emphasis is looked for in this much of a text: a longer one is no title, and may be hostile. */
const LONGEST_TITLE = 2000;

/** A line of Markdown without its emphasis, code marks, links and `{#id}`. */
export function plainText(markdown: string): string {
  if (markdown.length > LONGEST_TITLE)
    return (plainText(markdown.slice(0, LONGEST_TITLE)) + markdown.slice(LONGEST_TITLE)).trim();
  return /[`*_[<{\\]/.test(markdown) ? withoutMarks(markdown) : markdown.trim();
}

function withoutMarks(markdown: string): string {
  // Each pattern only where its mark is: most texts have one kind of mark.
  let text = markdown;
  if (text.includes('](')) text = text.replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1');
  if (text.includes('{#')) text = text.replace(/\s*\{#[^}]*\}\s*$/, '');
  if (text.includes('**') || text.includes('__') || text.includes('~~'))
    text = text.replace(/(\*\*|__|~~)(?=\S)(.*?\S)\1/g, '$2');
  if (text.includes('*')) text = text.replace(/(^|[^\w*])\*(?=\S)([^*]*\S)\*(?!\w)/g, '$1$2');
  if (text.includes('`')) text = text.replace(/`+/g, '');
  if (text.includes('\\')) text = text.replace(/\\([!-/:-@[-`{-~])/g, '$1');
  return text.trim();
}
