import fc from 'fast-check';
import { expect, test } from 'vitest';

import { repeats } from '../../effort';
import { NeedleScanner, type Needle } from '../../../../src/execution/masking/needleScanner';

test('finds what a plain search finds, in order', () => {
  const letters = fc.array(fc.constantFrom('a', 'b', 'A', '\u00e1', '=', '\n'), { maxLength: 80 });
  const words = fc.array(fc.constantFrom('a', 'b', '=', '\u00e1'), { minLength: 4, maxLength: 6 });
  const needles = fc.array(fc.tuple(words, fc.boolean()), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(letters, needles, (parts, found) => {
      const text = parts.join('');
      const all: Needle[] = found.map(([word, ignoreCase], index) => ({
        text: word.join(''),
        ignoreCase,
        found: index,
      }));
      const expected = all.flatMap((needle) =>
        starts(text, needle).map((at) => `${at} ${needle.found}`),
      );
      const findings = new NeedleScanner(all).scan(Buffer.from(text, 'latin1'));
      const got = findings.map(({ start, needle }) => `${start} ${needle.found}`);
      expect(got.toSorted()).toEqual(expected.toSorted());
      expect(findings.map(({ start }) => start)).toEqual(
        findings.map(({ start }) => start).toSorted((a, b) => a - b),
      );
    }),
    { numRuns: repeats(3_000) },
  );
});

function starts(text: string, { text: word, ignoreCase }: Needle): number[] {
  const fold = (value: string) => value.replace(/[A-Z]/g, (char) => char.toLowerCase());
  const [where, what] = ignoreCase ? [fold(text), fold(word)] : [text, word];
  return [...where].flatMap((_, at) => (where.startsWith(what, at) ? [at] : []));
}
