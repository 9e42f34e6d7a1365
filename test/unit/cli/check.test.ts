import { execFile } from 'node:child_process';
import { chmod, copyFile, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
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

  it('knows what lies beside each of several files', async () => {
    for (const name of ['one', 'two']) {
      await mkdir(join(folder, name), { recursive: true });
      await writeFile(join(folder, name, 'a.md'), '# A\n\nSee [the other](b.md#b).\n');
      await writeFile(join(folder, name, 'b.md'), '# B\n\nSome words.\n');
    }
    const { out, code } = await check('one/a.md', 'two/a.md');
    expect(out).toContain('2 files checked: nothing found.');
    expect(code).toBe(0);
    await rm(join(folder, 'one'), { recursive: true });
    await rm(join(folder, 'two'), { recursive: true });
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
      // What the caller may write needs no right of root.
      const own = '# Motd\n\n```bash\nsudo -u motd motdctl show > "$BACKUPS/motd.txt"\n```\n';
      await writeFile(join(folder, 'own.md'), own);
      expect((await check('own.md', '--rule', 'shellcheck')).code).toBe(0);
    },
  );

  it('explains every code a report can hold', async () => {
    for (const code of ['broken-link', 'check-failed', 'check-not-run', 'check-passed']) {
      const { code: ended, out } = await check('--explain', code);
      expect([ended, out.split('\n')[1]?.length ?? 0]).toEqual([0, expect.any(Number)]);
      expect(out).toMatch(new RegExp(`^${code} \\(\\w`));
    }
    expect((await check('--explain', 'no-such')).code).toBe(2);
  });

  it('checks what it can read beside what it cannot, and says so in a sentence', async () => {
    await mkdir(join(folder, 'locked'), { mode: 0o755 });
    await writeFile(join(folder, 'locked', 'in.md'), BAD);
    await chmod(join(folder, 'locked'), 0o000);
    // Root may read everything: then it is done as somebody else.
    const asNobody = process.getuid?.() === 0 ? ['setpriv', '--reuid=65534', '--clear-groups'] : [];
    const [file = '', ...args] = [
      ...asNobody,
      process.execPath,
      join(program.folder, 'cli.js'),
      ...['check', '.', '--format', 'json', '--rule', 'broken-link'],
    ];
    await chmod(folder, 0o755);
    await chmod(program.folder, 0o755);
    const { code, stdout, stderr } = await run(file, args, folder);
    await chmod(join(folder, 'locked'), 0o755);
    await rm(join(folder, 'locked'), { recursive: true });
    expect(code).toBe(2);
    expect(stdout).toContain('"path":"bad.md"');
    expect(stderr).toMatch(/locked could not be read/);
  });

  it('finds what needs no grammar when the grammars are gone', async () => {
    const copy = await mkdtemp(join(tmpdir(), 'runbook-bare-'));
    for (const name of await readdir(program.folder))
      if (name.endsWith('.js')) await copyFile(join(program.folder, name), join(copy, name));
    const args = [join(copy, 'cli.js'), 'check', 'bad.md', '--format', 'json'];
    const { code, stdout, stderr } = await run(process.execPath, args, folder);
    await rm(copy, { recursive: true });
    expect(code).toBe(1);
    expect(stdout).toContain('broken-link');
    expect(stderr).toBe('The grammars could not be read, so commands were not looked into.\n');
  });

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

function run(
  file: string,
  args: readonly string[],
  cwd: string,
): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(file, args, { cwd }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}
