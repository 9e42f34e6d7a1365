import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { repeats } from '../../../effort';
import { readScript } from '../../../../../src/core/run/sql/sqlScript';

const read = (text: string) =>
  readScript(text).map((item) =>
    item.kind === 'statement' ? item.text : `\\${item.name}|${item.argument}`,
  );

describe('a script is split as psql splits it', () => {
  test.each([
    ["SELECT ';'; SELECT 2", ["SELECT ';'", 'SELECT 2']],
    ['SELECT "a;b" -- c;\n, 2;', ['SELECT "a;b" -- c;\n, 2']],
    ['/* ; /* ; */ ; */ SELECT 1;', ['SELECT 1']],
    ['SELECT $$ ; $$, $a$ $$ ; $a$; SELECT 2;', ['SELECT $$ ; $$, $a$ $$ ; $a$', 'SELECT 2']],
    ["SELECT E'\\'; x', 'it''s;';", ["SELECT E'\\'; x', 'it''s;'"]],
    ['SELECT (1;2);', ['SELECT (1;2)']],
    ['\\dt+ public.*\nSELECT 1;\n\\d berth', ['\\dt+|public.*', 'SELECT 1', '\\d|berth']],
    ['SELECT 1 \\gx\nSELECT 2 \\g\n', ['SELECT 1', 'SELECT 2']],
    ['-- nothing\n;;\n', []],
    [
      'CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END; SELECT 3;',
      [
        'CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END',
        'SELECT 3',
      ],
    ],
  ])('%s', (text, items) => {
    expect(read(text)).toEqual(items);
  });

  test('whatever stands in it, ranges are those of the text and nothing is lost', () => {
    const piece = fc.constantFrom(
      "'",
      '"',
      '$$',
      '$a$',
      ';',
      '\\',
      '\n',
      '--',
      '/*',
      '*/',
      '(',
      ')',
      'x',
      ' ',
      'E',
      '😀',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        for (const item of readScript(text)) {
          const { start, end } = item.range;
          expect(start).toBeLessThan(end);
          if (item.kind === 'statement') expect(text.slice(start, end)).toBe(item.text);
        }
      }),
      { numRuns: repeats(2_000) },
    );
  });
});
