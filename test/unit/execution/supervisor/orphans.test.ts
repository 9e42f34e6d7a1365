import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { repeats } from '../../effort';
import { findProcesses } from '../../../../src/execution/process/findProcesses';
import { signalProcess } from '../../../../src/execution/process/processGroup';
import {
  bundledSupervisor,
  eventually,
  REPO,
  request,
  type BundledSupervisor,
} from '../bundledSupervisor';

const BIN = join(REPO, 'test/fixtures/bin');
const SHAPES = [
  'ignore-term',
  'background-child',
  'double-fork',
  'new-session',
  'family',
  'daemon',
];
const ROUNDS = repeats(10, 100);
const AT_ONCE = Math.min(5, ROUNDS);
const onLinux = test.skipIf(process.platform !== 'linux');

let supervisor: BundledSupervisor;
let hostPath: string;
beforeAll(async () => {
  supervisor = await bundledSupervisor();
  hostPath = join(supervisor.folder, 'host.mjs');
  const entryPoints = [join(REPO, 'test/unit/execution/supervisor/host.ts')];
  await build({ entryPoints, outfile: hostPath, bundle: true, platform: 'node', format: 'esm' });
});
afterAll(() => supervisor.close());

function marked(marker: string): number[] {
  return findProcesses('ORPHAN_TEST', marker);
}

async function killHost(shape: string, round: number): Promise<void> {
  const marker = `${process.pid}-${shape}-${round}`;
  const script = `${join(BIN, shape)}; true`;
  const args = [hostPath, supervisor.scriptPath, supervisor.folder, script, marker];
  const host = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(host.stdout, 'data');
  expect(marked(marker).length).toBeGreaterThan(0);
  host.kill('SIGKILL');
  await eventually(() => marked(marker).length === 0, 2_000);
}

for (const shape of SHAPES) {
  onLinux(`${shape}: nothing is left after ${ROUNDS} kills of the host`, async () => {
    for (let round = 0; round < ROUNDS; round += AT_ONCE) {
      await Promise.all(Array.from({ length: AT_ONCE }, (_, n) => killHost(shape, round + n)));
    }
  });
}

onLinux('a killed supervisor is reported, and its successor ends what it left', async () => {
  const marker = `${process.pid}-successor`;
  const one = request(`${join(BIN, 'new-session')}; true`, { runId: marker });
  const run = supervisor.client.run({ ...one, env: { ...one.env, ORPHAN_TEST: marker } });
  run.onOutput(() => process.kill(supervisor.client.pid ?? 0, 'SIGKILL'));
  expect(await run.result).toMatchObject({ outcome: 'interrupted', code: 'supervisor-died' });
  await eventually(() => marked(marker).length === 0, 2_000);
  expect(await supervisor.client.run(request('echo again')).result).toMatchObject({ exitCode: 0 });
});

onLinux('nothing is started before the first run', async () => {
  const other = await bundledSupervisor();
  expect(other.client.pid).toBeUndefined();
  other.close();
  expect(await other.client.run(request('echo no')).result).toMatchObject({ outcome: 'refused' });
});

onLinux('the control: without the supervisor the same shapes do leave processes', async () => {
  const marker = `${process.pid}-control`;
  const env = { ...process.env, ORPHAN_TEST: marker };
  const child = execFile(join(BIN, 'new-session'), { env });
  if (child.stdout !== null) await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');
  const left = marked(marker);
  await eventually(() => {
    // What is looked at once may be about to start another, which would stay for long.
    const pids = marked(marker);
    for (const pid of pids) signalProcess(pid, 'SIGKILL');
    return pids.length === 0;
  }, 2_000);
  expect(left.length).toBeGreaterThan(0);
});
