import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, beforeEach, afterEach, describe, expect, it } from 'vitest';
import { builtProgram, type BuiltProgram } from '../builtProgram';

const LAMP = `# Lamp

| Check | Command | Expected |
|-------|---------|----------|
| Burns | \`cat state.txt\` | \`on\` |
| Counts | \`ls *.txt \\| wc -l\` | \`1\` |

Change the bulb:

\`\`\`bash
echo changed > state.txt
\`\`\`

Look at one lamp:

\`\`\`bash
cat <lamp>.txt
\`\`\`

- [ ] Follow it: \`tail -f state.txt\`
`;

interface Entry {
  readonly code: string;
  readonly severity: string;
  readonly line: number;
  readonly message: string;
}

describe('runbook check --run', () => {
  let program: BuiltProgram;
  let folder: string;
  const check = (...args: readonly string[]) => program.cli(folder, ['check', ...args]);
  const codes = (json: string) =>
    (JSON.parse(json) as Entry[])
      .filter(({ code }) => code.startsWith('check-') || code.startsWith('step-'))
      .map(({ code, line }) => `${code} ${line}`);
  const events = async () => {
    const journal = join(folder, '.runbook', 'journal');
    const texts: string[] = [];
    for (const path of await readdir(journal, { recursive: true }))
      if (path.endsWith('.jsonl')) texts.push(await readFile(join(journal, path), 'utf8'));
    return texts
      .join('')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string; data: Readonly<Record<string, unknown>> });
  };

  beforeAll(async () => {
    program = await builtProgram();
  });
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'runbook-check-run-'));
    await writeFile(join(folder, 'lamp.md'), LAMP);
    await writeFile(join(folder, 'state.txt'), 'on\n');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('runs the checks, never a change, and records them as practice', async () => {
    const { code, out, err } = await check('--run', '--fail-on', 'error', '--format', 'json');
    expect(err).toContain('✓ lamp.md:5  Burns');
    expect(err).toMatch(/– lamp\.md:20 .* It goes on until it is stopped/);
    expect(codes(out)).toEqual([
      'step-never-run 11',
      'check-not-run 16',
      'step-never-run 17',
      'check-not-run 20',
      'step-never-run 20',
      'check-passed 5',
      'check-passed 6',
    ]);
    expect(code).toBe(0);
    expect(await readFile(join(folder, 'state.txt'), 'utf8')).toBe('on\n');
    const recorded = await events();
    const started = recorded.filter(({ type }) => type === 'run.started');
    expect(started.map(({ data }) => [data['text'], data['drill']])).toEqual([
      ['cat state.txt', true],
      ['ls *.txt | wc -l', true],
    ]);
    expect(recorded.filter(({ type }) => type === 'run.refused')).toHaveLength(1);
  });

  it('ends 1 when a check is not as expected, and says so in every format', async () => {
    await writeFile(join(folder, 'state.txt'), 'off\n');
    const text = await check('--run', '--fail-on', 'error');
    expect(text.code).toBe(1);
    expect(text.out).toContain('lamp.md:5:1  error  check-failed\n  "Burns" failed: ');
    expect(text.out).toContain(', 3 hints.');
    expect(text.out).toContain('2 checks run: 1 passed, 1 failed, 0 for eyes; 2 not run.');
    const github = await check('--run', '--format', 'github');
    expect(github.out).toMatch(
      /^::error file=lamp\.md,line=5,.*title=runbook check-failed::"Burns"/m,
    );
    expect(github.out).toContain('::notice title=runbook checks::2 checks run');
    const sarif = JSON.parse((await check('--run', '--format', 'sarif')).out) as {
      runs: {
        tool: { driver: { rules: { id: string }[] } };
        results: { ruleId: string; ruleIndex: number; kind?: string; level: string }[];
      }[];
    };
    const [run] = sarif.runs;
    const results = run?.results ?? [];
    expect(results.find(({ ruleId }) => ruleId === 'check-failed')?.level).toBe('error');
    expect(results.find(({ ruleId }) => ruleId === 'check-passed')?.kind).toBe('pass');
    for (const { ruleId, ruleIndex } of results)
      expect(run?.tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
  });

  it('takes values, and refuses what does not belong together', async () => {
    const { out } = await check('--run', '--set', 'lamp=state', '--format', 'json');
    expect(codes(out)).toContain('check-passed 16');
    expect((await check('--set', 'lamp=state')).code).toBe(2);
    expect((await check('--run', '--env', 'mars')).code).toBe(2);
    expect((await check('--run', '--timeout', 'soon')).code).toBe(2);
  });

  it('names a check that did not end in time', async () => {
    await writeFile(join(folder, 'lamp.md'), '# T\n\n- [ ] One: `grep -r nothing /dev/zero`\n');
    const { code, out } = await check('--run', '--timeout', '1');
    expect(code).toBe(1);
    expect(out).toMatch(/ failed: it was stopped after 1(?:\.\d)? ?s, as it had not ended/);
  });

  it('ends 130 when it is interrupted, and runs no further check', async () => {
    const slow = '# Slow\n\n- [ ] One: `grep -r nothing /dev/zero`\n- [ ] Two: `cat state.txt`\n';
    await writeFile(join(folder, 'lamp.md'), slow);
    let told = '';
    const { code } = await program.cli(folder, ['check', '--run'], {
      onStarted: (interrupt) => {
        const timer = setInterval(() => {
          void events().then(
            (recorded) => {
              if (!recorded.some(({ type }) => type === 'run.started') || told !== '') return;
              told = 'started';
              clearInterval(timer);
              interrupt();
            },
            () => undefined,
          );
        }, 50);
      },
    });
    expect(code).toBe(130);
    const recorded = await events();
    expect(recorded.filter(({ type }) => type === 'run.started')).toHaveLength(1);
  });

  it('takes an environment and a target, and says when there is none', async () => {
    await writeFile(join(folder, '.env.mars'), 'LAMP=state\n');
    const text = '# Lamp\n\n- [ ] Burns: `cat "$LAMP.txt"`\n';
    await writeFile(join(folder, 'lamp.md'), text);
    const env = await check('--run', '--env', 'mars', '--format', 'json');
    expect(codes(env.out)).toEqual(['check-passed 3']);
    const target = await check('--run', '--target', 'nowhere', '--format', 'json');
    expect(codes(target.out)).toEqual(['check-not-run 3']);
    expect(target.code).toBe(2);
    expect((await check('--run', '--env', 'venus')).err).toContain('no environment "venus"');
  });

  it('counts the days of the configuration until a step is stale', async () => {
    await check('--run');
    const [day = ''] = await readdir(join(folder, '.runbook', 'journal'));
    const old = join(folder, '.runbook', 'journal', day);
    for (const name of await readdir(old)) {
      const lines = await readFile(join(old, name), 'utf8');
      // As if it had been long ago; that the chain no longer holds is no matter of the check.
      await writeFile(join(old, name), lines.replaceAll(`"${day.slice(0, 4)}-`, '"2021-'));
    }
    const stale = async () => codes((await check('--format', 'json')).out);
    expect((await stale()).filter((code) => code.startsWith('step-stale'))).not.toEqual([]);
    await writeFile(join(folder, '.runbook', 'check.yaml'), 'staleDays: 99999\n');
    expect((await stale()).filter((code) => code.startsWith('step-stale'))).toEqual([]);
  });

  it('tells rot from the log, and nothing without one', async () => {
    expect(codes((await check('--format', 'json')).out)).toEqual([]);
    await writeFile(join(folder, 'state.txt'), 'off\n');
    await check('--run');
    const { out } = await check('--format', 'json');
    expect(codes(out)).toEqual([
      'step-not-as-expected 5',
      'step-never-run 11',
      'step-never-run 17',
      'step-never-run 20',
    ]);
  });
});
