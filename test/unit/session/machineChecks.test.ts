import { mkdtemp, rm, writeFile, chmod, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findProgram } from '../../../src/execution/environment/findProgram';
import { MachineChecks } from '../../../src/session/machineChecks';
import { fail, succeed } from '../../../src/util/result';

const BIN = join(import.meta.dirname, '../../fixtures/bin');
const PATH = process.env['PATH'] ?? '';
const hasShellcheck = findProgram('shellcheck', PATH, []) !== undefined;

describe('what the machine says of commands', () => {
  let folder: string;
  const checks = (path: string, trusted = true, ofSteps = path) =>
    new MachineChecks({
      root: folder,
      environments: { variables: () => Promise.resolve({ PATH: ofSteps }) },
      own: () => ({ PATH: path, UNSET: undefined }),
      gate: { check: () => (trusted ? succeed(undefined) : fail('untrusted', 'No.')) },
    });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'runbook-machine-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('knows which programs are there, and trusts none of the folder', async () => {
    await writeFile(join(folder, 'own-tool'), '#!/bin/sh\n');
    await chmod(join(folder, 'own-tool'), 0o755);
    const answers = await checks(`${folder}${delimiter}${PATH}`).answer([
      { kind: 'command', text: 'sh' },
      { kind: 'command', text: 'own-tool' },
      { kind: 'command', text: 'no-such-tool' },
    ]);
    expect(answers.map((faults) => faults?.length)).toEqual([0, 1, 1]);
  });

  it.skipIf(!hasShellcheck)('asks ShellCheck about all texts at once', async () => {
    const before = await readdir(tmpdir());
    const [clean, redirect, broken] = await checks(PATH).answer([
      { kind: 'shellcheck', text: 'df -h\n' },
      { kind: 'shellcheck', text: 'uptime\nsudo echo 1 > /proc/sys/vm/drop_caches\n' },
      { kind: 'shellcheck', text: 'if true; then\n' },
    ]);
    expect(clean).toEqual([]);
    const fault = redirect?.find(({ code }) => code === 'SC2024');
    expect([fault?.start, fault?.message]).toEqual([19, expect.stringContaining('sudo')]);
    expect(broken).not.toEqual([]);
    const left = (await readdir(tmpdir())).filter(
      (name) => name.startsWith('runbook-shellcheck-') && !before.includes(name),
    );
    expect(left).toEqual([]);
  });

  it('asks the parser of PowerShell (a stand-in)', async () => {
    const answers = await checks(`${BIN}${delimiter}${PATH}`).answer([
      { kind: 'powershell', text: 'Get-Process' },
      { kind: 'powershell', text: 'if ($true) {' },
    ]);
    expect(answers).toEqual([
      [],
      [{ code: 'parse', start: 11, end: 12, message: "Missing closing '}' (stand-in)." }],
    ]);
  });

  it('starts nothing that only the variables of the steps lead to', async () => {
    const fromEnvFile = `${BIN}${delimiter}${PATH}`;
    const question = { kind: 'powershell' as const, text: 'if ($true) {' };
    expect(await checks(folder, true, fromEnvFile).answer([question])).toEqual([undefined]);
  });

  it('tells nothing without the programs, where nothing may run, or once nobody waits', async () => {
    const question = { kind: 'shellcheck' as const, text: 'sudo echo 1 > /etc/motd' };
    expect(await checks(folder).answer([question])).toEqual([undefined]);
    expect(await checks(PATH, false).answer([question])).toEqual([undefined]);
    expect(await checks(PATH).answer([question], AbortSignal.abort())).toEqual([undefined]);
  });
});
