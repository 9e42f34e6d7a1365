import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countByWords } from '../../../../src/execution/capture/countLineFeeds';
import { vectorCounter } from '../../../../src/execution/capture/vectorCounter';

const byVectors = vectorCounter();
const ways = [
  ['by words', countByWords] as const,
  ...(byVectors === undefined ? [] : [['by vectors', byVectors] as const]),
];

const slowly = (bytes: Uint8Array): number => bytes.filter((byte) => byte === 10).length;

test.each(ways)('counts %s in pieces of any length at any place of a buffer', (_, count) => {
  const memory = new Uint8Array(32).map((_, index) => (index % 3 === 0 ? 10 : index * 37));
  for (let start = 0; start <= 8; start += 1) {
    for (let length = 0; length <= 20; length += 1) {
      const piece = memory.subarray(start, start + length);
      expect({ start, length, count: count(piece) }).toEqual({
        start,
        length,
        count: slowly(piece),
      });
    }
  }
});

test.each(ways)('counts line feeds %s and nothing that resembles them', (_, count) => {
  const alike = [10, 0x8a, 11, 9, 0, 0x0a ^ 0x7f];
  const byte = fc.oneof(fc.constantFrom(...alike), fc.integer({ max: 255, min: 0 }));
  fc.assert(
    fc.property(
      fc.array(byte, { maxLength: 2500, size: 'max' }),
      fc.integer({ min: 0, max: 9 }),
      (all, start) => {
        const piece = Uint8Array.from(all).subarray(start);
        expect(count(piece)).toBe(slowly(piece));
      },
    ),
  );
});

test.each(ways)(
  'counts %s over any number of pages, and nothing of the call before',
  (_, count) => {
    expect(count(new Uint8Array(65_536).fill(10))).toBe(65_536);
    for (const length of [65_535, 65_536, 65_537, 200_001]) {
      const bytes = new Uint8Array(length).map((_, at) => (at % 7 === 0 ? 10 : 65));
      expect(count(bytes)).toBe(Math.ceil(length / 7));
      expect(count(bytes.subarray(0, 3))).toBe(1);
    }
  },
);
