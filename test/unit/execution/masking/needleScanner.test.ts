import fc from 'fast-check';
import { expect, test } from 'vitest';

import { repeats } from '../../effort';
import { NeedleScanner, type Needle } from '../../../../src/execution/masking/needleScanner';

test('finds what a plain search finds, in order', () => {
  const letter = fc.constantFrom('a', 'b', 'A', '\u00e1', '=', '\n');
  const word = fc.string({
    unit: fc.constantFrom('a', 'b', '=', '\u00e1'),
    minLength: 2,
    maxLength: 6,
  });
  const needles = fc.array(fc.tuple(word, fc.boolean()), { minLength: 1, maxLength: 5 });
  // Mostly made of what is looked for, else next to nothing would ever be found.
  const texts = needles.chain((some) => {
    const piece = fc.oneof(letter, fc.constantFrom(...some.map(([text]) => text)));
    return fc.tuple(fc.constant(some), fc.array(piece, { maxLength: 40, size: 'max' }));
  });
  fc.assert(
    fc.property(texts, ([some, pieces]) => {
      const text = pieces.join('');
      const all: Needle[] = some.map(([word, ignoreCase], found) => ({
        text: word,
        ignoreCase,
        found,
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
