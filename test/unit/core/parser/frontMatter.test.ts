import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFrontMatter } from '../../../../src/core/parser/frontMatter';
import { parseMarkdown } from '../../../../src/core/parser/markdown';
import { repeats } from '../../effort';

const value = fc.constantFrom(
  'a', 'x y', '1', '2.50', 'true', 'True', 'null', 'Null', '~', '0x1f', '1e3', 'a,b', '/x/', '2026-01-02',
  '1_000', 'no', 'a - b', '- a', '"q"', 'v1.2', "it's", '[a]', 'a b ', '12:30', '.5', 'a #b', '!x',
  '|', '{a}', '007', 'NaN', '.inf', '', "'a: b'", '"a #b"', '"a" b', "'a''b'", '"\\\\t"', '[a, b c]', '[a, 0x1]',
  '["a"]', '[a,b', '-7', '-a', 'false', 'FALSE', '" "', "''", 'a\tb', '[true, a]', '[a: b]', 'null x', '?',
); // prettier-ignore
const line = fc.oneof(
  fc.tuple(fc.constantFrom('owner', 'tags', 'k-2'), value).map(([key, v]) => `${key}: ${v}`),
  fc.tuple(fc.constantFrom('', '  ', ' '), value).map(([indent, v]) => `${indent}- ${v}`),
  fc
    .tuple(fc.constantFrom('', ' ', '  ', '    ', '\t'), fc.constantFrom('menu', 'after'), value)
    .map(([indent, key, v]) => `${indent}${key}: ${v}`),
  fc.constantFrom('tags:', '', 'menu:', '  after:', '    x:', '  - - a', 'a: b', '  b'),
);

/** A line that only the YAML parser passes over. */
const COMMENT = '# c';

describe('readFrontMatter', () => {
  it('reads plain lines and lists as the YAML parser does', () => {
    const read = (yaml: string) => readFrontMatter(parseMarkdown(`---\n${yaml}\n---\n`));
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 5 }), (lines) => {
        const yaml = lines.join('\n');
        const { entries, problems } = read(`${yaml}\n${COMMENT}`);
        expect(read(yaml).entries).toEqual(entries);
        expect(read(yaml).problems.length).toBe(problems.length);
      }),
      { numRuns: repeats(20_000) },
    );
  });
});
