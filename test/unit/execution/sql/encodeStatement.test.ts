import { serialize } from 'pg-protocol';
import { expect, test } from 'vitest';

import { encodeStatement, FLUSH } from '../../../../src/execution/sql/encodeStatement';

const TEXTS = ['BEGIN READ ONLY', "SELECT 'ünï ✓'", ''];

test('messages are byte for byte those of pg', () => {
  for (const text of TEXTS) {
    const expected = [
      serialize.parse({ text }),
      serialize.bind({}),
      serialize.execute({ portal: '', rows: 0 }),
    ];
    expect(encodeStatement(text).equals(Buffer.concat(expected))).toBe(true);
  }
  expect(FLUSH.equals(serialize.flush())).toBe(true);
});

test('also with values, a page and a question for the columns', () => {
  for (const values of [[], [''], ['ünï ✓', '2'], ["'", '\u{1f600}'.repeat(500), 'x']]) {
    for (const text of TEXTS) {
      const expected = [
        serialize.parse({ text }),
        serialize.bind({ values }),
        serialize.describe({ type: 'P', name: '' }),
        serialize.execute({ portal: '', rows: 1_000 }),
      ];
      const bytes = encodeStatement(text, { values, describe: true, rows: 1_000 });
      expect(bytes.equals(Buffer.concat(expected))).toBe(true);
    }
  }
});
