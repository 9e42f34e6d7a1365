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

  // An empty notebook would erase the file when it is saved.
  it.each([
    ['a program', Uint8Array.from({ length: 20_000 }, (_, i) => (i * 31 + (i >> 3)) % 256)],
    ['nothing but NUL', new Uint8Array(4096)],
    ['a broken end of UTF-8', Uint8Array.of(35, 32, 65, 10, 0xf0, 0x9f)],
    ['white space', new TextEncoder().encode('\n \t\r\n\n')],
    ['an open fence', new TextEncoder().encode('```bash\nls')],
    ['a BOM alone', Uint8Array.of(0xef, 0xbb, 0xbf)],
  ])('keeps every byte of %s, in at least one cell', (_name, bytes) => {
    const cells = toCells(decodeBytes(bytes));
    expect(cells.length).toBeGreaterThan(0);
    expect(Buffer.compare(Buffer.from(encodeText(toMarkdown(cells))), Buffer.from(bytes))).toBe(0);
  });

  it.each([
    [
      '10 million in one paragraph',
      `# A\n\n\`\`\`bash\nls\n\`\`\`\n\n${'words '.repeat(1_700_000)}\n`,
    ],
    ['more than is read', 'words\n'.repeat(3_000_000)],
  ])(
    'keeps every character of %s',
    (_name, text) => {
      const cells = toCells(text);
      expect(cells.length).toBeGreaterThan(0);
      expect(toMarkdown(cells) === text).toBe(true);
    },
    60_000,
  );
});
