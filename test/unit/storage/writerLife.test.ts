import { describe, expect, test } from 'vitest';
import { readLog } from '../../../src/storage/readLog';
import { thisHost, writerLives, type ThisHost } from '../../../src/storage/writerLife';
import { MemoryFs } from './memoryFs';
import { incidentIn, note, openTestLog, testPorts } from './testLog';

const folder = incidentIn('/runbook');

async function lives(closed: boolean, host: Partial<ThisHost>): Promise<string | undefined> {
  const fs = new MemoryFs();
  const log = await openTestLog(folder, testPorts(fs));
  await log.append(note('a'));
  if (closed) await log.close();
  const { events } = await readLog(folder, fs);
  const here: ThisHost = { name: 'host', startedAt: 0, processExists: () => true, ...host };
  return writerLives(events, here).get('host-a');
}

describe('a writer', () => {
  test.each([
    ['is alive while its process is there', false, {}, 'alive'],
    ['is gone once it has closed its file', true, {}, 'gone'],
    ['is gone with its process', false, { processExists: () => false }, 'gone'],
    ['is gone when the machine was started since', false, { startedAt: Infinity }, 'gone'],
    ['is not known on another machine', false, { name: 'elsewhere' }, 'unknown'],
  ] as const)('%s', async (_, closed, host, life) => {
    expect(await lives(closed, host)).toBe(life);
  });

  test('this machine knows its own process', () => {
    const host = thisHost(new Date());
    expect(host.processExists(process.pid)).toBe(true);
    expect(host.processExists(2 ** 30)).toBe(false);
    expect(host.startedAt).toBeLessThan(Date.now());
  });
});
