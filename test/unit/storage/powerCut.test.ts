import { describe, expect, test } from 'vitest';
import { LogFolders } from '../../../src/storage/logFolders';
import { OutputStore } from '../../../src/storage/outputs';
import type { Fs } from '../../../src/storage/ports';
import { readLog } from '../../../src/storage/readLog';
import { MemoryFs, systemError } from './memoryFs';
import { incidentIn, seeded, testPorts } from './testLog';
import { work, type Told } from './workload';
import { repeats } from '../effort';

const cuts = repeats(1_500, 20_000);

/** Works until the power is cut at a random operation; answers what is left. */
async function cutWhileWorking(seed: number, through: (fs: MemoryFs) => Fs, disk = new MemoryFs()) {
  const random = seeded(seed);
  let operations = 2 + Math.floor(random() * 150);
  disk.before = () => {
    operations -= 1;
    if (operations < 0) throw systemError('EIO');
  };
  const told = await work('/runbook', testPorts(through(disk), `${seed}-`), `host-${seed}`);
  told.writer?.dispose();
  return { told, left: disk.powerCut(random) };
}

/** How many acknowledged events and outputs are gone or changed. */
async function lost(left: MemoryFs, told: Told): Promise<number> {
  const { events } = await readLog(incidentIn('/runbook'), left);
  const there = new Map(events.map((event) => [event.id, event.hash]));
  const store = new OutputStore(new LogFolders('/runbook'), left);
  let count = told.acknowledged.filter((event) => there.get(event.id) !== event.hash).length;
  const named = new Set(told.acknowledged.map((event) => JSON.stringify(event.data)));
  for (const { file, bytes } of told.outputs) {
    if (![...named].some((data) => data.includes(file))) continue;
    const read = await store.readOutput(file, 1e6);
    if (!read.ok || !Buffer.from(read.value).equals(bytes)) count += 1;
  }
  return count;
}

async function lostInCuts(times: number, through: (fs: MemoryFs) => Fs): Promise<number> {
  let count = 0;
  for (let seed = 0; seed < times; seed++) {
    const { told, left } = await cutWhileWorking(seed, through);
    count += await lost(left, told);
  }
  return count;
}

/** The same file system with operations that pretend. */
function without(names: readonly (keyof Fs | 'datasync')[]): (fs: MemoryFs) => Fs {
  return (fs) =>
    new Proxy<Fs>(fs, {
      get(target, name) {
        if (names.includes(name as keyof Fs)) return async () => {};
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        if (name !== 'createFile' || !names.includes('datasync'))
          return value.bind(target) as unknown;
        return async (path: string) =>
          Object.assign(await target.createFile(path), { datasync: async () => {} });
      },
    });
}

describe('a power cut', () => {
  test(`loses nothing that was acknowledged (${cuts} cuts)`, async () => {
    expect(await lostInCuts(cuts, (fs) => fs)).toBe(0);
  });

  test('loses nothing when the next program is cut off as well', async () => {
    for (let seed = 0; seed < cuts / 5; seed++) {
      const first = await cutWhileWorking(seed, (fs) => fs);
      const second = await cutWhileWorking(seed + 1_000_000, (fs) => fs, first.left);
      expect(await lost(second.left, first.told)).toBe(0);
      expect(await lost(second.left, second.told)).toBe(0);
    }
  });

  test('would lose events without datasync: the model can tell', async () => {
    expect(await lostInCuts(200, without(['datasync']))).toBeGreaterThan(50);
  });

  test('would lose whole files without syncing folders: the model can tell', async () => {
    expect(await lostInCuts(200, without(['syncFolder']))).toBeGreaterThan(50);
  });
});
