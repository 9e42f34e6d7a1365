import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBytes, encodeText } from '../../../../src/core/cells/bytes';
import type { Cell } from '../../../../src/core/cells/cell';
import { toCells } from '../../../../src/core/cells/toCells';
import { toMarkdown } from '../../../../src/core/cells/toMarkdown';
import { documents, realRunbooks } from './documents';
import { repeats } from '../../effort';

describe('cells and back', () => {
  it('keeps every character of generated documents', () => {
    fc.assert(
      fc.property(documents(), (text) => {
        const cells = toCells(text);
        expect(toMarkdown(cells)).toBe(text);
        expect(cells.length > 0).toBe(text !== '');
        expect(toMarkdown(JSON.parse(JSON.stringify(cells)) as readonly Cell[])).toBe(text);
      }),
      { numRuns: repeats(20_000) },
    );
  });

  it('keeps every string', () => {
    const text = fc.string({
      unit: fc.constantFrom(...'\n\r\t `~->#a\uFEFF\ud800\udc80'),
      maxLength: 60,
    });
    fc.assert(
      fc.property(text, (string) => {
        expect(toMarkdown(toCells(string))).toBe(string);
      }),
      { numRuns: repeats(10_000) },
    );
  });

  const files = realRunbooks();
  it.skipIf(files.length === 0)('keeps every byte of the real runbooks', () => {
    expect(files.length).toBeGreaterThan(300);
    for (const { path, bytes } of files) {
      const back = encodeText(toMarkdown(toCells(decodeBytes(bytes))));
      expect(Buffer.compare(Buffer.from(back), Buffer.from(bytes)), path).toBe(0);
    }
  });
});
