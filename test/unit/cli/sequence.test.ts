import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Listing } from '../../../src/core/export/listing';
import { builtProgram, type BuiltProgram } from '../builtProgram';

const RUNBOOK = `# Trial

## Look

\`\`\`bash
echo one
\`\`\`

\`\`\`bash
echo two
\`\`\`

## Repair

\`\`\`bash
touch changed
\`\`\`

\`\`\`bash
exit 7
\`\`\`

\`\`\`bash
echo never
\`\`\`

## By hand

\`\`\`bash
# 1. Say so
echo said

# 2. Call the provider

# 3. Go on
echo on
\`\`\`

\`\`\`bash
# Watch the queue until it is empty
\`\`\`

## Several at once

\`\`\`bash
# The first half
echo one

# The other half
echo two
\`\`\`

Expected output:

\`\`\`
one
two
\`\`\`
`;

describe('running several steps from the command line', () => {
  let program: BuiltProgram;
  let folder = '';

  beforeAll(async () => {
    program = await builtProgram();
  });

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'runbook-sequence-'));
    await writeFile(join(folder, 'trial.md'), RUNBOOK);
    return () => rm(folder, { recursive: true, force: true });
  });

  const run = (...args: string[]) => program.cli(folder, ['run', 'trial.md', ...args]);
  const part = async (title: string) => {
    const { out } = await program.cli(folder, ['list', 'trial.md']);
    return new RegExp(`--part (\\S+)  ${title}`).exec(out)?.[1] ?? '';
  };
  const lines = (out: string): { type: string; code?: string; left?: number; text?: string }[] =>
    out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string });

  it('runs a section in order and answers 0', async () => {
    const { code, out } = await run('--section', 'Look');
    expect(code).toBe(0);
    expect(out).toBe('one\ntwo\n');
  });

  it('says how a step is run with the one that sets its variable', async () => {
    const text = '# Pick\n\n```bash\nPOD=$(echo web-1)\n```\n\n```bash\necho "got $POD"\n```\n';
    await writeFile(join(folder, 'trial.md'), text);
    const { out: list } = await program.cli(folder, ['list', 'trial.md', '--json']);
    const steps = (JSON.parse(list) as Listing[])[0]?.steps ?? [];
    const [first, second] = steps.map(({ id }) => id);
    const { code, err } = await run('--step', second ?? '');
    expect(code).toBe(2);
    expect(err).toContain(`--all --from ${first}, or give the value with --set.`);
    expect((await run('--all', '--from', first ?? '')).out).toBe('got web-1\n');
  });

  it('stops at the first step that fails, says how many are left, and answers 1', async () => {
    const { code, out, err } = await run('--section', 'Repair', '--yes');
    expect(code).toBe(1);
    expect(out).not.toContain('never');
    expect(err).toMatch(/stopped, 2 left: .*--from /);
    expect(existsSync(join(folder, 'changed'))).toBe(true);
  });

  it('stops at an instruction for a person, and answers 2', async () => {
    const { code, out } = await run('--section', 'By hand', '--json');
    expect(code).toBe(2);
    const events = lines(out);
    expect(events.at(-1)).toMatchObject({ type: 'stopped', code: 'manual', left: 3 });
    expect(events.filter(({ type }) => type === 'ended')).toHaveLength(1);
  });

  it('goes on behind what is for a person, by the id of a part', async () => {
    const stop = await run('--section', 'By hand');
    const [, from = ''] = /to do\. Then go on with --from (\S+)\.\n$/.exec(stop.err) ?? [];
    const on = await run('--section', 'By hand', '--from', from);
    expect(on.out).toBe('on\n');
    expect(on.err).toMatch(/stopped, 1 left: .* to do\. Nothing comes after it\.\n$/);
    const second = await run(
      '--section',
      'Several at once',
      '--from',
      await part('The other half'),
    );
    expect(second).toMatchObject({ code: 0, out: 'two\n' });
    expect(second.err).toMatch(/^needs-eyes: /m);
  });

  it('runs everything up to what stops it', async () => {
    const { code, out } = await run('--all', '--yes');
    expect(code).toBe(1);
    expect(out).toBe('one\ntwo\n');
  });

  it('refuses what contradicts itself, and a section that is not there', async () => {
    expect((await run()).code).toBe(2);
    expect((await run('--all', '--section', 'Look')).err).toMatch(/one of --step/);
    expect(await run('--section', 'Nowhere')).toMatchObject({
      code: 2,
      err: 'There is no section "Nowhere" in this runbook.\n',
    });
    expect(await run('--step', 'nope')).toMatchObject({
      code: 2,
      err: 'There is no step "nope"; runbook list FILE shows them.\n',
    });
    expect((await run('--all', '--env', 'nowhere')).err).toMatch(/no environment "nowhere"/);
    expect((await run('--section', 'Look', '--target', 'ssh:-x')).code).toBe(2);
  });

  it('wants the name of a production environment before a change', async () => {
    await writeFile(join(folder, '.env.production'), 'A=1\n');
    const first = await run('--section', 'Repair', '--yes', '--env', 'production');
    expect(first.code).toBe(2);
    expect(first.err).toMatch(/--confirm production/);
    expect(existsSync(join(folder, 'changed'))).toBe(false);
    const args = ['--section', 'Repair', '--yes', '--env', 'production', '--confirm', 'production'];
    await run(...args);
    expect(existsSync(join(folder, 'changed'))).toBe(true);
  });

  it('judges the parts of a block by what they wrote together', async () => {
    const { code, out, err } = await run('--section', 'Several at once');
    expect(out).toBe('one\ntwo\n');
    expect(err.match(/^(?:pass|fail|needs-eyes): .*/gm)).toEqual(['pass: as expected: one two']);
    expect(code).toBe(0);
  });

  it('runs such a block as one check', async () => {
    const { err } = await program.cli(folder, ['check', '--run', 'trial.md']);
    expect(err).toMatch(/✓ trial\.md:\d+ {2}The first half/);
    expect(err).not.toContain('The other half');
  });
});
