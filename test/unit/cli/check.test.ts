import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findProgram } from '../../../src/execution/environment/findProgram';
import { builtProgram, type BuiltProgram } from '../builtProgram';

const CLEAN = '# Clean\n\nNothing is wrong here.\n';
const BAD = '# Bad\n\nSee [the map](map.md).\n\n```\ndocker ps\n```\n';

describe('runbook check', () => {
  let program: BuiltProgram;
  let folder: string;
  const check = (...args: readonly string[]) => program.cli(folder, ['check', ...args]);

  beforeAll(async () => {
    program = await builtProgram();
    folder = await mkdtemp(join(tmpdir(), 'runbook-check-'));
    await writeFile(join(folder, 'clean.md'), CLEAN);
    await writeFile(join(folder, 'bad.md'), BAD);
    await mkdir(join(folder, '.runbook'));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('ends 0 for clean, 1 for findings, 2 for what cannot be checked', async () => {
    expect((await check('clean.md')).code).toBe(0);
    expect((await check('bad.md')).code).toBe(1);
    expect((await check('bad.md', '--fail-on', 'error')).code).toBe(0);
    expect((await check('none.md')).code).toBe(2);
    const wrong = await check('--rule', 'no-such-rule');
    expect(wrong.code).toBe(2);
    expect(wrong.err).toContain('there is no rule "no-such-rule"');
  });

  it('shows people the line with the fault underlined', async () => {
    const { out } = await check('bad.md');
    expect(out).toContain('bad.md:3:15  warning  broken-link');
    expect(out).toContain('  3 | See [the map](map.md).\n    |               ^^^^^^\n');
    expect(out).toContain('1 file checked: 0 errors, 1 warning, 1 information.');
  });

  it('tells programs the same in JSON, SARIF and annotations', async () => {
    const findings = JSON.parse((await check('bad.md', '--format', 'json')).out) as {
      code: string;
      line: number;
      fix?: { edits: { newText: string }[] };
    }[];
    expect(findings.map(({ code, line }) => [code, line])).toEqual([
      ['broken-link', 3],
      ['fence-language', 5],
    ]);
    expect(findings[1]?.fix?.edits[0]?.newText).toBe('bash');
    const sarif = JSON.parse((await check('bad.md', '--format', 'sarif')).out) as {
      version: string;
      runs: {
        results: { ruleId: string; ruleIndex: number }[];
        tool: { driver: { rules: { id: string }[] } };
      }[];
    };
    expect(sarif.version).toBe('2.1.0');
    const [run] = sarif.runs;
    for (const { ruleId, ruleIndex } of run?.results ?? [])
      expect(run?.tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
    const { out } = await check('bad.md', '--format', 'github');
    expect(out).toMatch(
      /^::warning file=bad\.md,line=3,endLine=3,col=15,endColumn=21,title=runbook broken-link::/,
    );
  });

  it('takes what it can from a configuration and says what is wrong in it', async () => {
    const config = join(folder, '.runbook', 'check.yaml');
    await writeFile(config, 'rules:\n  broken-link: off\n  no-such: error\n');
    const configured = await check('bad.md', '--format', 'json');
    expect(configured.out).not.toContain('broken-link');
    expect(configured.err).toBe('.runbook/check.yaml: there is no rule "no-such".\n');
    await writeFile(config, 'rules: [\n');
    expect((await check('bad.md')).err).toContain('.runbook/check.yaml: it is not YAML');
    await writeFile(config, 'exclude:\n  - bad.md\n');
    expect((await check('.')).code).toBe(0);
    await rm(config);
  });

  it.skipIf(findProgram('shellcheck', process.env['PATH'] ?? '', []) === undefined)(
    'takes the word of ShellCheck where it is there',
    async () => {
      const text = '# Motd\n\n```bash\nsudo echo maintenance > /etc/motd\n```\n';
      await writeFile(join(folder, 'motd.md'), text);
      const { out } = await check('motd.md', '--format', 'json');
      const findings = JSON.parse(out) as { code: string; message: string; line: number }[];
      expect(findings.map(({ code, line }) => [code, line])).toEqual([['shellcheck', 4]]);
      expect(findings[0]?.message).toMatch(/^ShellCheck SC2024: /);
      expect((await check('motd.md', '--rule', 'broken-link')).code).toBe(0);
    },
  );

  it('is silenced only with a reason, and does not follow links in circles', async () => {
    await symlink(folder, join(folder, 'again'), 'dir');
    const silent = BAD.replace(
      'See',
      '<!-- runbook-ignore broken-link the map is made at night -->\nSee',
    );
    await writeFile(join(folder, 'silent.md'), silent);
    expect((await check('silent.md')).code).toBe(0);
    await writeFile(join(folder, 'silent.md'), silent.replace(' the map is made at night', ''));
    const { out } = await check('silent.md', '--format', 'json');
    expect(out).toContain('broken-link');
    expect(out).toContain('suppression-reason');
  });
});
