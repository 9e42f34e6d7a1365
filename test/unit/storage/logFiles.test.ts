import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { listLogs } from '../../../src/storage/listLogs';
import { LogFolders } from '../../../src/storage/logFolders';
import {
  isLogName,
  newWriterName,
  parseLogFileName,
  toLogName,
} from '../../../src/storage/logNames';
import { nodePorts } from '../../../src/storage/nodeClock';
import { openLog } from '../../../src/storage/openLog';
import { keepOutput, OutputStore } from '../../../src/storage/outputs';
import { readLog } from '../../../src/storage/readLog';
import { sha256 } from '../../../src/storage/sha256';
import { verifyLog } from '../../../src/storage/verifyLog';
import { incidentIn, note, openTestLog, writerInfo } from './testLog';

const run = promisify(execFile);
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'log-files-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

async function writeNotes(root: string, writer: string, ids: readonly string[]): Promise<void> {
  const log = await openTestLog(incidentIn(root), nodePorts(), writer);
  for (const id of ids) expect((await log.append(note(id))).ok).toBe(true);
  await log.close();
}

describe('names', () => {
  test.each([
    ...['', '.', '..', '../x', 'a/b', 'a\\b', 'CON', 'con', 'nul', 'com1', 'a.b', 'A', 'ä', 'a b'],
    ...['-a', 'a-', 'x'.repeat(101), 'a\n', 'a\0', '/etc', 'c:'],
  ])('%j cannot name a log or a writer', async (name) => {
    expect(isLogName(name)).toBe(false);
    expect(new LogFolders(folder).incident(name)).toMatchObject({ ok: false, code: 'bad-name' });
    const opened = await openLog(incidentIn(folder), writerInfo(name), nodePorts());
    expect(opened).toMatchObject({ ok: false, code: 'bad-name' });
  });

  test('a name can be made of anything that has a letter', () => {
    expect(toLogName('Größe & Co: DB down!')).toBe('gro-e-co-db-down');
    expect(toLogName('CON')).toBe('con-log');
    expect(isLogName(newWriterName('Web_1.example', '01ARZ3NDEKTSV4RRFFQ69G5FAV'))).toBe(true);
    expect(isLogName(newWriterName('日本', '01ARZ3NDEKTSV4RRFFQ69G5FAV'))).toBe(true);
  });

  test('a file name says whose part it is', () => {
    expect(parseLogFileName('w-1.jsonl')).toEqual({ writer: 'w-1', part: 1, copy: false });
    expect(parseLogFileName('w-1.12.jsonl')).toEqual({ writer: 'w-1', part: 12, copy: false });
    expect(parseLogFileName('w-1 (copy of ada).jsonl')).toMatchObject({
      writer: 'w-1',
      copy: true,
    });
    expect(parseLogFileName('w-1.jsonl.bak')).toBeUndefined();
  });
});

describe('side files', () => {
  const store = () => new OutputStore(new LogFolders(join(folder, '.runbook')), nodePorts().fs);

  test('are kept once under their hash and come back byte for byte', async () => {
    const bytes = Buffer.from([0, 255, 10, 27, 13]);
    const first = await store().putOutput(bytes);
    const second = await store().putOutput(bytes);
    expect(first).toEqual(second);
    if (!first.ok) throw new Error(first.message);
    expect(first.value).toEqual({ file: sha256(bytes), sha256: sha256(bytes), bytes: 5 });
    const back = await store().readOutput(first.value.file, 100);
    expect(back.ok && Buffer.from(back.value).equals(bytes)).toBe(true);
  });

  test('never replace a file of that name, and damage is noticed', async () => {
    const bytes = Buffer.from('right');
    const outputs = join(folder, '.runbook', 'outputs');
    await mkdir(outputs, { recursive: true });
    await writeFile(join(outputs, sha256(bytes)), 'wrong');
    const stored = await store().putOutput(bytes);
    expect(stored).toMatchObject({ ok: true, value: { file: `${sha256(bytes)}-2` } });
    expect(await store().readOutput(sha256(bytes), 100)).toMatchObject({ code: 'damaged' });
    expect(await readFile(join(outputs, sha256(bytes)), 'utf8')).toBe('wrong');
  });

  test('are taken over from where the run wrote them, unless they changed', async () => {
    const temp = join(folder, 'run.out');
    await writeFile(temp, 'output');
    const folders = new LogFolders(join(folder, '.runbook'));
    const { fs } = nodePorts();
    expect(await keepOutput(folders, temp, sha256('other'), fs)).toBeUndefined();
    expect(await keepOutput(folders, temp, sha256('output'), fs)).toBe(sha256('output'));
    await expect(readFile(temp)).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await store().readOutput(sha256('output'), 100)).toMatchObject({ ok: true });
    expect(await store().readOutput(sha256('output'), 3)).toMatchObject({ code: 'too-large' });
    expect(await store().readOutput(sha256('none'), 3)).toMatchObject({ code: 'missing' });
    expect(await store().readOutput('../run.out', 3)).toMatchObject({ code: 'bad-name' });
  });
});

describe('symbolic links', () => {
  test.each(['', 'incidents', 'incidents/inc-1', 'outputs'])(
    'in the place of .runbook/%s lead nowhere',
    async (place) => {
      const outside = join(folder, 'outside');
      await mkdir(outside);
      const root = join(folder, '.runbook');
      const link = join(root, place);
      await mkdir(join(link, '..'), { recursive: true });
      await symlink(outside, link);
      const log = await openTestLog(incidentIn(root), nodePorts());
      const saved = await log.append(note('a'));
      const stored = await new OutputStore(new LogFolders(root), nodePorts().fs).putOutput(
        Buffer.from('x'),
      );
      expect(saved.ok && stored.ok).toBe(false);
      const { stdout } = await run('find', [outside, '-type', 'f']);
      expect(stdout).toBe('');
      log.dispose();
    },
  );
});

describe('the list of logs', () => {
  test('gives the wanted events of each, wherever they stand in a large one', async () => {
    const root = join(folder, '.runbook');
    const text = 'says "type":"incident.resolved" '.repeat(1_500);
    for (const [id, count] of [
      ['small', 1],
      ['large', 60],
    ] as const) {
      const log = await openTestLog(incidentIn(root, id), nodePorts());
      const notes = Array.from({ length: count }, (_, n) => note(`${n}`, text));
      await log.append({ type: 'incident.declared', data: { title: id, severity: 'SEV2' } });
      await log.appendGroup(notes);
      await log.append({ type: 'incident.acknowledged', data: {} });
      await log.appendGroup(notes);
      await log.append({ type: 'incident.resolved', data: {} });
      await log.appendGroup(notes);
      await log.close();
    }
    await mkdir(join(root, 'incidents', 'Not A Log'));
    await writeFile(join(root, 'incidents', 'stray.txt'), 'x');
    const listed = await listLogs(new LogFolders(root), 'incidents', 'incident.');
    const all = ['incident.declared', 'incident.acknowledged', 'incident.resolved'];
    expect(listed.map(({ id, events }) => [id, events.map(({ type }) => type)])).toEqual([
      ['large', all],
      ['small', all],
    ]);
    expect(await listLogs(new LogFolders(join(folder, 'none')), 'incidents')).toEqual([]);
  });
});

describe('two clones of a repository that both wrote', () => {
  test('merge without a conflict and fold to the union', async () => {
    const git = (cwd: string, ...args: string[]) =>
      run('git', ['-c', 'user.name=ada', '-c', 'user.email=ada@example.org', ...args], { cwd });
    const [origin, one, two] = ['origin', 'one', 'two'].map((name) => join(folder, name));
    if (origin === undefined || one === undefined || two === undefined) throw new Error('paths');
    await git(folder, 'init', '-q', '-b', 'main', origin);
    await writeNotes(join(origin, '.runbook'), 'host-a', ['a1', 'a2']);
    await git(origin, 'add', '-A');
    await git(origin, 'commit', '-q', '-m', 'start');
    for (const clone of [one, two]) await git(folder, 'clone', '-q', origin, clone);
    await writeNotes(join(one, '.runbook'), 'host-b', ['b1', 'b2', 'b3']);
    await writeNotes(join(two, '.runbook'), 'host-c', ['c1', 'c2']);
    for (const clone of [one, two]) {
      await git(clone, 'add', '-A');
      await git(clone, 'commit', '-q', '-m', 'notes');
    }
    const { stdout } = await git(one, 'pull', '-q', '--no-rebase', '--no-edit', two, 'main');
    expect(stdout).not.toContain('CONFLICT');
    const merged = incidentIn(join(one, '.runbook'));
    const { events, problems } = await readLog(merged, nodePorts().fs);
    expect(problems).toEqual([]);
    const notes = events.flatMap((event) =>
      event.type === 'note.added' ? [event.data.noteId] : [],
    );
    expect(notes.slice(0, 2)).toEqual(['a1', 'a2']);
    expect([...notes].sort()).toEqual(['a1', 'a2', 'b1', 'b2', 'b3', 'c1', 'c2']);
    expect((await verifyLog(merged, nodePorts().fs, [])).intact).toBe(true);
  });
});
