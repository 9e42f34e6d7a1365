import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { CommandRequest, CommandResult } from '../../../../src/execution/command';
import { bundledSupervisor, REPO, request, type BundledSupervisor } from '../bundledSupervisor';

/** No PowerShell here: a stand-in checks how it is called, and that what it printed comes back. */
const BIN = join(REPO, 'test/fixtures/bin');

let supervisor: BundledSupervisor;
beforeAll(async () => {
  supervisor = await bundledSupervisor();
});
afterAll(() => supervisor.close());

function run(script: string, more: Partial<CommandRequest> = {}): Promise<CommandResult> {
  const one = request(script, { shell: 'pwsh', ...more });
  const env = { ...one.env, PATH: `${BIN}:${process.env['PATH'] ?? ''}`, ...more.env };
  return supervisor.client.run({ ...one, env }).result;
}

describe('PowerShell, with a stand-in', () => {
  test('a step alone, short and too long for one argument', async () => {
    expect((await run('Get-Location', { cwd: '/usr' })).output.stdout.head).toBe('/usr\n');
    const long = await run(`${'# note\n'.repeat(20_000)}exit 3`);
    expect(long).toMatchObject({ exitCode: 3 });
  });

  test('folder and variables carry over; exit does not end the session', async () => {
    const step = (script: string) => run(script, { sessionKey: 'pwsh' });
    expect(await step("$x = 'it''s'\nSet-Location /usr/lib\nexit 3")).toMatchObject({
      exitCode: 3,
      cwdAfter: '/usr/lib',
    });
    expect((await step('$x\nGet-Location')).output.stdout.head).toBe("it's\n/usr/lib\n");
    await supervisor.client.resetSession('pwsh');
    expect((await step('$x')).output.stdout.head).toBe('\n');
  });

  test('a changed environment is handed over, quoted', async () => {
    const step = (script: string, STAGE: string) =>
      run(script, { sessionKey: 'pwsh-env', env: { STAGE } });
    await step('exit 0', 'one');
    expect((await step('$env:STAGE', "t'wo\u2019")).output.stdout.head).toBe("t'wo\u2019\n");
  });
});
