import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBytes, encodeText } from '../../../../src/core/cells/bytes';
import { repeats } from '../../effort';

describe('bytes', () => {
  it('gives back any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(encodeText(decodeBytes(bytes))).toEqual(bytes);
      }),
      { numRuns: repeats(20_000) },
    );
  });

  it('gives back broken UTF-8 between valid characters', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 4 }).map((text) => new TextEncoder().encode(text)),
      fc.uint8Array({ min: 0x80, maxLength: 4 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const bytes = Uint8Array.from(pieces.flatMap((part) => [...part]));
        expect(encodeText(decodeBytes(bytes))).toEqual(bytes);
      }),
      { numRuns: repeats(5_000) },
    );
  });

  it('reads valid UTF-8 as the platform does', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (text) => {
        const bytes = new TextEncoder().encode(text);
        expect(decodeBytes(bytes)).toBe(text);
        expect(encodeText(text)).toEqual(bytes);
      }),
      { numRuns: repeats(5_000) },
    );
  });

  it('keeps the byte order mark and long files', () => {
    const text = '\uFEFF# Title\r\n' + 'é😀x'.repeat(20_000);
    expect(decodeBytes(new TextEncoder().encode(text))).toBe(text);
    expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(encodeText(text))).toBe(text);
  });
});
