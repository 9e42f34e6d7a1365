import { beforeAll, expect, it } from 'vitest';
import { decodeBytes } from '../../../../../src/core/cells/bytes';
import { openCheck, type Check } from '../openCheck';

let check: Check;
beforeAll(async () => {
  check = await openCheck();
});

const found = (text: string) =>
  check(text).filter(({ code, message }) => code === 'mojibake' && message.includes('not UTF-8'));

it('a file that is not UTF-8 is told once, where its first lost letter stands', () => {
  const latin = Buffer.from('# Störung\n\nPrüfen.\n\n```bash\ntouch "/srv/ü.txt"\n```\n', 'latin1');
  expect(found(decodeBytes(latin)).map(({ range }) => range.start)).toEqual([0]);
});

it('a file in UTF-8 is not', () => {
  const text = '# Störung 🐟\n\n```bash\ntouch "/srv/ü.txt"\n```\n';
  expect(found(decodeBytes(Buffer.from(text)))).toEqual([]);
});
