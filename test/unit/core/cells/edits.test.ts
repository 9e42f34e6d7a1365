import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cell } from '../../../../src/core/cells/cell';
import { comparable } from '../../../../src/core/cells/cell';
import { toCells } from '../../../../src/core/cells/toCells';
import { toMarkdown } from '../../../../src/core/cells/toMarkdown';
import { readBlock } from '../../../../src/core/parser/blocks';
import { parseMarkdown } from '../../../../src/core/parser/markdown';
import { documents } from './documents';
import { repeats } from '../../effort';

const line = fc.constantFrom(
  'ls',
  'kubectl get pods',
  '  two',
  '',
  '```',
  '~~~',
  '# note',
  'a | b',
  '````',
  ' ',
  '\t```',
  '\ttab',
  '- item',
  '> quote',
  '<!--',
  '    four',
);
const body = fc.array(line, { minLength: 1, maxLength: 4 }).map((lines) => lines.join('\n'));
const code = (value: string): Cell => ({ kind: 'code', language: 'shellscript', value });

/** The code of every block of a text, in order. */
function blocksOf(text: string): readonly string[] {
  const document = parseMarkdown(text);
  return document.tokens
    .filter((token) => token.type === 'fence' || token.type === 'code_block')
    .map((token) => comparable(readBlock(document, token).content.replace(/\n$/, '')));
}

/** Code cells' values, each of which must be a block of the text, in order. */
function expectCode(text: string, cells: readonly Cell[]): void {
  const blocks = blocksOf(text);
  let at = 0;
  for (const cell of cells) {
    if (cell.kind !== 'code' || cell.language === 'yaml') continue;
    const found = blocks.indexOf(comparable(cell.value), at);
    expect(
      found,
      `${JSON.stringify(cell.value)} in ${JSON.stringify(text)}`,
    ).toBeGreaterThanOrEqual(at);
    at = found + 1;
  }
}

function replaceAt(cells: readonly Cell[], index: number, value: string): readonly Cell[] {
  return cells.map((cell, i) => (i === index ? { ...cell, value } : cell));
}

describe('editing a cell', () => {
  it('changes only the bytes of that cell and is read back', () => {
    fc.assert(
      fc.property(documents(), fc.nat(), body, (text, pick, value) => {
        const cells = toCells(text);
        const codes = cells.flatMap((c, i) =>
          c.kind === 'code' && c.language !== 'yaml' ? [i] : [],
        );
        const index = codes[pick % Math.max(1, codes.length)];
        if (index === undefined) return;
        const edited = replaceAt(cells, index, value);
        const result = toMarkdown(edited);
        expectCode(result, edited);
        const before = blocksOf(text);
        expect(blocksOf(result).length).toBe(before.length);
        expect(before.filter((block, i) => block !== blocksOf(result)[i]).length).toBeLessThan(2);
        const sources = cells.map((cell) => cell.origin?.source ?? '');
        const bom = text.startsWith('\uFEFF') ? '\uFEFF' : '';
        expect(result.startsWith(bom + sources.slice(0, index).join(''))).toBe(true);
        expect(result.endsWith(sources.slice(index + 1).join(''))).toBe(true);
      }),
      { numRuns: repeats(10_000) },
    );
  });

  it('gives the document back when the edit is undone', () => {
    fc.assert(
      fc.property(documents(), fc.nat(), (text, pick) => {
        const cells = toCells(text);
        const index = pick % Math.max(1, cells.length);
        const value = cells[index]?.value ?? '';
        const again = value.replaceAll('\n', '\r\n').replace(/\r+\n/g, '\n');
        expect(toMarkdown(replaceAt(cells, index, again))).toBe(text);
      }),
      { numRuns: repeats(3_000) },
    );
  });

  it('keeps the prefix of a list or quote', () => {
    const text = '1. Look\r\n\r\n   ```bash\r\n   ls\r\n   ```\r\n\r\n> ~~~sh\r\n> ls\r\n> ~~~\r\n';
    const cells = toCells(text);
    const [list, quote] = cells.flatMap((c, i) => (c.kind === 'code' ? [i] : []));
    expect(toMarkdown(replaceAt(cells, list ?? -1, 'ls\n\npwd'))).toBe(
      text.replace('   ls\r\n', '   ls\r\n\r\n   pwd\r\n'),
    );
    expect(toMarkdown(replaceAt(cells, quote ?? -1, 'pwd\n~~~'))).toBe(
      text.replace('> ~~~sh\r\n> ls\r\n> ~~~\r\n', '> ~~~~sh\r\n> pwd\r\n> ~~~\r\n> ~~~~\r\n'),
    );
  });

  it('keeps the lines of prose that were not edited, mixed line breaks and all', () => {
    const text = '# One\r\nfirst\nsecond\r\nthird\n\n```sh\nls\n```\n';
    const cells = toCells(text);
    const value = (cells[0]?.value ?? '').replaceAll('\r\n', '\n').replace('second', 'changed');
    expect(toMarkdown(replaceAt(cells, 0, value))).toBe(text.replace('second\r\n', 'changed\n'));
  });

  it('changes the tag when the language of a cell is changed', () => {
    const cells = toCells('```bash {name=x}\nls\n```\n');
    const edited = cells.map((cell) => ({ ...cell, language: 'sql' }));
    expect(toMarkdown(edited)).toBe('```sql {name=x}\nls\n```\n');
  });
});

describe('an edit in nested lists and quotes', () => {
  it.each([
    [
      'a list right behind the mark of a quote',
      '>9. ```sh',
      'ls',
      '> 9. ```sh\n>    ls\n>    ```\n',
    ],
    ['a blank first in a quote', '>```sh\n>ls\n>```\n', '  ls', '>```sh\n>   ls\n>```\n'],
    ['code less far in than its fence', '  ```sh\nls\n  ```\n', ' ls', '  ```sh\n   ls\n  ```\n'],
    [
      'a tab before what would end it',
      '- ```sh\n  ls\n  ```\n',
      '\t```',
      '- ````sh\n  \t```\n  ````\n',
    ],
    ['a line above the marker of a list', '-     ls\n', 'pwd\nls', '-     pwd\n      ls\n'],
    ['indented code that is emptied', '>   \tls\n>\n', '', '> ```bash\n> ```\n>\n'],
    ['a marker with a tab', '-\t\tls\n', '', '- ```bash\n  ```\n'],
    ['a blank line like the source', ' ```sh\n \nls', ' \nls', ' ```sh\n  \n ls\n ```\n'],
  ])('keeps %s', (_name, text, value, expected) => {
    expect(toMarkdown(replaceAt(toCells(text), 0, value))).toBe(expected);
  });
});

describe('an edit that would take a neighbour along', () => {
  it.each([
    ['HTML', 'a\n```sh\nls\n```\n', '<a>', '<a>\n\n```sh\nls\n```\n'],
    ['a comment', 'a\n```sh\nls\n```\n', '<!-- a', '<!-- a\n-->\n```sh\nls\n```\n'],
    ['text before indented code', '# a\n    ls\n', 'a', 'a\n\n    ls\n'],
    ['a fence', '\uFEFFa\n```sh\nls\n```\n', '```', '\uFEFF```\n```\n```sh\nls\n```\n'],
    ['a list', '\n  ```sh\n```\nb\n', '-', '\n-\n\n  ```sh\n```\nb\n'],
    ['CR', '```sh\rls\r```\r.\n', '', '```sh\rls\r```\r\r\n'],
  ])('sets off %s', (_name, text, value, expected) => {
    const cells = toCells(text);
    const prose = cells.findIndex(({ kind }) => kind === 'markup');
    expect(toMarkdown(replaceAt(cells, prose, value))).toBe(expected);
  });

  it('ends the HTML of a list when its item is gone', () => {
    const text = '1.\n   ```sh\n   ```\n   <a>\n```sh\nls\n```\n';
    expect(toMarkdown(replaceAt(toCells(text), 0, ''))).toBe(
      text.replace('1.', '').replace('<a>\n', '<a>\n\n'),
    );
  });

  it('ends the fence of a list when what ended it is gone', () => {
    const cells = toCells('- ```sh\n  ls\n\nb\n');
    expect(toMarkdown(replaceAt(cells, 1, '      b'))).toBe('- ```sh\n  ls\n\n  ```\n      b\n');
  });

  it('ends an edited fence by as many marks as it now begins with', () => {
    const [cell] = toCells('```sh\nls');
    if (cell === undefined) throw new Error('no cell');
    const text = toMarkdown([{ ...cell, value: '```' }, code('pwd')]);
    expect(text).toBe('````sh\n```\n````\n\n```bash\npwd\n```\n');
  });

  it('keeps the blocks of prose that was not edited', () => {
    const cells = toCells('# a\n\n# b\n\n```json\n{}\n```\n');
    expect(toMarkdown(replaceAt(cells, 0, '<!-- a'))).toBe(
      '<!-- a\n\n-->\n# b\n\n```json\n{}\n```\n',
    );
  });
});

describe('adding, moving and deleting cells', () => {
  it('keeps every other cell and reads back every code cell', () => {
    const edit = fc.record({
      kind: fc.constantFrom('add', 'prose', 'move', 'delete', 'copy'),
      at: fc.nat(),
      to: fc.nat(),
      value: body,
    });
    fc.assert(
      fc.property(documents(), fc.array(edit, { minLength: 1, maxLength: 3 }), (text, edits) => {
        const cells = [...toCells(text)];
        for (const { kind, at, to, value } of edits) {
          const from = at % Math.max(1, cells.length);
          const target = to % (cells.length + 1);
          if (kind === 'add') cells.splice(target, 0, code(value));
          else if (kind === 'prose') {
            cells.splice(target, 0, {
              kind: 'markup',
              language: 'markdown',
              value: 'Some *words*.',
            });
          } else if (cells[from] !== undefined) {
            const [cell] = kind === 'copy' ? cells.slice(from, from + 1) : cells.splice(from, 1);
            if (cell !== undefined && kind !== 'delete') cells.splice(target, 0, cell);
          }
        }
        const result = toMarkdown(cells);
        expectCode(result, cells);
        let at = 0;
        for (const cell of cells) {
          if (cell.kind !== 'markup' || cell.origin === undefined) continue;
          const found = result.indexOf(cell.origin.source, at);
          expect(found, JSON.stringify([cell.origin.source, result])).toBeGreaterThanOrEqual(0);
          at = found + cell.origin.source.length;
        }
      }),
      { numRuns: repeats(10_000) },
    );
  });

  it('ends each of two fences that are left open', () => {
    const [list, open] = toCells('- ```\n  ls -la\n```\n  # Title');
    if (list === undefined || open === undefined) throw new Error('no cells');
    const words = { kind: 'markup', language: 'markdown', value: 'Some *words*.' } as const;
    expect(toMarkdown([open, words, list, open, code('ls')])).toBe(
      '```\n  # Title\n\nSome *words*.\n```\n\n- ```\n  ls -la\n```\n  # Title\n```\n\n```bash\nls\n```\n',
    );
  });

  it('finds code again between much that is left open, and keeps front matter', () => {
    const text =
      '---\na: b\n---\n# T\n>- -    ```sh\n     ls -la\n>       ```\n~~~sh\n~~~~\n~~~\n# E';
    const cells = toCells(text);
    const mixed = [...cells.slice(0, 2), ...cells.slice(2).reverse(), ...cells.slice(2)];
    const result = toMarkdown(mixed);
    expectCode(result, mixed);
    expect(result.startsWith('---\na: b\n---\n')).toBe(true);
  });

  it('sets a new cell off by blank lines and leaves the rest alone', () => {
    const text = '# Title\ntext\n```sh\nls\n```\nmore\n';
    const cells = [...toCells(text)];
    cells.splice(1, 0, code('pwd'));
    expect(toMarkdown(cells)).toBe('# Title\ntext\n\n```bash\npwd\n```\n\n```sh\nls\n```\nmore\n');
  });

  it('closes a fence that was open at the end before it adds a cell', () => {
    const cells = [...toCells('```sh\nls'), code('pwd')];
    expect(toMarkdown(cells)).toBe('```sh\nls\n```\n\n```bash\npwd\n```\n');
  });

  it('keeps a list together when a cell is added in it', () => {
    const text =
      '10. one\n\n    ```sh\n    ls\n    ```\n\n    and\n\n    ```sh\n    pwd\n    ```\n';
    const cells = [...toCells(text)];
    cells.splice(1, 0, code('date'));
    expect(toMarkdown(cells)).toBe(
      text.replace('one\n\n', 'one\n\n    ```bash\n    date\n    ```\n\n'),
    );
  });

  it('keeps a list together when words are added in it', () => {
    const text =
      '10. one\n\n    ```sh\n    ls\n    ```\n\n    and\n\n    ```sh\n    pwd\n    ```\n';
    const words = { kind: 'markup', language: 'markdown', value: 'new\n\nwords' } as const;
    for (const at of [1, 2, 3]) {
      const result = toMarkdown(toCells(text).toSpliced(at, 0, words));
      expect(result.replace(/\n*    new\n\n    words\n*/, '\n\n')).toBe(text);
    }
  });

  it('keeps a list together when code in it is made words', () => {
    const text = '10. one\n\n    ```sh\n    ls\n    ```\n\n    ```sh\n    pwd\n    ```\n';
    const cells = toCells(text).map((cell, i) =>
      i === 1 ? ({ ...cell, kind: 'markup', language: 'markdown' } as const) : cell,
    );
    expect(toMarkdown(cells)).toBe('10. one\n\n    ls\n\n    ```sh\n    pwd\n    ```\n');
  });

  it('keeps front matter at the top, whatever is put above it', () => {
    const text = '---\nowner: ada\n---\n# T\n';
    const [front, title] = toCells(text);
    if (front === undefined || title === undefined) throw new Error('no cells');
    const owner = { ...front, value: 'owner: bob' };
    const expected = '---\nowner: bob\n---\n\n```bash\npwd\n```\n\n# T\n';
    expect(toMarkdown([code('pwd'), owner, title])).toBe(expected);
    expect(toMarkdown([title, front])).toBe(text);
  });

  it('never lets a rule at the top become front matter', () => {
    const cells = toCells('# T\n\n```sh\nls\n```\n---\n\na: b\n\n---\n').slice(2);
    expect(toMarkdown(cells).startsWith('---')).toBe(false);
  });
});
