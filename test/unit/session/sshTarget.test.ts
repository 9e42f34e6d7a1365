import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { RunReport } from '../../../src/session/runReport';
import { eventually } from '../execution/bundledSupervisor';
import { bash, programFolder, SessionUnderTest } from './sessionUnderTest';
import { hasSshServer, startSshServer, type SshServer } from './sshServer';

describe.skipIf(!hasSshServer)('an ssh host as target, with a real server (sshd)', () => {
  let program: string;
  let server: SshServer;
  let trial: SessionUnderTest;
  beforeAll(async () => {
    program = await programFolder();
    server = await startSshServer();
  }, 60_000);
  afterEach(() => trial.close());
  afterAll(() => {
    server.close();
    rmSync(program, { recursive: true, force: true });
  });

  function run(script: string, host = 'here', more: object = {}): Promise<RunReport> {
    trial = new SessionUnderTest(program, { environment: { PATH: server.path } });
    return trial.run(bash(script), script, { target: `ssh:${host}`, ...more });
  }

  async function messageOf(script: string, host: string): Promise<string | undefined> {
    const report = await run(script, host);
    const ended = (await trial.events()).findLast(({ type }) => type === 'run.ended');
    expect(ended?.data['message']).toBe(report.message);
    expect(report.outcome).toBe('failed');
    return report.message;
  }

  test('runs there, whatever the text holds, and records where', async () => {
    const report = await run(
      `printf '%s|' "it's" '$x' "a\\"b" '\`x\`'; echo $((2 + 3)); env | grep -c ^SSH_CONNECTION=`,
    );
    expect(report.output?.head).toBe('it\'s|$x|a"b|`x`|5\n1\n');
    const started = (await trial.events()).find(({ type }) => type === 'run.started');
    expect(started?.data['target']).toBe('ssh:here');
  });

  test('the exit code is that of the command', async () => {
    expect(await run('exit 7')).toMatchObject({ outcome: 'failed', exitCode: 7 });
  });

  test('a host with another key is not talked to', async () => {
    const message = await messageOf('uptime', 'stranger');
    expect(message).toMatch(/^On ssh:stranger: The host is not the one that is known/);
  });

  test('a connection that is refused', async () => {
    expect(await messageOf('uptime', 'closed')).toMatch(/^On ssh:closed: .*was refused/);
  });

  test('a key that the host does not take', async () => {
    expect(await messageOf('uptime', 'locked')).toMatch(/^On ssh:locked: .*did not let you in/);
  });

  test('a host that goes away in the middle', async () => {
    const sign = join(server.folder, 'began');
    const message = messageOf(`touch ${sign}; sleep 60`, 'here');
    await eventually(() => existsSync(sign), 10_000);
    server.dropConnections();
    expect(await message).toMatch(/^On ssh:here: The connection broke while it ran/);
  });

  test('cancel ends it', async () => {
    const sign = join(server.folder, 'alive');
    writeFileSync(sign, '');
    const report = run(`echo ready; touch ${sign}.now; while [ -e ${sign} ]; do sleep 0.1; done`);
    const started = performance.now();
    let cancelledAt = 0;
    const attempt = setInterval(() => {
      if (cancelledAt !== 0 || !existsSync(`${sign}.now`)) return;
      cancelledAt = performance.now();
      trial.session.runs.stop();
    }, 20);
    const { outcome } = await report;
    clearInterval(attempt);
    expect(outcome).toBe('cancelled');
    expect(cancelledAt).toBeGreaterThan(started);
    rmSync(sign);
  }, 20_000);
});
