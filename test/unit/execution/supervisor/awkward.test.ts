import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { CommandRun } from '../../../../src/execution/command';
import { findProcesses } from '../../../../src/execution/process/findProcesses';
import {
  bundledSupervisor,
  eventually,
  REPO,
  request,
  type BundledSupervisor,
} from '../bundledSupervisor';

const BIN = join(REPO, 'test/fixtures/bin');
const MARKER = String(process.pid);
const NODE = JSON.stringify(process.execPath);

let supervisor: BundledSupervisor;
beforeAll(async () => {
  supervisor = await bundledSupervisor();
});
afterAll(() => supervisor.close());

/** Each prints something once it is on its way, and would not end by itself. */
const AWKWARD: Readonly<Record<string, string>> = {
  'ignores TERM, INT and HUP': `${BIN}/ignore-term`,
  'a background child': `${BIN}/background-child`,
  'a double fork': `${BIN}/double-fork`,
  'a session of its own': `${BIN}/new-session`,
  'three generations': `${BIN}/family`,
  'a daemon': `${BIN}/daemon`,
  'a flood on both streams': `${BIN}/flood`,
  'exec into a program that ignores TERM': `exec ${BIN}/ignore-term`,
  'a plain sleep': 'echo ready; sleep 1000',
  'a sleep in the background': 'echo ready; sleep 1000 & wait',
  'a pipeline': 'echo ready; sleep 1000 | cat | cat',
  'a pipeline that ignores TERM': "trap '' TERM; echo ready; sleep 1000 | cat",
  'a subshell that ignores TERM': "echo ready; (trap '' TERM; sleep 1000; sleep 1000)",
  'an endless loop of the shell': 'echo ready; while :; do :; done',
  'a loop that starts processes': 'echo ready; while :; do /bin/true; done',
  'a TERM trap that goes on': "trap 'echo no' TERM; echo ready; while :; do sleep 1; done",
  'a TERM trap that takes long': "trap 'sleep 1000' TERM; echo ready; sleep 1000",
  'an EXIT trap that takes long': "trap 'sleep 1000' EXIT; echo ready; sleep 1000",
  'a stopped process': 'echo ready; kill -STOP $BASHPID',
  'a stopped child': 'sleep 1000 & kill -STOP $!; echo ready; wait',
  'waits for input that was given in part': 'echo ready; exec <> /dev/zero; cat > /dev/null',
  'a password prompt': 'echo ready; while ! read -r -s -p "Password: " x; do sleep 0.1; done',
  'a pager': 'echo ready; while :; do echo line; done | less > /dev/null; sleep 1000',
  'a follow command': 'echo ready; tail -f /dev/null',
  'a watch': 'echo ready; while :; do date > /dev/null; sleep 0.05; done',
  'a job with monitor mode': 'set -m; sleep 1000 & echo ready; wait',
  nohup: 'nohup sleep 1000 > /dev/null & echo ready; wait',
  'what has cleared its environment, left its group and ignores TERM': `${BIN}/ignore-term >/dev/null &
    env -i PATH="$PATH" setsid ${BIN}/ignore-term ${MARKER} & wait`,
  'what has cleared its environment, left its group and lost its parent': `${BIN}/ignore-term > /dev/null &
    (env -i PATH="$PATH" setsid bash -c '${BIN}/ignore-term ${MARKER} & ${BIN}/ignore-term ${MARKER} > /dev/null &'); wait`,
  'a terminal of its own': `script -qec "echo ready; trap '' TERM HUP; sleep 1000" /dev/null`,
  'a stopped group': 'echo ready; kill -STOP 0',
  'setsid in the background': 'echo ready; setsid -f sleep 1000; sleep 1000',
  'a timeout in a group of its own': 'echo ready; timeout 1000 sleep 1000',
  'a loop that starts anew what ends': `echo ready; while :; do (trap '' TERM; sleep 1000); done`,
  'another name': 'echo ready; (exec -a kworker sleep 1000)',
  'many at once': `echo ready; seq 20 | xargs -P 8 -I{} sh -c "trap '' TERM; sleep 1000"`,
  'a wrapper that does not hand TERM on': `${NODE} -e "process.on('SIGTERM', () => {}); require('child_process').spawn('sh', ['-c', 'echo ready; sleep 1000'], { detached: true, stdio: 'inherit' })"`,
  'a trap that starts more':
    "trap 'setsid sleep 1000 & sleep 1000' EXIT TERM; echo ready; sleep 1000",
  'a coprocess': 'coproc sleep 1000; echo ready; wait',
  'a process substitution': 'echo ready; cat <(sleep 1000)',
  'Node that ignores TERM': `${NODE} -e "process.on('SIGTERM', () => {}); console.log('ready'); setInterval(() => {}, 1000)"`,
  'an endless line':
    "printf ready; while :; do printf 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'; done",
  'a flood of carriage returns': "while :; do printf '\\r%s' $RANDOM; done",
};

/** These take all the processor they get: one at a time. */
const BUSY = /flood|endless|loop/;

function firstOutput(run: CommandRun): Promise<void> {
  return new Promise((resolve) => {
    const listener = run.onOutput(() => {
      listener.dispose();
      resolve();
    });
  });
}

/** Milliseconds from now on, without those in which others had the processors that were wanted here. */
function stopwatch(supervisorPid: number | undefined): () => number {
  const waited = () => waitedMs('self') + waitedMs(supervisorPid);
  const [startedAt, waitedBefore] = [performance.now(), waited()];
  return () => performance.now() - startedAt - (waited() - waitedBefore);
}

/** How long a process was ready to run and did not (proc(5), schedstat); 0 where nothing tells. */
function waitedMs(pid: number | 'self' | undefined): number {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, 'latin1').split(' ')[1]) / 1e6;
  } catch {
    return 0;
  }
}

for (const sessionKey of [undefined, 'awkward']) {
  describe(sessionKey === undefined ? 'alone' : 'in a session', () => {
    for (const [what, script] of Object.entries(AWKWARD)) {
      // Alone several at once: most of them wait for the end of the grace.
      const define = sessionKey === undefined && !BUSY.test(what) ? test.concurrent : test;
      define(`${what} ends within a second of being cancelled`, { retry: 2 }, async () => {
        const one = request(script, sessionKey === undefined ? {} : { sessionKey, graceMs: 100 });
        const env = { ...one.env, AWKWARD_TEST: MARKER };
        const run = supervisor.client.run({ ...one, env });
        await firstOutput(run);
        const elapsed = stopwatch(supervisor.client.pid);
        run.cancel();
        const result = await run.result;
        expect(elapsed()).toBeLessThan(1_000);
        expect(result.outcome).toBe('cancelled');
      });
    }
  });
}

/** Also those that have cleared their environment. */
function bare(): string {
  return execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' });
}

test('nothing of all that is left', async () => {
  await supervisor.client.resetSession('awkward');
  expect(bare()).not.toContain(`ignore-term ${MARKER}`);
  await eventually(() => findProcesses('AWKWARD_TEST', MARKER).length === 0, 1_000);
});

test('a follow command that is stopped has succeeded', async () => {
  const run = supervisor.client.run(request('echo line; sleep 1000', { follow: true }));
  await firstOutput(run);
  run.cancel();
  expect(await run.result).toMatchObject({ outcome: 'succeeded' });
});

test('a timeout longer than any timer does not end the command', async () => {
  const result = await supervisor.client.run(request('sleep 0.2', { timeoutMs: 3e12 })).result;
  expect(result.outcome).toBe('succeeded');
});

test('a timeout ends the command as timed out', async () => {
  const result = await supervisor.client.run(request('sleep 1000', { timeoutMs: 50 })).result;
  expect(result.outcome).toBe('timed-out');
  expect(result.durationMs).toBeLessThan(1_000);
});

test('a run that is cancelled before it starts never starts', async () => {
  const first = supervisor.client.run(request('echo up; sleep 1000', { sessionKey: 'queue' }));
  await firstOutput(first);
  const second = supervisor.client.run(request('echo never', { sessionKey: 'queue' }));
  second.cancel();
  const result = await second.result;
  expect(result).toMatchObject({ outcome: 'cancelled', output: { bytes: 0 } });
  first.cancel();
  await first.result;
});
