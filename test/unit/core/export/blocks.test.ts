import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { describe, expect, test } from 'vitest';
import { repeats } from '../../effort';
import { exportHtml } from '../../../../src/core/export/html';
import { exportIpynb } from '../../../../src/core/export/ipynb';
import { exportMarkdown } from '../../../../src/core/export/markdown';
import { fence } from '../../../../src/core/export/markdownText';
import { visible } from '../../../../src/core/export/visible';
import { hostileLog, PAYLOADS } from './payloads';
import { storyOf } from './logOf';

const renderer = new MarkdownIt('default', { html: true });

/** What the document is made of, from top to bottom. */
function blocksOf(markdown: string): readonly string[] {
  return renderer
    .parse(markdown, {})
    .filter(({ level, nesting }) => level === 0 && nesting >= 0)
    .map(({ type }) => type);
}

function markdownOf(text: string): string {
  return exportMarkdown(storyOf(hostileLog([text]).events));
}

const hostile = fc.oneof(
  fc.constantFrom(...PAYLOADS),
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(
      '`',
      '~',
      '\n',
      '#',
      '>',
      '-',
      '<',
      '|',
      ' ',
      '\t',
      'x',
      '\r',
      '1.',
      '[',
      ']',
    ),
  }),
);
/** Blank texts make no paragraph at all. */
const shown = hostile.filter((text) => /[^\s\u200b]/.test(visible(text)));

describe('an export read again', () => {
  const expected = blocksOf(markdownOf('x'));

  test('has the same blocks, whatever the texts are', () => {
    fc.assert(
      fc.property(shown, (text) => {
        expect(blocksOf(markdownOf(text))).toEqual(expected);
      }),
      { numRuns: repeats(1000) },
    );
  });

  test('has the same blocks for every payload', () => {
    for (const payload of PAYLOADS) expect(blocksOf(markdownOf(payload))).toEqual(expected);
  });

  test('has fences longer than any inside', () => {
    fc.assert(
      fc.property(shown, (text) => {
        const [token, ...more] = renderer.parse(fence(text, 'text'), {});
        expect(more).toEqual([]);
        expect(token?.type).toBe('fence');
      }),
      { numRuns: repeats(1000) },
    );
  });

  test('is HTML in which every text is text', () => {
    fc.assert(
      fc.property(shown, (text) => {
        const html = exportHtml(storyOf(hostileLog([text]).events));
        const body = html.slice(html.indexOf('<body'));
        const tags = new Set(Array.from(body.matchAll(/<\/?([a-z0-9!]+)/gi), ([, tag]) => tag));
        for (const tag of tags) expect(ALLOWED).toContain(tag);
      }),
      { numRuns: repeats(300) },
    );
  });

  test('is a notebook of the same number of cells', () => {
    const cells = (text: string) =>
      (JSON.parse(exportIpynb(storyOf(hostileLog([text]).events))) as { cells: unknown[] }).cells
        .length;
    fc.assert(
      fc.property(shown, (text) => {
        expect(cells(text)).toBe(cells('x'));
      }),
      { numRuns: repeats(200) },
    );
  });
});

const ALLOWED = (
  'html body header main footer article h1 h2 h3 p span time bdi strong em s a code pre blockquote ul ol li ' +
  'dl dt dd table thead tbody tr th td br hr'
).split(' ');
