import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { repeats } from '../effort';
import { followLog } from '../../../src/storage/followLog';
import { isDamage } from '../../../src/storage/logProblem';
import { MAX_READ_LINE } from '../../../src/storage/readLines';
import { readLog } from '../../../src/storage/readLog';
import { verifyLog } from '../../../src/storage/verifyLog';
import { MemoryFs } from './memoryFs';
import { incidentIn, note, openTestLog, testPorts } from './testLog';

const folder = incidentIn('/runbook');
const file = `${folder.path}/host-a.jsonl`;
let fs: MemoryFs;
let whole: string;

beforeEach(async () => {
  fs = new MemoryFs();
  const log = await openTestLog(folder, testPorts(fs));
  for (const id of ['a', 'b', 'c']) await log.append(note(id));
  whole = fs.get(file).toString('utf8');
});

async function read(text: string | Buffer, name = file) {
  fs.put(name, Buffer.from(text));
  return readLog(folder, fs);
}

function codes(reading: Awaited<ReturnType<typeof readLog>>): string[] {
  return reading.problems.map((problem) => `${problem.code}:${problem.line ?? ''}`);
}

function lineOf(changes: Record<string, unknown>): string {
  const last = JSON.parse(whole.trimEnd().split('\n').at(-1) ?? '') as Record<string, unknown>;
  return `${JSON.stringify({ ...last, seq: 5, clock: 5, prev: last['hash'], hash: 'f'.repeat(64), ...changes })}\n`;
}

describe('a log that is not as we left it', () => {
  test('a folder that does not exist is an empty log', async () => {
    const reading = await readLog(incidentIn('/nowhere'), fs);
    expect(reading).toMatchObject({ events: [], problems: [], writers: [] });
  });

  test('a torn tail at every byte is passed over and noted; the rest is there', async () => {
    const bytes = Buffer.from(whole);
    const start = bytes.lastIndexOf(0x0a, bytes.length - 2) + 1;
    for (let end = start + 1; end < bytes.length - 1; end++) {
      const reading = await read(bytes.subarray(0, end));
      expect(reading.events.length).toBe(3);
      expect(reading.tornTails).toEqual([
        { file: 'host-a.jsonl', offset: start, bytes: end - start },
      ]);
      expect(reading.problems).toEqual([]);
    }
  });

  test('a last line that lacks only its line feed is an event', async () => {
    const reading = await read(whole.slice(0, -1));
    expect(reading.events.length).toBe(4);
    expect(codes(reading)).toEqual(['no-final-line-feed:4']);
  });

  test('a bad line is named, the others stay readable', async () => {
    const lines = whole.split('\n');
    const reading = await read(lines.with(1, '{"half').join('\n'));
    expect(codes(reading)).toEqual(['not-json:2', 'gap:3']);
    expect(reading.events.map((event) => event.seq)).toEqual([1, 3, 4]);
  });

  test.each([
    ['not UTF-8', Buffer.from([0x7b, 0xff, 0x0a]), 'not-utf8:5'],
    ['no event', Buffer.from('{"a":1}\n'), 'not-an-event:5'],
    ['an array', Buffer.from('[]\n'), 'not-an-event:5'],
    ['empty', Buffer.from('\n'), 'empty-line:5'],
    ['deep', Buffer.from(`${'['.repeat(100_000)}\n`), 'too-deep:5'],
    ['endless', Buffer.from(`${'x'.repeat(3 * MAX_READ_LINE)}\n`), 'too-long:5'],
  ])('a line that is %s', async (_, added, code) => {
    const reading = await read(Buffer.concat([Buffer.from(whole), added, Buffer.from(lineOf({}))]));
    expect(codes(reading)).toEqual([code]);
    expect(reading.events.length).toBe(5);
  });

  test('an endless last line is a torn tail', async () => {
    const reading = await read(whole + 'x'.repeat(3 * MAX_READ_LINE));
    expect(reading.tornTails).toMatchObject([{ bytes: 3 * MAX_READ_LINE }]);
  });

  test('line ends that a checkout changed are noted and nothing else', async () => {
    const reading = await read(whole.replaceAll('\n', '\r\n'));
    expect(reading.events.length).toBe(4);
    expect(reading.problems.filter(isDamage)).toEqual([]);
    expect((await verifyLog(folder, fs, [])).intact).toBe(true);
  });

  test('an event of an unknown type or a newer version is kept with all it has', async () => {
    const reading = await read(
      whole + lineOf({ type: 'moon.rose', data: { phase: 'full' }, extra: [1] }),
    );
    expect(reading.unknown).toBe(1);
    expect(reading.events.at(-1)).toMatchObject({
      type: 'unknown',
      writtenType: 'moon.rose',
      data: { phase: 'full' },
      extra: [1],
    });
    const newer = await read(whole + lineOf({ v: 2 }));
    expect(newer.events.at(-1)).toMatchObject({ type: 'note.added', v: 2 });
    expect(codes(newer)).toEqual(['newer-version:5']);
  });

  test('an event whose data cannot be folded is shown as unknown', async () => {
    const reading = await read(whole + lineOf({ data: { noteId: 7 } }));
    expect(reading.events.at(-1)).toMatchObject({ type: 'unknown', writtenType: 'note.added' });
    expect(codes(reading)).toEqual(['malformed-data:5']);
  });

  test('a member named __proto__ changes nothing', async () => {
    const line = lineOf({}).replace('"data":{', '"data":{"__proto__":{"noteId":"evil"},');
    const escaped = lineOf({}).replace('"data":{', '"data":{"\\u005f_proto_\\u005f":{"x":1},');
    for (const hostile of [line, escaped]) {
      const reading = await read(whole + hostile);
      expect(codes(reading)).toEqual(['reserved-key:5']);
      expect(Object.keys(reading.events.at(-1)?.data ?? {})).not.toContain('__proto__');
      expect(({} as Record<string, unknown>)['x']).toBeUndefined();
    }
  });

  test('foreign files, links and folders are left alone and named', async () => {
    fs.put(`${folder.path}/notes.txt`, Buffer.from('hi'));
    fs.put(`${folder.path}/CON.jsonl`, Buffer.from(whole));
    fs.link(`${folder.path}/host-z.jsonl`);
    await fs.createFolder(`${folder.path}/host-y.jsonl`);
    const reading = await readLog(folder, fs);
    expect(reading.problems.map(({ code, file }) => `${code} ${file}`).sort()).toEqual([
      'foreign-file CON.jsonl',
      'foreign-file host-y.jsonl',
      'foreign-file host-z.jsonl',
      'foreign-file notes.txt',
    ]);
    expect(reading.events.length).toBe(4);
  });

  test('a copy which a synchroniser set aside is joined, each event once', async () => {
    const shorter = whole.split('\n').slice(0, 2).join('\n') + '\n';
    fs.put(file, Buffer.from(shorter));
    fs.put(`${folder.path}/host-a (conflicted copy).jsonl`, Buffer.from(whole));
    const reading = await readLog(folder, fs);
    expect(reading.events.map((event) => event.seq)).toEqual([1, 2, 3, 4]);
    expect(codes(reading)).toEqual(['conflict-copy:']);
  });

  test('a file under another name is noticed', async () => {
    const reading = await read(whole, `${folder.path}/host-b.jsonl`);
    expect(codes(reading)).toContain('wrong-writer:1');
  });
});

describe('any bytes at all', () => {
  test('are read without throwing, and what was whole stays', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), async (bytes) => {
        const reading = await read(Buffer.concat([Buffer.from(whole), Buffer.from(bytes)]));
        expect(reading.events.slice(0, 4).map((event) => event.seq)).toEqual([1, 2, 3, 4]);
        await verifyLog(folder, fs, []);
      }),
      { numRuns: repeats(300) },
    );
  });
});

describe('following a log', () => {
  test('gives each event once, also when a line comes in pieces', async () => {
    const seen: number[] = [];
    const bytes = Buffer.from(whole);
    fs.put(file, Buffer.alloc(0));
    const followed = await followLog(folder, testPorts(fs), (events) => {
      seen.push(...events.map((event) => event.seq));
    });
    for (let end = 1; end <= bytes.length; end += 7) {
      fs.put(file, bytes.subarray(0, Math.min(end, bytes.length)));
      await followed.refresh();
    }
    fs.put(file, bytes);
    await followed.refresh();
    expect(seen).toEqual([1, 2, 3, 4]);
    expect(followed.reading().events.length).toBe(4);
    expect(followed.reading().problems.filter(isDamage)).toEqual([]);
    followed.dispose();
  });

  test('looks again by itself after a while', async () => {
    const ports = testPorts(fs);
    let called = (): void => {};
    const arrived = new Promise<void>((resolve) => (called = resolve));
    const followed = await followLog(folder, ports, () => called());
    const other = await openTestLog(folder, testPorts(fs, 'other-'), 'host-b');
    await other.append(note('d'));
    ports.clock.move(1_000);
    await arrived;
    followed.dispose();
  });
});
