import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countLineFeeds } from '../../../../src/execution/capture/countLineFeeds';

const slowly = (bytes: Uint8Array): number => bytes.filter((byte) => byte === 10).length;

test('counts in pieces of any length at any place of a buffer', () => {
  const memory = new Uint8Array(32).map((_, index) => (index % 3 === 0 ? 10 : index * 37));
  for (let start = 0; start <= 8; start += 1) {
    for (let length = 0; length <= 20; length += 1) {
      const piece = memory.subarray(start, start + length);
      expect({ start, length, count: countLineFeeds(piece) }).toEqual({
        start,
        length,
        count: slowly(piece),
      });
    }
  }
});

test.each([
  ['of any bytes', 255],
  ['of seven bits', 127],
])('counts line feeds and nothing that resembles them, in text %s', (_, max) => {
  const alike = [10, 0x8a, 11, 9, 0, 0x0a ^ 0x7f].filter((one) => one <= max);
  const byte = fc.oneof(fc.constantFrom(...alike), fc.integer({ max, min: 0 }));
  fc.assert(
    fc.property(
      fc.array(byte, { maxLength: 2500, size: 'max' }),
      fc.integer({ min: 0, max: 9 }),
      (all, start) => {
        const piece = Uint8Array.from(all).subarray(start);
        expect(countLineFeeds(piece)).toBe(slowly(piece));
      },
    ),
  );
});
