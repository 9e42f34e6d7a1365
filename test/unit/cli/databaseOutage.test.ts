import { mkdtemp, realpath, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Listing } from '../../../src/core/export/listing';
import type { RunReport } from '../../../src/session/runReport';
import { startUnoc, type Unoc } from '../../systems/unoc/startUnoc.mjs';
import { builtProgram, type BuiltProgram } from '../builtProgram';

describe('the playbook "Database outage" from the command line', () => {
  let program: BuiltProgram;
  let unoc: Unoc;

  beforeAll(async () => {
    program = await builtProgram();
    const home = join(await realpath(await mkdtemp(join(tmpdir(), 'runbook-unoc-'))), 'unoc');
    unoc = await startUnoc({ home, backendPort: 0, postgresPort: 0, frontendPort: 0 });
  });
  afterAll(async () => {
    await unoc.remove();
  });

  const listings = new Map<string, Listing | undefined>();
  const listingOf = async (file: string) => {
    if (!listings.has(file)) {
      const { out } = await program.cli(unoc.home, ['list', file, '--json']);
      listings.set(file, (JSON.parse(out) as Listing[])[0]);
    }
    return listings.get(file);
  };
  const run = async (file: string, text: string) => {
    const listing = await listingOf(file);
    const step = listing?.steps.find((candidate) => candidate.text.includes(text));
    const args = ['run', file, '--step', step?.id ?? text, '--yes', '--json'];
    const { out, code } = await program.cli(unoc.home, args, { env: unoc.env });
    const report = JSON.parse(out.trim().split('\n').at(-1) ?? '') as RunReport;
    return { code, report };
  };
  const health = async () => (await run('quick-reference.md', '/health')).code;

  it('sees the health check fail, follows the playbook, and sees it pass', async () => {
    expect(await health()).toBe(0);
    await unoc.break('database-stopped');
    expect(await health()).toBe(1);
    expect((await run('operations.md', 'grep unoc-postgres')).code).toBe(0);
    expect((await run('operations.md', 'compose restart postgres')).code).toBe(0);
    expect((await run('operations.md', 'pg_isready')).code).toBe(0);
    expect(await health()).toBe(0);
  });

  it('restores lost data from the newest backup', async () => {
    await unoc.break('data-lost');
    expect(await health()).toBe(1);
    expect((await run('operations.md', 'cat backups/unoc_latest.sql')).code).toBe(0);
    expect(await health()).toBe(0);
    const counted = await run('operations.md', 'SELECT COUNT(*) FROM devices');
    expect(counted.report.output?.head).toMatch(/\b[1-9]\d*\b/);
  });

  it('writes to a database only when it is armed by name, and asks then', async () => {
    await writeFile(
      join(unoc.home, 'arm.md'),
      '# T\n\n```sql\nCREATE TABLE armed (id int);\n```\n',
    );
    const listed = await program.cli(unoc.home, ['list', 'arm.md', '--json']);
    const step = (JSON.parse(listed.out) as Listing[])[0]?.steps[0]?.id ?? '';
    const env = { ...unoc.env, DATABASE_URL: unoc.databaseUrl };
    const tryIt = (...more: string[]) =>
      program.cli(unoc.home, ['run', 'arm.md', '--step', step, ...more], { env });
    const refused = await tryIt('--yes');
    expect(refused.code).toBe(2);
    const [, name = ''] = /--arm '(.*)'/.exec(refused.err) ?? [];
    expect(name).toMatch(/^unoc@127\.0\.0\.1:\d+\/unocdb$/);
    expect((await tryIt('--arm', name)).err).toContain('give --yes');
    expect((await tryIt('--yes', '--arm', `${name}2`)).code).toBe(2);
    expect((await tryIt('--yes', '--drill', '--arm', name)).err).toContain('Drill');
    expect((await tryIt('--yes', '--arm', name)).code).toBe(0);
  });

  it('finds every step in the log, with its outcome', async () => {
    const { out } = await program.cli(unoc.home, ['export']);
    for (const step of ['compose restart postgres', 'pg_isready', 'backups/unoc_latest.sql']) {
      expect(out).toContain(step);
    }
    expect(out.match(/: succeeded/g)?.length).toBeGreaterThanOrEqual(8);
  });
});
