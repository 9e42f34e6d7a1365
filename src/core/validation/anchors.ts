import type { Runbook } from '../model/runbook';
import { slugify } from '../parser/sections';

const HTML_ID =
  /<[a-zA-Z][^<>]{0,300}?\s(?:id|name)\s*=\s*(?:"([^"<>]{1,200})"|'([^'<>]{1,200})'|([^\s"'<>]{1,200}))/g;
const HTML_HEADING = /<h[1-6]\b[^<>]{0,300}>([^\n]{1,300}?)<\/h[1-6]>/gi;
const GIVEN_ID = /\{:?\s*#([\w.:-]{1,200})[^}\n]{0,200}\}/g;
const FOOTNOTE = /^\[\^([^\]\n]{1,80})\]:/gm;

/**
 * Every anchor a link into a document may name, in lower case: those of its headings as GitHub
 * and other renderers make them, HTML `id` and `name`, and `{#id}`.
 */
export function anchorsOfText(
  { sections }: Pick<Runbook, 'sections'>,
  text: string,
): ReadonlySet<string> {
  const anchors = new Set<string>();
  for (const { id, title } of sections) {
    anchors.add(id.toLowerCase());
    const slug = slugify(title);
    anchors.add(slug);
    // GitHub keeps the blank behind a picture at the beginning.
    anchors.add(slugOf(title));
    // Other renderers: runs of hyphens made one, none at the ends.
    anchors.add(slug.replace(/-{2,}/g, '-').replace(/^-+|-+$/g, ''));
    anchors.add(withHyphens(title));
  }
  if (text.includes('<')) {
    for (const match of text.matchAll(HTML_HEADING))
      anchors.add(slugOf((match[1] ?? '').replace(/<[^<>]{0,200}>/g, '').trim()));
    for (const match of text.matchAll(HTML_ID))
      anchors.add((match[1] ?? match[2] ?? match[3] ?? '').toLowerCase());
  }
  if (text.includes('{'))
    for (const match of text.matchAll(GIVEN_ID)) anchors.add((match[1] ?? '').toLowerCase());
  if (text.includes('[^'))
    for (const match of text.matchAll(FOOTNOTE)) anchors.add(`fn:${match[1]?.toLowerCase() ?? ''}`);
  return anchors;
}

/** The forms with a hyphen for every mark, and the usual form of the same heading. */
export function hyphenated({ sections }: Pick<Runbook, 'sections'>): ReadonlyMap<string, string> {
  const usual = new Set(sections.flatMap(({ id, title }) => [id.toLowerCase(), slugify(title)]));
  const forms = new Map<string, string>();
  for (const { title } of sections) {
    const slug = slugify(title);
    const form = withHyphens(title);
    // A run of hyphens made one is the same heading in another common form.
    if (!usual.has(form) && form !== slug.replace(/-{2,}/g, '-').replace(/^-+|-+$/g, ''))
      forms.set(form, slug);
  }
  return forms;
}

function withHyphens(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
}

/** As GitHub makes it, without taking blanks from the ends. */
function slugOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\s-]/gu, '')
    .replace(/\s/g, '-');
}
