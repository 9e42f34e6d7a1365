import { describe, expect, test } from 'vitest';
import { isDamage } from '../../../src/storage/logProblem';
import { LogFolders } from '../../../src/storage/logFolders';
import { OutputStore } from '../../../src/storage/outputs';
import { readLog } from '../../../src/storage/readLog';
import { verifyLog } from '../../../src/storage/verifyLog';
import { MemoryFs, systemError } from './memoryFs';
import { incidentIn, note, openTestLog, testPorts } from './testLog';
import { work, type Told } from './workload';

const codes = ['ENOSPC', 'EIO', 'EROFS', 'EACCES', 'EMFILE', 'short'];

/** Makes the k-th operation fail, or it and every one after it. */
function failAt(fs: MemoryFs, k: number, code: string, forEver: boolean) {
  let count = 0;
  let failing = true;
  const due = (): boolean => failing && (forEver ? count >= k : count === k);
  fs.before = () => {
    count += 1;
    if (due() && code !== 'short') throw systemError(code);
  };
  fs.accept = (length) => (due() && code === 'short' ? Math.floor(length / 2) : length);
  return { reached: () => count >= k, heal: () => (failing = false) };
}

async function promisesKept(fs: MemoryFs, told: Told): Promise<void> {
  const folder = incidentIn('/runbook');
  const reading = await readLog(folder, fs);
  expect(reading.problems.filter(isDamage)).toEqual([]);
  const there = new Map(reading.events.map((event) => [event.id, event]));
  for (const event of told.acknowledged) expect(there.get(event.id)).toEqual(event);
  const verified = await verifyLog(folder, fs, []);
  expect(verified.findings.filter(isDamage)).toEqual([]);
  const store = new OutputStore(new LogFolders('/runbook'), fs);
  for (const { file, bytes } of told.outputs) {
    const read = await store.readOutput(file, 1e6);
    expect(read.ok && Buffer.from(read.value).equals(bytes)).toBe(true);
  }
}

describe.each(codes)('%s at every operation', (code) => {
  test.each([false, true])('for ever: %s', async (forEver) => {
    for (let k = 1; ; k++) {
      const fs = new MemoryFs();
      const fault = failAt(fs, k, code, forEver);
      const told = await work('/runbook', testPorts(fs));
      if (!fault.reached()) {
        expect(k).toBeGreaterThan(30);
        break;
      }
      fault.heal();
      await promisesKept(fs, told);
      // What was reported as not saved was kept in memory and is saved when it can be.
      expect((await told.writer?.retry())?.kind).toBe('saved');
      const { events } = await readLog(incidentIn('/runbook'), fs);
      const notes = events.flatMap((event) =>
        event.type === 'note.added' ? [event.data.noteId] : [],
      );
      const all = [...told.acknowledged.flatMap((event) => noteId(event)), ...told.notSaved];
      expect(new Set(notes)).toEqual(new Set(all));
      expect(notes.length).toBe(new Set(notes).size);
      await promisesKept(fs, told);
    }
  });
});

function noteId(event: Told['acknowledged'][number]): string[] {
  return event.type === 'note.added' ? [event.data.noteId] : [];
}

describe('a log that cannot be saved', () => {
  test('says so, keeps the events in order, and saves them when there is room', async () => {
    const fs = new MemoryFs();
    const ports = testPorts(fs);
    const log = await openTestLog(incidentIn('/runbook'), ports);
    const states: string[] = [];
    log.onState((state) =>
      states.push(state.kind === 'saved' ? 'saved' : `${state.code} ${state.count}`),
    );
    expect((await log.append(note('a'))).ok).toBe(true);
    let full = true;
    let tries = 0;
    fs.before = (operation) => {
      if (full && operation === 'write' && tries++ % 2 === 1) throw systemError('ENOSPC');
    };
    fs.accept = (length) => (full ? Math.floor(length / 2) : length);
    expect(await log.append(note('b'))).toMatchObject({ ok: false, code: 'not-saved' });
    expect(await log.append(note('c'))).toMatchObject({ ok: false, code: 'not-saved' });
    full = false;
    ports.clock.move(60_000);
    await log.retry();
    expect(states).toEqual(['disk-full 1', 'disk-full 2', 'saved']);
    const { events, tornTails } = await readLog(incidentIn('/runbook'), fs);
    expect(events.map((event) => event.seq)).toEqual([1, 2, 3, 4]);
    expect(tornTails).toEqual([]);
    expect(await fs.readFolder(incidentIn('/runbook').path)).toHaveLength(1);
  });

  test('goes to a new part after a failed sync and never syncs the old one again', async () => {
    const fs = new MemoryFs();
    const log = await openTestLog(incidentIn('/runbook'), testPorts(fs));
    await log.append(note('a'));
    let failures = 1;
    fs.before = (operation) => {
      if (operation === 'datasync' && failures-- > 0) throw systemError('EIO');
    };
    expect((await log.append(note('b'))).ok).toBe(false);
    expect((await log.append(note('c'))).ok).toBe(true);
    const names = (await fs.readFolder(incidentIn('/runbook').path)).map(({ name }) => name);
    expect(names.sort()).toEqual(['host-a.2.jsonl', 'host-a.jsonl']);
    expect((await readLog(incidentIn('/runbook'), fs)).problems).toEqual([]);
  });

  test('goes to a new part when its file was deleted or changed by somebody', async () => {
    const fs = new MemoryFs();
    const folder = incidentIn('/runbook');
    const log = await openTestLog(folder, testPorts(fs));
    await log.append(note('a'));
    await fs.unlink(`${folder.path}/host-a.jsonl`);
    expect((await log.append(note('b'))).ok).toBe(true);
    const { events, problems } = await readLog(folder, fs);
    expect(events.map((event) => event.seq)).toEqual([3]);
    expect(problems.map((problem) => problem.code)).toEqual(['gap']);
  });

  test('does not write through a symbolic link', async () => {
    const fs = new MemoryFs();
    await fs.createFolder('/runbook');
    fs.link('/runbook/incidents');
    const log = await openTestLog(incidentIn('/runbook'), testPorts(fs));
    expect((await log.append(note('a'))).ok).toBe(false);
    expect(log.state).toMatchObject({ code: 'not-a-folder' });
    expect(log.state).toHaveProperty('message', expect.stringContaining('symbolic link'));
  });

  test('refuses an event that no line can hold, and goes on', async () => {
    const fs = new MemoryFs();
    const log = await openTestLog(incidentIn('/runbook'), testPorts(fs));
    expect(await log.append(note('a', 'x'.repeat(70_000)))).toMatchObject({ code: 'too-large' });
    expect((await log.append(note('b'))).ok).toBe(true);
    expect((await readLog(incidentIn('/runbook'), fs)).problems).toEqual([]);
  });
});
