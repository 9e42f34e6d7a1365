import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';

import { ProcessGroups } from '../../../../src/execution/process/processGroups';
import { eventually } from '../bundledSupervisor';

/** A leader of its own group; `script` may leave something behind in it. */
async function leader(script: string): Promise<number> {
  const child = spawn('/bin/sh', ['-c', script], { detached: true, stdio: 'ignore' });
  const group = child.pid ?? 0;
  onTestFinished(() => {
    try {
      process.kill(-group, 'SIGKILL');
    } catch {
      // it has ended
    }
  });
  if (!script.startsWith('exec')) await once(child, 'exit');
  return group;
}

test('a group is ours while its leader lives, and while something of it does', async () => {
  const groups = new ProcessGroups();
  const running = await leader('exec sleep 60');
  const left = await leader('sleep 60 &');
  groups.started(running);
  groups.started(left);
  groups.ended(left);
  expect(groups.alive).toEqual([running, left]);
  process.kill(-left, 'SIGKILL');
  // What was orphaned is there until the system has waited for it.
  await eventually(() => groups.alive.length === 1, 20_000);
});

test('a group that is empty when its leader has ended is forgotten at once', async () => {
  const groups = new ProcessGroups();
  const empty = await leader('true');
  groups.started(empty);
  groups.ended(empty);
  expect(groups.alive).toEqual([]);
});

test('a number that was given to another group since is not ours', async () => {
  const groups = new ProcessGroups();
  const other = await leader('exec sleep 60');
  groups.started(other);
  groups.ended(other); // ours has ended, and yet there is a process of this number: a stranger
  expect(groups.alive).toEqual([]);
});
