import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { RunReport } from '../../../src/session/runReport';
import { findDescendants } from '../../../src/execution/process/findProcesses';
import { signalGroup, signalProcess } from '../../../src/execution/process/processGroup';
import { eventually } from '../execution/bundledSupervisor';
import { programFolder } from '../builtProgram';
import { bash, SessionUnderTest } from './sessionUnderTest';
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
  });

  function run(script: string, host = 'here', settings = {}): Promise<RunReport> {
    trial = new SessionUnderTest(program, { environment: { PATH: server.path }, settings });
    return trial.run(bash(script), script, { target: `ssh:${host}` });
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
    rmSync(sign, { force: true });
    const message = messageOf(`touch ${sign}; sleep 60`, 'here');
    await eventually(() => existsSync(sign), 10_000);
    server.dropConnections();
    expect(await message).toMatch(/^On ssh:here: The connection broke while it ran/);
  });

  describe('what runs there ends, though it ignores TERM', () => {
    /** Its processes cannot be found from here by their environment, as on another machine. */
    const STUBBORN = `exec env -u RUNBOOK_RUN_ID bash -c '
      trap "" TERM HUP; sleep 1000 & echo "group $(ps -o pgid= -p $$)"; while :; do sleep 0.1; done'`;

    /** Starts it; resolves to its process group there, and its report to come. */
    async function started(settings = {}): Promise<[group: number, report: Promise<RunReport>]> {
      const report = run(STUBBORN, 'here', settings);
      let said = '';
      trial.session.runs.onEvent((event) => {
        if (event.kind === 'output') said += event.text;
      });
      await eventually(() => /group +\d+\n/.test(said), 10_000);
      const group = Number(/group +(\d+)/.exec(said)?.[1]);
      expect(signalGroup(group, 0)).toBe(true);
      return [group, report];
    }

    const gone = (group: number) => eventually(() => !signalGroup(group, 0), 10_000);

    test('when it is cancelled', async () => {
      const [group, report] = await started();
      trial.session.runs.stop();
      expect((await report).outcome).toBe('cancelled');
      await gone(group);
    }, 20_000);

    test('when its time is over', async () => {
      // Long enough to be started on a busy machine too.
      const [group, report] = await started({ timeoutMs: 6_000 });
      expect((await report).outcome).toBe('timed-out');
      await gone(group);
    }, 20_000);

    test('when the supervisor is killed', async () => {
      const [group, report] = await started();
      const supervisors = findDescendants([process.pid]).filter((pid) =>
        commandLine(pid).includes(join(program, 'supervisor.js')),
      );
      expect(supervisors).toHaveLength(1);
      for (const pid of supervisors) signalProcess(pid, 'SIGKILL');
      expect((await report).outcome).toBe('interrupted');
      await gone(group);
    }, 20_000);

    test('when the connection breaks', async () => {
      const [group, report] = await started();
      server.dropConnections();
      expect((await report).outcome).toBe('failed');
      await gone(group);
    }, 20_000);
  });

  test.each([
    ['kill -TERM $$', 143],
    ['kill -INT $$', 130],
  ])('%s ends with %i', async (script, exitCode) => {
    expect(await run(script)).toMatchObject({ outcome: 'failed', exitCode, message: undefined });
  });
});

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return ''; // gone in the meantime
  }
}
