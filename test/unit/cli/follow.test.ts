import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { builtProgram, type BuiltProgram } from '../builtProgram';

let program: BuiltProgram;
let folder: string;
beforeAll(async () => {
  program = await builtProgram();
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'runbook-follow-'));
  await writeFile(join(folder, 'log.txt'), 'the tide rises\n');
  await writeFile(
    join(folder, 'pier.md'),
    '# Pier\n\n```bash\ntail -f log.txt\n```\n\n```bash\necho z\n```\n',
  );
});
afterEach(() => rm(folder, { recursive: true }));

it('a timeout that was asked for ends what goes on until it is stopped', async () => {
  const { code, out } = await program.cli(folder, [
    ...['run', 'pier.md', '--all', '--timeout', '1', '--json'],
  ]);
  expect(out).toContain('"outcome":"timed-out"');
  expect(code).toBe(1);
});

it('Ctrl+C cancels what goes on until it is stopped, and the steps behind it', async () => {
  const { code, out, err } = await program.cli(folder, ['run', 'pier.md', '--all'], {
    onOutput: (text, interrupt) => text.includes('tide') && interrupt(),
  });
  expect(code).toBe(130);
  expect(err).toMatch(/^cancelled/m);
  expect(out).not.toContain('z');
});

it.each(['2147484', '3000000', 'Infinity'])(
  'a timeout of %s seconds is more than a timer can wait',
  async (seconds) => {
    const args = ['run', 'pier.md', '--all', '--timeout', seconds];
    const { code, err } = await program.cli(folder, args);
    expect(code).toBe(2);
    expect(err).toContain('2147483 seconds at most');
  },
);
