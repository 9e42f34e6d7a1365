import { afterAll, beforeAll, expect, test } from 'vitest';

import { findProcesses } from '../../../../src/execution/process/findProcesses';
import {
  bundledSupervisor,
  eventually,
  request,
  type BundledSupervisor,
} from '../bundledSupervisor';
import { repeats } from '../../effort';

/** With `wait -f` about one in a thousand steps never ended while the machine was busy. */
const SESSIONS = repeats(120, 2_000);
const AT_ONCE = 6;
const MARKER = `many-${process.pid}`;

let supervisor: BundledSupervisor;
beforeAll(async () => {
  supervisor = await bundledSupervisor();
});
afterAll(() => supervisor.close());

async function step(script: string, sessionKey: string): Promise<string> {
  const one = request(script, { sessionKey });
  const env = { ...one.env, MANY_STEPS: MARKER };
  const { output } = await supervisor.client.run({ ...one, env }).result;
  return output.stdout.head + output.stderr.head;
}

test('short steps in many sessions all end, and a reset leaves no shell behind', async () => {
  let next = 0;
  const worker = async () => {
    while (next < SESSIONS) {
      const key = `many-${(next += 1)}`;
      expect(await step('set -x; echo a', key)).toBe('a\n++ echo a\n');
      expect(await step('echo b', key)).toBe('b\n++ echo b\n');
      await supervisor.client.resetSession(key); // while the shell of a third step is made ready
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  await eventually(() => findProcesses('MANY_STEPS', MARKER).length === 0, 5_000);
}, 600_000);

test('text that a killed step left unread is never taken for a command', async () => {
  const folder = supervisor.folder;
  const trap = `${'0 0 '.repeat(3)}\nx 5 ${folder}/planted ${folder}/planted\n`.repeat(2_000);
  for (let round = 0; round < 5; round += 1) {
    const one = request(`: <<'END'\n${trap}END\n`, { sessionKey: 'unread', graceMs: 0 });
    const run = supervisor.client.run(one);
    run.cancel();
    await run.result;
    expect(await step('echo still here', 'unread')).toBe('still here\n');
  }
  expect(await step(`ls ${folder}/planted 2>&1 | grep -c cannot`, 'unread')).toBe('1\n');
});
