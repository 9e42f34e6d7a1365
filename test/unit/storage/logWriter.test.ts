import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LogFolders } from '../../../src/storage/logFolders';
import type { WriterInfo } from '../../../src/storage/logWriter';
import { nodePorts } from '../../../src/storage/nodeClock';
import { openLog } from '../../../src/storage/openLog';
import { readLog } from '../../../src/storage/readLog';

const info: WriterInfo = {
  writer: 'host-a',
  actor: 'ada',
  host: 'host',
  user: 'ada',
  pid: 7,
  app: 'test',
  version: '1.0.0',
};

let root: string;

beforeEach(async () => {
  root = join(await mkdtemp(join(tmpdir(), 'log-')), '.runbook');
});

afterEach(async () => {
  await rm(join(root, '..'), { recursive: true, force: true });
});

function journal() {
  const folder = new LogFolders(root).journal('2026-03-29');
  if (!folder.ok) throw new Error(folder.message);
  return folder.value;
}

async function open(writer = 'host-a') {
  const log = await openLog(journal(), { ...info, writer }, nodePorts());
  if (!log.ok) throw new Error(log.message);
  return log.value;
}

describe('a writer', () => {
  test('creates nothing before the first event', async () => {
    const log = await open();
    await log.close();
    await expect(stat(root)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('records who opened it, then the events, in order', async () => {
    const log = await open();
    const saved = await log.append({ type: 'note.added', data: { noteId: 'n1', text: 'one' } });
    expect(saved.ok).toBe(true);
    await log.appendGroup([
      { type: 'note.added', data: { noteId: 'n2', text: 'two' } },
      { type: 'note.added', data: { noteId: 'n3', text: 'three' }, actor: 'grace' },
    ]);
    await log.close();
    const reading = await readLog(journal(), nodePorts().fs);
    expect(reading.problems).toEqual([]);
    expect(reading.events.map((event) => [event.seq, event.type, event.actor])).toEqual([
      [1, 'writer.opened', 'ada'],
      [2, 'note.added', 'ada'],
      [3, 'note.added', 'ada'],
      [4, 'note.added', 'grace'],
      [5, 'writer.closed', 'ada'],
    ]);
    expect(reading.writers).toMatchObject([{ writer: 'host-a', seq: 5, closed: true }]);
  });

  test('comes after what another writer had saved, and names its head', async () => {
    const first = await open('host-a');
    await first.append({ type: 'note.added', data: { noteId: 'n1', text: 'one' } });
    const second = await open('host-b');
    const saved = await second.append({ type: 'note.added', data: { noteId: 'n2', text: 'two' } });
    if (!saved.ok) throw new Error(saved.message);
    expect(saved.value.clock).toBe(4);
    const text = await readFile(join(journal().path, 'host-b.jsonl'), 'utf8');
    expect(JSON.parse(text.split('\n')[0] ?? '')).toMatchObject({
      heads: { 'host-a': { seq: 2 } },
    });
  });

  test('keeps files and folders to their owner', async () => {
    const log = await open();
    await log.append({ type: 'note.added', data: { noteId: 'n1', text: 'one' } });
    expect((await stat(join(journal().path, 'host-a.jsonl'))).mode & 0o777).toBe(0o600);
    expect((await stat(journal().path)).mode & 0o777).toBe(0o700);
  });
});
