import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LOADER, loaderLine, watched } from '../../../../src/core/run/lifeline';
import { findProcesses } from '../../../../src/execution/process/findProcesses';
import { eventually } from '../../execution/bundledSupervisor';
import { otherSide, type OtherSide } from './otherSide';

/** What can be `sh` on the other side. */
const SHELLS = ['dash', 'busybox', 'bash', 'zsh'].flatMap((name) => {
  const path = ['/bin', '/usr/bin'].map((folder) => join(folder, name)).find(existsSync);
  return path === undefined ? [] : [[name, path] as const];
});

/** For ever, with nothing but the shell and without the processor: nobody writes to that pipe. */
const WAIT = 'while :; do read -r line <"$PATH/silent"; done';

function alive(group: number): boolean {
  try {
    return process.kill(-group, 0);
  } catch {
    return false;
  }
}

describe.concurrent.each(SHELLS)('on the other side, %s as sh', (name, path) => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'runbook-other-'));
    symlinkSync(path, join(folder, 'sh'));
    execFileSync('mkfifo', [join(folder, 'silent')]);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** @param PATH by default a folder with nothing beside the shell */
  function run(step: string, { PATH = folder, alone = true, cut = 0, id = 'r1' } = {}): OtherSide {
    const quoted = `'${step.replaceAll("'", "'\\''")}'`;
    const line = loaderLine(watched(`sh -c ${quoted}`, id));
    const stdin = cut === 0 ? line : line.slice(0, -cut);
    return otherSide(join(folder, 'sh'), ['-c', LOADER], stdin, { PATH }, alone);
  }

  const withTools = () => `${folder}:/usr/bin:/bin`;

  test.each([
    ['exit 0', 0],
    ['exit 7', 7],
    ['kill -TERM $$', 143],
    ['kill -INT $$', 130],
    ['kill -KILL $$', 137],
    ['not-a-command 2>/dev/null', 127],
  ])('%s ends with %i', async (step, status) => {
    expect(await run(step).ended).toMatchObject({ status, output: '' });
  });

  test('the step gets an empty input, its streams, INT and nothing of ours', async () => {
    const step = `
      read -r line || echo empty
      echo to-stderr >&2
      trap 'echo interrupted' INT; kill -INT $$
      for fd in 3 4; do (eval ": >&$fd") 2>/dev/null && echo open; done; set | grep -c ^runbook_`;
    const { output } = await run(step, { PATH: withTools() }).ended;
    expect(output.split('\n').toSorted()).toEqual(['', '0', 'empty', 'interrupted', 'to-stderr']);
  });

  test('every character arrives', async () => {
    const characters = Array.from({ length: 0x7f0 }, (_, code) => String.fromCodePoint(code + 1));
    const text = `${characters.join('')}→✓\u{1F600}\u{E0081}\uFFFF`.replaceAll("'", '');
    const { output } = await run(`printf %s '${text}'`, { PATH: withTools() }).ended;
    expect(output).toBe(text);
  });

  test('a text that was cut off runs nothing', async () => {
    const cuts = Array.from({ length: 20 }, (_, n) => 1 + n * 50);
    const sides = cuts.map((cut) => run('echo ran', { cut }));
    for (const side of sides) side.hangUp();
    for (const side of sides) expect((await side.ended).output).not.toContain('ran\n');
  });

  test.each([
    `trap '' TERM; (${WAIT}) & echo ready; ${WAIT}`,
    `(trap '' TERM; ${WAIT}) & echo ready; ${WAIT}`,
  ])('the end of the connection ends all of its group: %s', async (step) => {
    const side = run(step);
    await eventually(() => side.said().includes('ready'), 15_000);
    side.hangUp();
    await eventually(() => !alive(side.pid), 15_000);
    expect((await side.ended).status).not.toBe(0);
  });

  test.skipIf(process.platform !== 'linux')(
    'and what has left the group, or has none of its own',
    async () => {
      for (const alone of [true, false]) {
        const id = `gone-${process.pid}-${name}-${String(alone)}`;
        const step = `(trap '' TERM; exec setsid sleep 1000 >/dev/null) & echo ready; sleep 1000`;
        const side = run(step, { PATH: withTools(), alone, id });
        await eventually(() => side.said().includes('ready'), 15_000);
        side.hangUp();
        await eventually(() => findProcesses('RUNBOOK_RUN_ID', id).length === 0, 5_000);
        await side.ended;
      }
    },
    20_000,
  );

  test('what goes on in the background after its end is left alone', async () => {
    const id = `left-${process.pid}-${name}`;
    const step = 'sleep 1000 >/dev/null 2>&1 </dev/null & echo $!';
    const side = run(step, { PATH: withTools(), id });
    const pid = Number((await side.ended).output);
    side.hangUp();
    // Once nobody is left who could end it.
    const others = () => findProcesses('RUNBOOK_RUN_ID', id).filter((found) => found !== pid);
    await eventually(() => others().length === 0, 15_000);
    expect(process.kill(pid, 0)).toBe(true);
    process.kill(pid, 'SIGKILL');
  });
});
