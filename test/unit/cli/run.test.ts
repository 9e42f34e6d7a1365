import { mkdtemp, readFile, rm, writeFile, mkdir } from 'node:fs/promises';
import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Listing } from '../../../src/core/export/listing';
import { builtProgram, type BuiltProgram } from '../builtProgram';

const RUNBOOK = `# Trial

## Steps

\`\`\`bash
echo from the step
\`\`\`

\`\`\`bash
touch changed
\`\`\`

\`\`\`bash
echo wrong >&2; exit 7
\`\`\`

\`\`\`bash
echo <who>
\`\`\`

\`\`\`bash
echo begun; sleep 600
\`\`\`

| Check | Command | Expected |
|-------|---------|----------|
| Answer | \`echo '{"ok":true}'\` | \`{"ok":true}\` |
| Wrong answer | \`echo '{"ok":false}'\` | \`{"ok":true}\` |
`;

const { version: VERSION } = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../package.json'), 'utf8'),
) as { version: string };

describe('runbook on the command line', () => {
  let program: BuiltProgram;
  let folder = '';

  beforeAll(async () => {
    program = await builtProgram();
  });

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'runbook-cli-'));
    await writeFile(join(folder, 'trial.md'), RUNBOOK);
    return () => rm(folder, { recursive: true, force: true });
  });

  let listing: Listing | undefined;
  const stepId = async (text: string) => {
    if (listing === undefined) {
      const { out } = await program.cli(folder, ['list', 'trial.md', '--json']);
      [listing] = JSON.parse(out) as Listing[];
    }
    const step = listing?.steps.find((candidate) => candidate.text.includes(text));
    if (step === undefined) throw new Error(`no step with ${text}`);
    return step.id;
  };
  const run = async (text: string, ...more: string[]) =>
    program.cli(folder, ['run', 'trial.md', '--step', await stepId(text), ...more]);
  const last = (out: string) => JSON.parse(out.trim().split('\n').at(-1) ?? '') as never;

  it('says its version', async () => {
    for (const option of ['--version', '-v']) {
      expect(await program.cli(folder, [option])).toMatchObject({ code: 0, err: '' });
      expect((await program.cli(folder, [option])).out).toBe(`${VERSION}\n`);
    }
  });

  it('lists one object per file, with lines that count from 1', async () => {
    const { code, out } = await program.cli(folder, ['list', '--json']);
    expect(code).toBe(0);
    const [listing] = JSON.parse(out) as Listing[];
    expect(listing?.steps[0]).toMatchObject({
      kind: 'block',
      line: 5,
      endLine: 7,
      language: 'bash',
      text: 'echo from the step',
      runnable: true,
      intent: 'check',
    });
  });

  it('runs a check unasked, streams it, and records it', async () => {
    const { code, out } = await run('from the step', '--json');
    expect(code).toBe(0);
    const events = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string });
    expect(events.map((event) => event.type)).toEqual(['started', 'output', 'ended']);
    const exported = await program.cli(folder, ['export']);
    expect(exported.out).toContain('echo from the step');
    expect(exported.out).toContain(': succeeded');
  });

  it('refuses a change that nobody agreed to, with exit code 2, and runs it with --yes', async () => {
    const refused = await run('touch changed', '--json');
    expect(refused.code).toBe(2);
    expect(last(refused.out)).toMatchObject({ outcome: 'refused', code: 'not-confirmed' });
    expect(existsSync(join(folder, 'changed'))).toBe(false);
    const agreed = await run('touch changed', '--yes');
    expect(agreed.code).toBe(0);
    expect(existsSync(join(folder, 'changed'))).toBe(true);
  });

  it('answers 1 when a step fails or is not as expected', async () => {
    expect((await run('exit 7')).code).toBe(1);
    expect((await run('"ok":true')).code).toBe(0);
    const wrong = await run('"ok":false', '--json');
    expect(wrong.code).toBe(1);
    expect(last(wrong.out)).toMatchObject({ verdict: { kind: 'fail' } });
    expect((await run('"ok":false')).err).toMatch(/^\$\.ok: expected true, got false\n$/m);
  });

  it('never lets a hole reach the shell, and takes its value with --set', async () => {
    const refused = await run('<who>', '--json');
    expect(refused.code).toBe(2);
    expect(last(refused.out)).toMatchObject({ code: 'values-missing' });
    const given = await run('<who>', '--set', "who=a; touch 'x'", '--json');
    expect(given.code).toBe(0);
    expect(given.out).toContain("a; touch 'x'\\n");
    expect(existsSync(join(folder, 'x'))).toBe(false);
  });

  it('takes the name of a placeholder as it is written, and refuses one that none has', async () => {
    expect((await run('<who>', '--set', '<WHO>=me')).out).toContain('me\n');
    const unknown = await run('<who>', '--set', 'whom=me');
    expect(unknown).toMatchObject({ code: 2, out: '' });
    expect(unknown.err).toBe('--set whom: no placeholder has this name. The names here: who.\n');
    const check = await program.cli(folder, ['check', '--run', '--set', 'whom=me']);
    expect(check).toMatchObject({ code: 2, err: unknown.err });
  });

  it('ends with 130 when it is interrupted, and leaves nothing running', async () => {
    const id = await stepId('sleep 600');
    const { code, out } = await program.cli(folder, ['run', 'trial.md', '--step', id, '--json'], {
      onOutput: (text, interrupt) => text.includes('begun\\n') && interrupt(),
    });
    expect(code).toBe(130);
    expect(last(out)).toMatchObject({ outcome: 'cancelled' });
  });

  it.each([
    [['run', 'nowhere.md', '--step', 'x'], 'nowhere.md could not be read: there is no such file'],
    [['list', 'nowhere'], 'nowhere could not be read: there is no such file'],
    [['run', 'trial.md'], 'run needs one of --step ID'],
    [['fly'], 'there is no command "fly"'],
    [['run', 'trial.md', '--step', 'gone', '--json'], ''],
  ])('says what is wrong with %j, with exit code 2', async (args, sentence) => {
    const { code, out, err } = await program.cli(folder, args);
    expect(code).toBe(2);
    expect(err).toContain(sentence);
    if (args.includes('gone')) expect(last(out)).toMatchObject({ code: 'step-not-found' });
  });

  it('does not run what it cannot record, and says so', async () => {
    await mkdir(join(folder, '.runbook'));
    await writeFile(join(folder, '.runbook', 'journal'), 'in the way');
    const { code, out } = await run('touch changed', '--yes', '--json');
    expect(code).toBe(2);
    expect(last(out)).toMatchObject({ code: 'not-recorded' });
    expect(existsSync(join(folder, 'changed'))).toBe(false);
    expect(await readFile(join(folder, '.runbook', 'journal'), 'utf8')).toBe('in the way');
  });
});
