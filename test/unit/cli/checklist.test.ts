import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { builtProgram, type BuiltProgram } from '../builtProgram';

const RUNBOOK = `# Boiler

## Daily

- [ ] Read the pressure
- [ ] Oil the pump

## 24 Hours Before

- [ ] Tell the tenants

## Weekly

<!-- cadence: cron 99 * * * * -->

- [ ] Weigh the ashes
`;

interface ListedItem {
  readonly id: string;
  readonly text: string;
  readonly state: string;
  readonly reason?: string;
}

interface Listed {
  readonly title: string;
  readonly group: string;
  readonly items: readonly ListedItem[];
}

describe('runbook checklist', () => {
  let program: BuiltProgram;
  let folder = '';
  const run = (...args: string[]) => program.cli(folder, ['checklist', ...args]);
  const list = async () => JSON.parse((await run('list', '--json')).out) as readonly Listed[];

  beforeAll(async () => {
    program = await builtProgram();
  }, 60_000);
  beforeEach(async () => {
    if (folder !== '') await rm(folder, { recursive: true, force: true });
    folder = await mkdtemp(join(tmpdir(), 'checklist-'));
    await writeFile(join(folder, 'boiler.md'), RUNBOOK);
  });

  it('ticks, skips and unticks by id and by words, and leaves the file as it is', async () => {
    const [daily] = await list();
    expect(daily?.group).toBe('today');
    const id = daily?.items[0]?.id ?? '';
    expect((await run('tick', id)).code).toBe(0);
    expect((await run('skip', 'boiler.md', 'oil', '--reason', 'none left')).code).toBe(0);
    const [done] = await list();
    expect(done?.group).toBe('later');
    expect(done?.items.map(({ state, reason }) => [state, reason])).toEqual([
      ['done', undefined],
      ['skipped', 'none left'],
    ]);
    expect((await run('untick', 'read the pressure')).code).toBe(0);
    expect((await list())[0]?.items[0]?.state).toBe('open');
    expect(await readFile(join(folder, 'boiler.md'), 'utf8')).toBe(RUNBOOK);
    expect(await readdir(join(folder, '.runbook', 'checklists'))).toHaveLength(1);
  }, 60_000);

  it('counts back from a date, tells the history and hands over', async () => {
    const soon = new Date(Date.now() + 60_000).toISOString();
    expect((await run('date', 'boiler.md', soon)).code).toBe(0);
    expect((await list()).find(({ title }) => title.startsWith('24'))?.group).toBe('overdue');
    await run('tick', 'tell the tenants');
    const history = await run('history', '--format', 'csv');
    expect(history.out).toMatch(
      /^boiler\.md,24 Hours Before,before .*,full,Tell the tenants,done/m,
    );
    expect((await run('handover')).out).toMatch(/## Done\n\n- Tell the tenants/);
  }, 60_000);

  it('says what is wrong, and keeps the rest', async () => {
    const listed = await run('list');
    expect(listed.code).toBe(0);
    expect(listed.err).toMatch(/boiler\.md:\d+: The cadence "99 .*" is not understood/);
    for (const args of [
      ['skip', 'oil'],
      ['tick', 'the'],
      ['tick', 'nothing like it'],
      ['list', 'nosuch'],
      ['history', 'boiler.md', 'nosuch.md'],
      ['list', '..'],
      ['dance'],
      [],
    ]) {
      const refused = await run(...args);
      expect([refused.code, refused.err !== '']).toEqual([2, true]);
    }
    await run('tick', 'oil');
    await rm(join(folder, 'boiler.md'));
    expect((await run('list')).err).toMatch(/boiler\.md has ticks and is no longer there/);
    await writeFile(join(folder, 'renamed.md'), RUNBOOK);
    expect((await list())[0]?.items[1]?.state).toBe('done');
  }, 60_000);
});
