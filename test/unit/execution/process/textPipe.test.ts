import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

import { FifoPool } from '../../../../src/execution/process/fifoPool';
import { TextPipe } from '../../../../src/execution/process/textPipe';

/** More than Node has threads: most of them have not come to opening their pipe. */
const MANY = 12;

test('pipes that nobody opens are let go of, however many wait', async () => {
  const pool = new FifoPool();
  const paths = (await pool.take(MANY)) ?? [];
  expect(paths).toHaveLength(MANY);
  const long = 'x'.repeat(1 << 20);
  const pipes = paths.map((path) => new TextPipe(pool, path, long));
  await Promise.all(pipes.map((pipe) => pipe.dispose()));
  expect(readFileSync('/dev/null', 'utf8')).toBe(''); // threads are free again
  pool.dispose();
});

test('a pipe whose folder was cleaned breaks nothing', async () => {
  const pool = new FifoPool();
  const [path = ''] = (await pool.take(1)) ?? [];
  pool.dispose();
  await new TextPipe(pool, path, 'text').dispose();
});

test('pipes that were cleaned away are made anew', async () => {
  const pool = new FifoPool();
  await pool.take(1);
  pool.dispose();
  const again = await pool.take(40);
  expect(again).toHaveLength(40);
  expect(again?.every((path) => !path.startsWith('undefined'))).toBe(true);
  pool.dispose();
});
