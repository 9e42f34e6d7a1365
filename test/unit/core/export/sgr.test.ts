import { describe, expect, test } from 'vitest';
import { outputHtml } from '../../../../src/core/export/htmlText';
import { readColours } from '../../../../src/core/export/sgr';

describe('colours of an output', () => {
  test.each([
    ['plain', 'plain'],
    ['\u001b[31mred\u001b[0m plain', '<span class="c1">red</span> plain'],
    [
      '\u001b[1;4;92mloud\u001b[22;24m less',
      '<span class="c10 bold underline">loud</span><span class="c10"> less</span>',
    ],
    ['\u001b[38;5;196mpalette', '<span class="c9">palette</span>'],
    ['\u001b[38;2;0;0;230mtrue\u001b[39m off', '<span class="c4">true</span> off'],
    ['\u001b[31;47mon white', '<span class="b7">on white</span>'],
    ['\u001b[7;31minverse', '<span class="b1">inverse</span>'],
    ['\u001b[mreset', 'reset'],
    ['\u001b[2Kerased \u001b]0;title\u0007kept', 'erased kept'],
    ['\u001b]8;;http://x.test\u0007link\u001b]8;;\u0007', 'link'],
    ['1%\r50%\r100%\r\ndone\r\n', '100%\ndone\n'],
    ['\u001b[31m<b>&', '<span class="c1">&lt;b&gt;&amp;</span>'],
    ['a\u202eb', 'a\\u{202e}b'],
  ])('%j', (text, html) => {
    expect(outputHtml(text)).toBe(html);
  });

  test('are read to the last character, however broken', () => {
    const text = '\u001b[99;38;5mx\u001b[38;2;1my\u001b[;;;mz';
    expect(
      readColours(text)
        .map((piece) => piece.text)
        .join(''),
    ).toBe('xyz');
  });
});
