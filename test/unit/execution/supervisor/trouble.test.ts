import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

import {
  startSupervisor,
  type SupervisorClient,
} from '../../../../src/execution/supervisor/client';
import { bundledSupervisor, request } from '../bundledSupervisor';

/** A supervisor with a temporary folder of its own. */
async function withTemporaryFolder(): Promise<{ client: SupervisorClient; temporary: string }> {
  const built = await bundledSupervisor();
  const temporary = mkdtempSync(join(tmpdir(), 'runbook-temporary-'));
  const client = startSupervisor({
    scriptPath: built.scriptPath,
    nodePath: process.execPath,
    env: { ...process.env, TMPDIR: temporary },
    outputDir: join(built.folder, 'outputs'),
  });
  onTestFinished(() => {
    client.dispose();
    built.close();
    rmSync(temporary, { recursive: true, force: true });
  });
  return { client, temporary };
}

const PASSED = { outcome: 'succeeded' };
const KINDS = [
  { shell: 'bash' },
  { shell: 'bash', sessionKey: 'one' },
  { shell: 'sh', sessionKey: 'one' },
] as const;

test('a temporary folder that was cleaned in the meantime costs no run', async () => {
  const { client, temporary } = await withTemporaryFolder();
  for (let round = 0; round < 3; round += 1) {
    for (const kind of KINDS) {
      const result = await client.run(request('echo "$((n += 1))"', kind)).result;
      // A bash keeps its session's state outside itself; an sh cannot, and says so.
      const isCutOff = kind.shell === 'sh' && round > 0;
      const state = kind.shell === 'bash' && 'sessionKey' in kind ? round + 1 : 1;
      expect([kind, result.code, result.output.head]).toEqual(
        isCutOff ? [kind, 'session-lost', ''] : [kind, undefined, `${state}\n`],
      );
      if (isCutOff) expect(await client.run(request('true', kind)).result).toMatchObject(PASSED);
    }
    for (const name of readdirSync(temporary)) rmSync(join(temporary, name), { recursive: true });
  }
});

test('where no pipes can be made a run fails by itself, and no other with it', async () => {
  const { client, temporary } = await withTemporaryFolder();
  const longer = client.run(request('echo up; sleep 2; echo done'));
  await new Promise<void>((resolve) => longer.onOutput(() => resolve()));
  rmSync(temporary, { recursive: true });
  for (const kind of KINDS) {
    expect(await client.run(request('echo no', kind)).result).toMatchObject({
      outcome: 'failed',
      code: 'spawn-failed',
      message: expect.stringMatching(/temporary folder|could not be run here/) as string,
    });
  }
  mkdirSync(temporary);
  for (const kind of KINDS) {
    expect(await client.run(request('echo yes', kind)).result).toMatchObject({ exitCode: 0 });
  }
  expect((await longer.result).output.stdout.head).toBe('up\ndone\n');
});

test('a file that cannot grow any more costs the rest of it, and not the run', async () => {
  const built = await bundledSupervisor();
  const nodePath = join(built.folder, 'limited');
  const start = `ulimit -f 4000; exec ${process.execPath} "$@"`;
  writeFileSync(nodePath, `#!/bin/bash\n${start}\n`, { mode: 0o700 });
  const { scriptPath } = built;
  const outputDir = join(built.folder, 'outputs');
  const client = startSupervisor({ scriptPath, nodePath, env: process.env, outputDir });
  onTestFinished(() => {
    client.dispose();
    built.close();
  });
  const bytes = 20_000_000;
  const { outcome, output } = await client.run(request(`yes | head -c ${bytes}`)).result;
  expect([outcome, output.bytes, output.fileTruncated]).toEqual(['succeeded', bytes, true]);
  expect(statSync(output.file ?? '').size).toBeLessThanOrEqual(4_000 * 1024);
});
