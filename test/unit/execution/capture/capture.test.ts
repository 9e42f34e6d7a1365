import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { repeats } from '../../effort';
import type { OutputPiece } from '../../../../src/execution/command';
import { BoundedBytes } from '../../../../src/execution/capture/boundedBytes';
import { countLineFeeds } from '../../../../src/execution/capture/countLineFeeds';
import { lastState } from '../../../../src/execution/capture/lastState';
import { LiveOutput } from '../../../../src/execution/capture/liveOutput';
import { OutputCapture } from '../../../../src/execution/capture/outputCapture';

const folder = mkdtempSync(join(tmpdir(), 'runbook-capture-'));
let count = 0;

function capture(limitBytes = 1 << 20): OutputCapture {
  return new OutputCapture({ folder, name: `${(count += 1)}.out`, limitBytes });
}

test('text is whole at every cut of its bytes', async () => {
  const bytes = Buffer.from('naïve ✓ 🦊 end\n');
  for (let at = 0; at <= bytes.length; at += 1) {
    const one = capture();
    one.add('stdout', bytes.subarray(0, at));
    one.add('stdout', bytes.subarray(at));
    const output = await one.end(bytes.length);
    expect(output).toMatchObject({
      head: 'naïve ✓ 🦊 end\n',
      binary: false,
      lines: 1,
      file: undefined,
    });
  }
});

test('count, hash and file cover everything; head and tail are its ends', async () => {
  const one = capture();
  const chunks = Array.from({ length: 3_000 }, (_, n) =>
    Buffer.from(`line ${n} ${'é'.repeat(50)}\n`),
  );
  const reused = Buffer.alloc(200);
  for (const chunk of chunks) {
    // As the reader of a pipe does with each chunk.
    chunk.copy(reused.fill('!'));
    one.add('stdout', reused.subarray(0, chunk.length));
  }
  const whole = Buffer.concat(chunks);
  const output = await one.end(whole.length);
  expect(output.sha256).toBe(createHash('sha256').update(whole).digest('hex'));
  expect(output).toMatchObject({
    bytes: whole.length,
    lines: 3_000,
    truncated: true,
    fileTruncated: false,
  });
  expect(readFileSync(output.file ?? '').equals(whole)).toBe(true);
  expect(whole.toString().startsWith(output.head)).toBe(true);
  expect(whole.toString().endsWith(output.tail)).toBe(true);
  expect(output.head + output.tail).not.toContain('\ufffd');
});

test('bytes that are no text are in the file, however few', async () => {
  const one = capture();
  const bytes = Buffer.from([0x66, 0xff, 0xfe, 0x00, 0xc3]);
  one.add('stderr', bytes);
  const output = await one.end(bytes.length);
  expect(output.binary).toBe(true);
  expect(readFileSync(output.file ?? '').equals(bytes)).toBe(true);
  expect(output.head).toContain('\ufffd');
});

test('the file stops at its limit and says so', async () => {
  const one = capture(100_000);
  one.add('stdout', Buffer.alloc(150_000, 97));
  const output = await one.end(150_000);
  expect(output).toMatchObject({ bytes: 150_000, fileTruncated: true });
  expect(readFileSync(output.file ?? '')).toHaveLength(100_000);
});

test('a folder that cannot be written costs the file only', async () => {
  const one = new OutputCapture({
    folder: join(import.meta.filename, 'below-a-file'),
    name: 'x',
    limitBytes: 1 << 20,
  });
  one.add('stdout', Buffer.alloc(150_000, 97));
  expect(await one.end(150_000)).toMatchObject({
    bytes: 150_000,
    file: undefined,
    fileTruncated: true,
  });
});

test('the ends kept are those of the stream, for any chunks', () => {
  fc.assert(
    fc.property(
      fc.array(fc.uint8Array({ maxLength: 30 })),
      fc.integer({ min: 4, max: 40 }),
      (parts, limit) => {
        const kept = new BoundedBytes(limit);
        for (const part of parts) kept.add(Buffer.from(part));
        const whole = Buffer.concat(parts);
        const { head, tail } = kept.read();
        expect(kept.total).toBe(whole.length);
        expect(whole.subarray(0, head.length).equals(head)).toBe(true);
        if (tail === undefined) expect(head.equals(whole)).toBe(true);
        else expect(whole.subarray(whole.length - tail.length).equals(tail)).toBe(true);
      },
    ),
  );
});

describe('progress bars show their last state', () => {
  const CASES: readonly (readonly [text: string, seen: string])[] = [
    ['  1%\r 50%\r100%\ndone\n', '100%\ndone\n'],
    ['windows\r\nlines\r\n', 'windows\nlines\n'],
    ['longer\rab\n', 'abnger\n'],
    ['\u001b[32mok\u001b[0m\r\u001b[Kfine\n', '\u001b[Kfine\n'],
    ['no return\n', 'no return\n'],
    ['last\rLAST', 'LAST'],
  ];
  for (const [text, seen] of CASES) {
    test(JSON.stringify(text), () => expect(lastState(text)).toBe(seen));
  }
});

test('a flood reaches the screen in few small updates that name what is missing', () => {
  const pieces: OutputPiece[] = [];
  const live = new LiveOutput((piece) => pieces.push(piece));
  const chunk = Buffer.from('✓ some text\n'.repeat(5_000));
  for (let n = 0; n < 200; n += 1) live.add('stdout', chunk);
  live.end();
  expect(pieces.length).toBeLessThan(10);
  expect(Math.max(...pieces.map(({ text }) => text.length))).toBeLessThan(40_000);
  const shown = pieces.map(({ text }) => text).join('');
  expect(shown).toMatch(/\[\d+ bytes not shown here\]/);
  expect(shown).not.toContain('\ufffd');
});

test('line feeds are counted exactly, wherever the bytes begin in memory', () => {
  const bytes = fc.uint8Array({ maxLength: 60 });
  const likely = fc.array(fc.constantFrom(9, 10, 11, 0, 0x8a, 0x0b, 255), { maxLength: 60 });
  const fill = fc.tuple(fc.constantFrom(10, 97, 0x8a), fc.nat(3_000));
  fc.assert(
    fc.property(fc.oneof(bytes, likely), fill, fc.nat(4), (values, [value, times], offset) => {
      const many = Array.from({ length: times }, () => value);
      const part = Uint8Array.from([10, 10, 10, 10, ...many, ...values]).subarray(offset);
      expect(countLineFeeds(part)).toBe(part.filter((byte) => byte === 10).length);
    }),
    { numRuns: repeats(2_000) },
  );
});

test('output that comes faster than the disk takes it is whole in its file', async () => {
  const one = capture(1 << 28);
  const chunks = Array.from({ length: 400 }, (_, n) => Buffer.alloc(40_000 + n, 65 + (n % 26)));
  for (const [index, chunk] of chunks.entries()) {
    one.add('stdout', chunk);
    if (index % 50 === 49) await new Promise((resolve) => setImmediate(resolve));
  }
  const whole = Buffer.concat(chunks);
  const output = await one.end(whole.length);
  expect(output.fileTruncated).toBe(false);
  expect(readFileSync(output.file ?? '').equals(whole)).toBe(true);
});

test('what was kept and what had to be reduced of a flood is one update', () => {
  const pieces: OutputPiece[] = [];
  const live = new LiveOutput((piece) => pieces.push(piece));
  const reused = Buffer.from('first\n');
  live.add('stdout', reused);
  for (const part of ['ke', 'pt\n']) {
    live.add('stdout', reused.fill(part, 0).subarray(0, part.length));
    reused.fill('!');
  }
  live.add('stdout', Buffer.from('flood\n'.repeat(50_000)));
  live.end();
  expect(pieces).toHaveLength(2);
  expect(pieces[1]?.text).toMatch(/^kept\nflood\n[^]*bytes not shown here\][^]*flood\n$/);
});
