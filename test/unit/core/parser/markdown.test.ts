import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { describe, expect, it } from 'vitest';
import { parseMarkdown } from '../../../../src/core/parser/markdown';

const RUNS = process.env['CI'] === undefined ? 3000 : 20_000;

/** The parser without any of our shortcuts. */
const PLAIN = new MarkdownIt('default', { html: true });
PLAIN.core.ruler.enableOnly(['normalize', 'block']);
PLAIN.normalizeLink = (url) => url;

const LEFT_OUT = /^(?:(?:paragraph|heading|tr)_close|(?:thead|tbody|th|td)_(?:open|close)|inline)$/;

function plainTokens(text: string): readonly unknown[] {
  const tokens = PLAIN.parse(text, {});
  return tokens.flatMap(({ type, tag, level, map, content, markup, info }, index) => {
    if (LEFT_OUT.test(type)) return [];
    // A paragraph and a heading are one token with what they hold.
    const opened = /^(paragraph|heading)_open$/.exec(type)?.[1];
    const inline = opened === undefined ? undefined : tokens[index + 1];
    return [
      inline === undefined
        ? [type, tag, level, map, content, markup, info]
        : [opened, tag, level, inline.map, inline.content, markup, info],
    ];
  });
}

const pieces = fc.constantFrom(
  'a', 'Word', 'é', '| a | b |', '|---|---|', ':-:|--', 'a | b', '|', '---', '***', '___', '===', '=', '-',
  '- ', '* ', '+ ', '1. ', '2) ', '> ', '- [ ] ', '```', '~~~', '`', '# ', '<div>', '</div>', '<!-- ',
  '-->', '    ', '  ', ' ', '\t', '\\', '[x]: /u', '[x]', '\n', '\n', '\n', '\n\n', '\r\n', '\r',
); // prettier-ignore

describe('parseMarkdown', () => {
  it('gives the tokens that markdown-it gives without shortcuts', () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (words) => {
        const text = `a\n${words.join('')}`;
        const own = parseMarkdown(text).tokens.map(
          ({ type, tag, level, map, content, markup, info }) => [
            type, tag, level, map, content, markup, info,
          ],
        ); // prettier-ignore
        expect(own).toEqual(plainTokens(text));
      }),
      { numRuns: RUNS },
    );
  });

  it('takes four times as long for four times the items of a list', () => {
    const timeOf = (items: number): number => {
      const start = process.cpuUsage();
      parseMarkdown('1. Run `docker ps`\n'.repeat(items));
      const { user, system } = process.cpuUsage(start);
      return (user + system) / 1000;
    };
    timeOf(10_000);
    const once = Math.min(...[1, 2, 3].map(() => timeOf(10_000)));
    // Sixteen times when each item looks at all below it.
    expect(timeOf(40_000) / Math.max(once, 10)).toBeLessThan(9);
  });
});
