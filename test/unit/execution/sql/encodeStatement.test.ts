import { serialize } from 'pg-protocol';
import { expect, test } from 'vitest';

import { encodeStatement } from '../../../../src/execution/sql/encodeStatement';

test('messages are byte for byte those of pg', () => {
  for (const text of ['BEGIN READ ONLY', "SELECT 'ünï ✓'", '']) {
    const expected = [
      serialize.parse({ text }),
      serialize.bind({}),
      serialize.execute({ portal: '', rows: 0 }),
    ];
    expect(encodeStatement(text).equals(Buffer.concat(expected))).toBe(true);
  }
});
