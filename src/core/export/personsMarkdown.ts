import MarkdownIt from 'markdown-it';
import { plain } from './markdownText';
import { showReordering } from './visible';

/**
 * What could act where the words are read: HTML, images (a request), entities, link definitions,
 * targets that are no web address, formulas. Deliberately wide: what is caught is shown as text.
 */
const SUSPECT =
  /<[a-z/!?]|!\[|&[#\w]|\]\s*:|\]\s*\((?!\s*(?:https?:\/\/|mailto:|#))|<\s*(?!https?:)\w+:|\$[^$]*\\|\\[([]/i;
const WEB_LINK = /^(?:https?:\/\/|mailto:|#)/i;

/**
 * Markdown a person wrote, for a Markdown document of ours: as it is while it is harmless, else
 * every line as plain text. Renderers differ in what they let through, so this is not left to them.
 */
export function personsMarkdown(text: string): string {
  const words = showReordering(text).replace(/\r\n?/g, '\n').trim();
  if (isHarmless(words)) return words;
  return words
    .split('\n')
    .map((line) => plain(line))
    .join('  \n');
}

function isHarmless(text: string): boolean {
  return !SUSPECT.test(text) && !/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/.test(text);
}

/** The same words as HTML without images, raw HTML, or links but to the web. */
export class PersonsHtml {
  readonly #markdown: InstanceType<typeof MarkdownIt>;

  constructor() {
    this.#markdown = new MarkdownIt('default', { html: false, linkify: false, breaks: true });
    this.#markdown.disable('image');
    this.#markdown.validateLink = (url) => WEB_LINK.test(url.trim());
    const rules = this.#markdown.renderer.rules;
    // The page has its own headings, in order; those of a note are bold lines in it.
    rules['heading_open'] = () => '<p><strong>';
    rules['heading_close'] = () => '</strong></p>\n';
    rules['link_open'] = (tokens, index, options, _env, self) => {
      tokens[index]?.attrSet('rel', 'noreferrer noopener');
      return self.renderToken(tokens, index, options);
    };
  }

  render(text: string): string {
    return this.#markdown.render(showReordering(text));
  }
}
