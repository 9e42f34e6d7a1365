import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, type TestContext } from 'vitest';

import type { CommandRequest, CommandResult, ShellName } from '../../../../src/execution/command';
import { findShell } from '../../../../src/execution/environment/findProgram';
import { FifoPool } from '../../../../src/execution/process/fifoPool';
import { ShProcess } from '../../../../src/execution/session/shProcess';
import { bundledSupervisor, request, type BundledSupervisor } from '../bundledSupervisor';

let supervisor: BundledSupervisor;
let key = 0;
beforeAll(async () => {
  supervisor = await bundledSupervisor();
});
afterAll(() => supervisor.close());
beforeEach(() => (key += 1));

type Run = (script: string, more?: Partial<CommandRequest>) => Promise<CommandResult>;

/** Skips the test when the shell is not installed. */
function session(shell: ShellName, context: TestContext): Run {
  return async (script, more = {}) => {
    const one = request(script, { sessionKey: `${shell}-${key}`, shell, ...more });
    const result = await supervisor.client.run(one).result;
    if (result.code === 'shell-not-found') context.skip(`${shell} is not installed`);
    return result;
  };
}

async function out(run: Run, script: string): Promise<string> {
  const { output, code } = await run(script);
  if (code !== undefined && code !== 'command-not-found') return code;
  return output.stdout.head + output.stderr.head;
}

const CARRIED: readonly (readonly [what: string, first: string, second: string, seen: string])[] = [
  ['the working directory', 'cd /usr/lib', 'pwd', '/usr/lib\n'],
  ['the folder before', 'cd /usr/lib; cd /etc', 'cd - >/dev/null; pwd', '/usr/lib\n'],
  [
    'a folder by the link that led there',
    'd=$(mktemp -d); ln -s /usr "$d/link"; cd "$d/link"; rm -r "$d"; cd /; ln -s /usr "$d"; cd "$d"',
    'rm "$d"; [ "$PWD" = "$d" ] && echo by link',
    'by link\n',
  ],
  ['a limit', 'ulimit -n 333', 'ulimit -n', '333\n'],
  ['a plain variable', "x='a  b'", 'echo "$x"', 'a  b\n'],
  ['an exported variable', 'export X=1', 'env | grep ^X=', 'X=1\n'],
  ['an unexported one stays unexported', 'X=1', 'env | grep -c ^X= || true', '0\n'],
  ['a variable of several lines', 'x="a\nb\n"', 'printf "[%s]" "$x"', '[a\nb\n]'],
  ['a variable with quotes', 'x="it\'s \\"\\$x\\" \\\\"', 'printf "%s" "$x"', 'it\'s "$x" \\'],
  ['a function', 'f() { echo "f $1"; }', 'f 1', 'f 1\n'],
  ['a function that hides cd', 'cd() { echo no; }', 'cd /; command -v cd', 'no\ncd\n'],
  ['an alias', "alias hi='echo hi there'", 'alias | grep -c "hi there"', '1\n'],
  ['noglob', 'set -o noglob', 'echo *', '*\n'],
  ['the umask', 'umask 027', 'umask | tail -c 4', '027\n'],
  ['positional parameters', "set -- a 'b c'", 'echo "$#:$2"', '2:b c\n'],
  ['a changed IFS', 'IFS=,', 'x=a,b; set -f; printf "%s" "$IFS"', ','],
  ['text that is not ASCII', "x='ünï ✓'", 'echo "$x"', 'ünï ✓\n'],
  ['an unset variable of the environment', 'unset HOME', 'echo "[${HOME-gone}]"', '[gone]\n'],
  ['a large variable', 'x=$(printf "%0200000d" 1)', 'echo ${#x}', '200000\n'],
  [
    'an ignored signal',
    "trap '' USR1",
    "kill -USR1 $(exec sh -c 'echo $PPID'); echo alive",
    'alive\n',
  ],
  ['a trap', "trap 'echo got it' USR1", "kill -USR1 $(exec sh -c 'echo $PPID'); :", 'got it\n'],
  ['errexit', 'set -e', 'false; echo not', ''],
];

const ENDS: readonly (readonly [what: string, script: string, failed: boolean])[] = [
  ['exit', 'x=kept; exit 3', true],
  ['exit inside a function', 'f() { x=kept; exit 4; }; f', true],
  ['errexit', 'x=kept; set -e; false; x=not', true],
  ['an unset variable under nounset', 'x=kept; set -u; echo $nope; x=not', true],
  ['a syntax error', 'x=kept\neval "if then"', true],
  ['an EXIT trap of its own', "x=kept; trap 'echo bye' EXIT", false],
];

for (const shell of ['sh', 'zsh'] as const) {
  describe(`what carries over in ${shell}`, () => {
    for (const [what, first, second, seen] of CARRIED) {
      test(what, async (context) => {
        const run = session(shell, context);
        expect((await run(first)).exitCode).toBe(0);
        await run(':'); // what was carried is handed on again
        expect(await out(run, second)).toBe(seen);
      });
    }
  });

  describe(`a step cannot end a session of ${shell}`, () => {
    for (const [what, script, failed] of ENDS) {
      test(what, async (context) => {
        const run = session(shell, context);
        const result = await run(script);
        expect(result.exitCode === 0).toBe(!failed);
        expect(result.output.stdout.head).toBe(what.startsWith('an EXIT') ? 'bye\n' : '');
        expect(await out(run, 'set +eu; echo $x')).toBe('kept\n');
        await run('exit 5');
        expect(await out(run, 'echo $x')).toBe('kept\n');
      });
    }

    test('a step that is killed or replaces itself costs only its own changes', async (context) => {
      const run = session(shell, context);
      await run('x=before');
      expect((await run('x=after; exec echo replaced')).output.head).toBe('replaced\n');
      const kill = "x=after; kill -KILL $(exec sh -c 'echo $PPID')";
      expect((await run(kill)).outcome).toBe('failed');
      expect(await out(run, 'echo $x')).toBe('before\n');
    });

    test('a cancelled step costs only its own changes', async (context) => {
      const run = session(shell, context);
      await run('x=before');
      const one = request('x=after; echo ready; sleep 1000', {
        sessionKey: `${shell}-${key}`,
        shell,
      });
      const running = supervisor.client.run(one);
      running.onOutput(() => running.cancel());
      expect((await running.result).outcome).toBe('cancelled');
      expect(await out(run, 'echo $x')).toBe('before\n');
    });
  });

  test(`${shell}: xtrace shows the step and little of ours`, async (context) => {
    const run = session(shell, context);
    expect(await out(run, 'set -x; echo a')).toMatch(/^a\n[^\n]*echo a\n$/);
    expect(await out(run, 'echo b')).toMatch(/^b\n[^\n]*echo b\n$/);
  });

  test(`${shell}: steps sent at once run in order`, async (context) => {
    const run = session(shell, context);
    const steps = ['x=1', 'x=$((x + 1))', 'x=$((x * 10))', 'echo $x'].map((step) => run(step));
    expect((await Promise.all(steps)).at(-1)?.output.stdout.head).toBe('20\n');
  });

  test(`${shell}: a background process outlives its step`, async (context) => {
    const run = session(shell, context);
    await run('sleep 1000 & pid=$!');
    expect(await out(run, 'kill -0 $pid && echo alive')).toBe('alive\n');
    await supervisor.client.resetSession(`${shell}-${key}`);
    expect(await out(run, 'echo "[$pid]"')).toBe('[]\n');
  });

  test(`${shell}: standard input and a changed environment`, async (context) => {
    const run = session(shell, context);
    const env = { PATH: process.env['PATH'] ?? '' };
    expect((await run('cat', { stdin: 'given\n', env })).output.head).toBe('given\n');
    await run('read -r x || :', { env: { ...env, STAGE: 'one', GONE: '1' } });
    const { output } = await run('echo $STAGE ${GONE-none}', { env: { ...env, STAGE: "t'wo" } });
    expect(output.head).toBe("t'wo none\n");
  });

  test(`${shell}: the folder of a step is known`, async (context) => {
    const run = session(shell, context);
    const folder = mkdtempSync(join(tmpdir(), 'runbook-gone-'));
    expect((await run(`cd ${folder}`)).cwdAfter).toBe(folder);
    rmdirSync(folder);
    expect((await run('cd /')).outcome).not.toBe('interrupted');
    await supervisor.client.resetSession(`${shell}-${key}`);
    expect(await out(run, 'pwd')).toBe(`${tmpdir()}\n`);
  });
}

test('an sh whose environment is too long to start a program never claims success', async (context) => {
  const run = session('sh', context);
  await run('export big=$(head -c 200000 /dev/zero | tr "\\0" y)');
  expect(await run('/bin/true')).toMatchObject({ outcome: 'failed', exitCode: 126 });
  const long = `echo ran # ${'x'.repeat(5_000)}`;
  expect(await run(long)).toMatchObject({ outcome: 'failed', exitCode: 126 });
  expect(await out(run, 'echo ran')).toBe('ran\n');
});

test.each([
  ["trap 'echo bye $x $?' EXIT; x=kept; exit 3", 3, 'bye kept 3\n'],
  ["x=kept; trap -- 'echo bye' INT EXIT; exit 3", 3, 'bye\n'],
  ["x=kept; trap 'echo bye; exit 4' 0; exit 3", 4, 'bye\n'],
  ["x=kept; trap 'echo bye' EXIT; trap - EXIT; exit 3", 3, ''],
  ["x=kept; trap 'echo bye' EXIT; trap '' EXIT; exit 3", 3, ''],
  ["x=kept; trap 'echo bye' EXIT; trap 0; exit 3", 3, ''],
  ["f() { trap 'echo bye' EXIT; }\nx=kept; f; exit 3", 3, 'bye\n'],
  ["x=kept; set -eu; trap 'echo bye' EXIT; false", 1, 'bye\n'],
])('sh: an EXIT trap runs, and %j leaves what it set', async (script, status, seen) => {
  const run: Run = (text) =>
    supervisor.client.run(request(text, { sessionKey: `sh-${key}`, shell: 'sh' })).result;
  const result = await run(script);
  expect(result.output.head).toBe(seen);
  expect(result.exitCode).toBe(status);
  expect(await out(run, 'set +eu; echo $x; alias | grep -c trap')).toBe('kept\n0\n');
  expect((await run('exit 5')).output.head).toBe('');
  expect(await out(run, 'echo $x')).toBe('kept\n');
});

test.skipIf(process.platform !== 'linux')(
  'an sh session does not grow with its steps',
  async () => {
    const run: Run = (text) =>
      supervisor.client.run(request(text, { sessionKey: `sh-${key}`, shell: 'sh' })).result;
    const group = Number((await run('echo $$; n=0')).output.head);
    for (let step = 1; step <= 12; step += 1) {
      expect(
        (await run(`n=$((n + 1)); echo $n; ${step === 5 ? 'exit' : ':'} ${step % 3}`)).output.head,
      ).toBe(`${step}\n`);
    }
    await expect.poll(() => members(group)).toHaveLength(3);
    expect(members(group)).toContain(group);

    for (const pid of members(group)) if (pid !== group) process.kill(pid, 'SIGKILL');
    await expect.poll(() => members(group)).toHaveLength(0);
    expect(await run('echo $n')).toMatchObject({ code: 'session-lost' });
    expect((await run('echo "[$n]"')).output.head).toBe('[]\n');
  },
);

test('an sh that cannot open its pipes is at its end, and waits for nothing', async (context) => {
  const shell = findShell('sh', { PATH: process.env['PATH'] ?? '' }, []);
  if (shell === undefined) return context.skip('sh is not installed');
  const pool = new FifoPool();
  const [commands = '', reports = '', stdout = '', stderr = '', text = ''] =
    (await pool.take(5)) ?? [];
  // It starts when the pipe is gone: else it may be quick enough to open it.
  const folder = mkdtempSync(join(tmpdir(), 'runbook-late-'));
  const late = join(folder, 'sh');
  const waits = `while [ -e '${commands}' ]; do sleep 0.01; done`;
  writeFileSync(late, `#!${shell}\n${waits}\nexec '${shell}' "$@"\n`, { mode: 0o755 });
  const sh = new ShProcess(late, '/', {}, pool, [commands, reports]);
  unlinkSync(commands); // as whoever cleans temporary folders does
  const step = sh.step({ stdout, stderr, stdin: '/dev/null', text, how: 'short' });
  expect(await step.ended).toEqual({ status: undefined });
  expect(sh.gone).toBe(true);
  pool.dispose();
  rmSync(folder, { recursive: true });
});

/** The processes of a group that live. */
function members(group: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
        const [state, , its] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        return state !== 'Z' && Number(its) === group;
      } catch {
        return false; // it has just ended
      }
    });
}
