import { mkdtempSync, readFileSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import type { CommandRequest, CommandResult } from '../../../../src/execution/command';
import {
  bundledSupervisor,
  eventually,
  request,
  type BundledSupervisor,
} from '../bundledSupervisor';

let supervisor: BundledSupervisor;
let key = 0;
beforeAll(async () => {
  supervisor = await bundledSupervisor();
});
afterAll(() => supervisor.close());
beforeEach(() => (key += 1));

function step(script: string, more: Partial<CommandRequest> = {}): Promise<CommandResult> {
  return supervisor.client.run(request(script, { sessionKey: `session-${key}`, ...more })).result;
}

async function out(script: string): Promise<string> {
  const { output, code } = await step(script);
  if (code !== undefined && code !== 'command-not-found') return code;
  return output.stdout.head + output.stderr.head;
}

describe('what carries over', () => {
  const CARRIED: readonly (readonly [what: string, first: string, second: string, seen: string])[] =
    [
      ['the working directory', 'cd /usr/lib', 'pwd', '/usr/lib\n'],
      ['the folder before', 'cd /usr/lib; cd /etc', 'cd -', '/usr/lib\n'],
      ['that there is none before', 'unset OLDPWD', 'cd - 2>/dev/null || echo none', 'none\n'],
      ['a plain variable', "x='a  b'", 'echo "$x"', 'a  b\n'],
      ['an exported variable', 'export X=1', 'env | grep ^X=', 'X=1\n'],
      ['an unexported one stays unexported', 'X=1', 'env | grep -c ^X= || true', '0\n'],
      ['a variable of several lines', "x=$'a\\nb\\n'", 'printf "[%s]" "$x"', '[a\nb\n]'],
      [
        'a read-only variable',
        'readonly R=7',
        'echo $R; R=8; echo not',
        '7\nbash: line 1: R: readonly variable\n',
      ],
      ['an array with holes', 'a=([2]=x [5]="y z")', 'echo "${!a[@]}:${a[5]}"', '2 5:y z\n'],
      ['an associative array', 'declare -A m=([k 1]="v\'1")', 'echo "${m[k 1]}"', "v'1\n"],
      ['an integer attribute', 'declare -i n=2', 'n=n+3; echo $n', '5\n'],
      ['a name reference', 'v=1; declare -n r=v', 'r=2; echo $v', '2\n'],
      ['a function', 'f() { echo "f $1"; }', 'f 1', 'f 1\n'],
      ['an exported function', 'f() { echo sub; }; export -f f', 'bash -c f', 'sub\n'],
      ['a function with a here-document', "f() { cat <<'E'\nset -x\n}\nE\n}", 'f', 'set -x\n}\n'],
      [
        'a function that hides cd',
        'cd() { builtin cd "$@" && echo went; }',
        'cd /; pwd',
        'went\n/\n',
      ],
      [
        'a function with an extended pattern',
        'shopt -s extglob; f() { [[ aab == +(a)b ]] && echo yes; }',
        'f',
        'yes\n',
      ],
      ['the folders of pushd', 'cd /usr; pushd ~; pushd /etc', 'popd; popd', '~ /usr\n/usr\n'],
      [
        'a trap before each command, and none for ours',
        "trap 'echo dbg' DEBUG",
        'true; false',
        'dbg\ndbg\n',
      ],
      ['a trap for failures', "trap 'echo err' ERR", 'false; true', 'err\n'],
      ['read-only IFS, quietly', 'readonly IFS=,', 'x=a,b; printf "[%s]" $x', '[a][b]'],
      [
        'a read-only locale',
        'readonly LC_ALL=C.UTF-8',
        'x=ünï; echo ${#x}; LC_ALL=C; echo no',
        '3\nbash: line 1: LC_ALL: readonly variable\n',
      ],
      ['a locale there is none of, quietly', 'export LC_ALL=xx_YY', 'echo $LC_ALL', 'xx_YY\n'],
      ['an alias', "alias hi='echo hi there'", 'hi', 'hi there\n'],
      ['nounset', 'set -u', 'echo $nope; echo not', 'bash: line 1: nope: unbound variable\n'],
      ['pipefail', 'set -o pipefail', 'false | true; echo $?', '1\n'],
      ['noglob', 'set -f', 'echo *', '*\n'],
      ['a shell option', 'shopt -s nullglob', 'echo /nothing/*', '\n'],
      ['an ERR trap', "trap 'echo oops' ERR", 'false; true', 'oops\n'],
      ['an ignored signal', "trap '' USR1", 'kill -USR1 $BASHPID; echo alive', 'alive\n'],
      ['the umask', 'umask 027', 'umask', '0027\n'],
      ['a limit', 'ulimit -n 333', 'ulimit -n', '333\n'],
      ['positional parameters', "set -- a 'b c'", 'echo "$#:$2"', '2:b c\n'],
      ['an emptied PATH', 'PATH=', 'echo "[$PATH]"', '[]\n'],
      ['a changed IFS', 'IFS=,', 'x=a,b; echo $x', 'a b\n'],
      ['text that is not ASCII', "x='ünï ✓'", 'echo "$x"', 'ünï ✓\n'],
      ['an unset variable of the environment', 'unset HOME', 'echo "[${HOME-gone}]"', '[gone]\n'],
      ['a large variable', 'x=$(printf "%0300000d" 1)', 'echo ${#x}', '300000\n'],
    ];
  for (const [what, first, second, seen] of CARRIED) {
    test(what, async () => {
      expect((await step(first)).exitCode).toBe(0);
      expect(await out(second)).toBe(seen);
      // And once more: what was restored is handed on again.
      await step('true');
    });
  }
});

describe('a step of plain words', () => {
  test('finds the state, ends as it would, and leaves the state for the next', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'runbook-plain-'));
    await step(`cd ${folder}; x='a  b'; export Y=y; umask 027; f() { :; }; set -- one`);
    expect(await out('echo "$x" $Y')).toBe('a  b y\n');
    expect(await step('false')).toMatchObject({ outcome: 'failed', exitCode: 1, cwdAfter: folder });
    expect(await step('no-such-program')).toMatchObject({ exitCode: 127 });
    expect(await out('mkdir inner\n\nno-such-program')).toMatch(/^bash: line 3: no-such-program: /);
    expect(await out("sh -c 'echo $Y; umask'")).toBe('y\n0027\n');
    expect(await step('sleep 30', { timeoutMs: 200 })).toMatchObject({ outcome: 'timed-out' });
    expect(await step("sh -c 'kill -9 $PPID'")).toMatchObject({ exitCode: 137 });
    expect(await step('cat', { stdin: 'given' })).toMatchObject({ output: { head: 'given' } });
    expect(await out('echo $x $Y; declare -F; echo $1 $PWD')).toBe(
      `a b y\ndeclare -f f\none ${folder}\n`,
    );
    await step(`cd; rm -r ${folder}`);
  });

  test('carries the mark of its run', async () => {
    await step('true');
    const printed = await step('printenv RUNBOOK_RUN_ID', { runId: `marked-${key}` });
    expect(printed.output.head).toBe(`marked-${key}\n`);
  });

  test('may be wrong in its syntax', async () => {
    await step('x=kept');
    const says = "bash: eval: line 2: syntax error near unexpected token `&&'";
    expect(await out('echo no\ntrue && && true')).toBe(
      `no\n${says}\nbash: eval: line 2: \`true && && true'\n`,
    );
    expect(await out('echo $x')).toBe('kept\n');
  });

  const CHANGES: readonly (readonly [what: string, before: string, plain: string])[] = [
    ['a function', 'x=0; ls() { x=1; }', 'ls'],
    ['an alias', "x=0; alias ls='x=1; true'", 'ls'],
    ['a trap', "x=0; trap 'x=1' ERR", 'false'],
    ['a name reference', "x=0; a=(0 0); declare -n r='a[x=1]'", 'echo $r'],
  ];
  test.each(CHANGES)('carries what %s changes by it', async (_, before, plain) => {
    await step(before);
    await step(plain);
    expect(await out('echo $x')).toBe('1\n');
  });

  test('takes up a changed environment', async () => {
    const env = { PATH: process.env['PATH'] ?? '', STAGE: 'one' };
    await step('true', { env });
    const result = await step('echo $STAGE', { env: { ...env, STAGE: 'two' } });
    expect(result.output.head).toBe('two\n');
    expect((await step('echo $STAGE', { env: { ...env, STAGE: 'two' } })).output.head).toBe(
      'two\n',
    );
  });

  test('does not run in a folder that is gone', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'runbook-gone-'));
    await step(`cd ${folder}`);
    await step(`rmdir ${folder}`);
    for (const script of ['touch here', 'touch here', 'pwd']) {
      expect(await step(script)).toMatchObject({ outcome: 'failed', code: 'cwd-missing' });
    }
  });
});

describe('a step cannot end the session', () => {
  const ENDS: readonly (readonly [what: string, script: string, exitCode: number])[] = [
    ['exit', 'x=kept; exit 3', 3],
    ['exit inside a function', 'f() { x=kept; exit 4; }; f', 4],
    ['errexit', 'x=kept; set -e; false; x=not', 1],
    ['an unset variable under nounset', 'x=kept; set -u; echo $nope; x=not', 1],
    ['an EXIT trap of its own', "x=kept; trap 'echo bye' EXIT", 0],
    ['a syntax error', 'x=kept\nif then', 2],
    ['TERM to itself', 'x=kept; kill -TERM $BASHPID', 143],
  ];
  for (const [what, script, exitCode] of ENDS) {
    test(what, async () => {
      expect(await step(script)).toMatchObject({ exitCode });
      expect(await out('set +eu; echo $x')).toBe('kept\n');
    });
  }

  test('exec and KILL cost only the changes of that step', async () => {
    await step('x=before');
    expect(await step('x=after; exec echo replaced')).toMatchObject({ exitCode: 0 });
    expect(await step('x=after; kill -KILL $BASHPID')).toMatchObject({ exitCode: 137 });
    expect(await out('echo $x')).toBe('before\n');
  });

  test('killing the shell that carries the session costs that step, not the session', async () => {
    await step('x=before; cd /usr');
    expect(await step('kill -KILL $$; sleep 60')).toMatchObject({ code: 'session-lost' });
    expect(await out('echo $x $PWD')).toBe('before /usr\n');
  });
});

test.each([
  ['exit', "trap 'echo bye' EXIT; x=kept; cd /usr; exit 3", 'bye\n'],
  ['its own exit', "trap 'echo bye; exit 3' EXIT; x=kept; cd /usr; exit 1", 'bye\n'],
  ['what exit says', "trap 'echo $?' EXIT; x=kept; cd /usr; exit 3", '3\n'],
  [
    'errexit',
    "set -e; trap 'echo bye $?; false; echo on' EXIT; x=kept; cd /usr; (exit 3)",
    'bye 3\non\n',
  ],
  ['several signals', "trap 'echo bye' INT TERM EXIT; x=kept; cd /usr; exit 3", 'bye\n'],
  ['one set twice', "trap 'echo no' 0; trap 'echo bye' 0; x=kept; cd /usr; exit 3", 'bye\n'],
  ['one taken away', "trap 'echo no' EXIT; trap - EXIT; x=kept; cd /usr; exit 3", ''],
  ['one that is ignored', "trap '' EXIT; x=kept; cd /usr; exit 3", ''],
  ['of several lines', 'trap \'echo "a\nb"\' EXIT; x=kept; cd /usr; exit 3', 'a\nb\n'],
  ['within a function', "f() { trap 'echo bye' EXIT; x=kept; cd /usr; exit 3; }; f", 'bye\n'],
  ['and DEBUG', "trap ': debug' DEBUG; trap 'echo bye' EXIT; x=kept; cd /usr; exit 3", 'bye\n'],
])('an EXIT trap and %s lose nothing', async (_, script, says) => {
  const ended = await step(script);
  expect(ended.exitCode).toBe(3);
  expect(ended.output.head).toBe(says);
  expect(await out('echo $x $PWD; echo over')).toBe('kept /usr\nover\n');
});

test('what hands the state over before an EXIT trap is gone with its step', async () => {
  expect(await out("trap 'echo bye' EXIT; exit 0")).toBe('bye\n');
  expect(await out('declare -F; builtin trap -p | grep bye || echo none')).toBe('none\n');
});

test.each([
  'suspend -f',
  'kill -STOP $$',
  'kill -STOP $$; exec true',
  'kill -STOP $$; exit 0',
  'kill -TSTP 0; exit 0',
])('%s stops nothing for good', async (script) => {
  await step(script, { timeoutMs: 5_000 });
  expect(await out('echo on')).toBe('on\n');
});

test('an error of syntax shows the line of the step alone', async () => {
  const says = "bash: eval: line 2: syntax error near unexpected token `then'";
  expect(await out('echo no\nif then')).toBe(`no\n${says}\nbash: eval: line 2: \`if then'\n`);
  expect(await out('if then')).not.toContain('builtin');
});

test('a function of an earlier step can set an EXIT trap', async () => {
  await out("f() { trap 'echo bye' EXIT; }");
  expect(await out('f; x=kept; exit 0')).toBe('bye\n');
  expect(await out('echo $x')).toBe('kept\n');
});

test('traps for commands are kept beside one for the end', async () => {
  expect(await out("trap 'n=$((n+1))' DEBUG; trap 'echo bye' EXIT; n=0; :; echo $n")).toBe(
    '2\nbye\n',
  );
  expect(await out('n=0; :; echo $n')).toBe('2\n');
});

test('an EXIT trap of a step runs at its end and can write', async () => {
  expect(await out("trap 'echo bye; echo err >&2' EXIT; echo hi")).toBe('hi\nbye\nerr\n');
  expect(await out('true')).toBe('');
});

test('xtrace shows the step and nothing of ours', async () => {
  expect(await out('set -x; echo a')).toBe('a\n++ echo a\n');
  expect(await out('echo b')).toBe('b\n++ echo b\n');
});

test('the step sees no descriptor of ours, and messages have its own line numbers', async () => {
  expect(await out('x=1\nls /proc/self/fd | grep -c 6. || true')).toBe('0\n');
  expect(await out('echo $LINENO\n\nnot-a-command')).toBe(
    '1\nbash: line 3: not-a-command: command not found\n',
  );
});

test('a folder that is gone is said, and a reset starts anew', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'runbook-gone-'));
  await step(`cd ${folder}`);
  await step('true');
  rmdirSync(folder);
  await step('true'); // was already in it when it went
  expect(await step('pwd')).toMatchObject({ outcome: 'failed', code: 'cwd-missing' });
  await supervisor.client.resetSession(`session-${key}`);
  expect(await out('pwd')).toBe(`${tmpdir()}\n`);
});

test('steps sent at once run in order', async () => {
  const results = await Promise.all(
    ['x=1', 'x=$((x + 1))', 'x=$((x * 10))', 'echo $x'].map((s) => step(s)),
  );
  expect(results.at(-1)?.output.stdout.head).toBe('20\n');
});

test('shells that wait for their step may be killed', async () => {
  const bash = Number(await out('x=kept; echo $$'));
  await step('true');
  const children = () =>
    readFileSync(`/proc/${bash}/task/${bash}/children`, 'utf8').trim().split(' ').map(Number);
  const waiting = children();
  expect(waiting.length).toBeGreaterThan(0);
  for (const pid of waiting) killIfThere(pid);
  // Once the next is forked, bash has told of their end; a step elsewhere, and it is heard.
  await eventually(() => children().some((pid) => pid !== 0 && !waiting.includes(pid)), 10_000);
  await step('true', { sessionKey: `elsewhere-${key}` });
  expect(await out('echo $x')).toBe('kept\n');
});

/** The shell of the step before may just have gone by itself. */
function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

test('functions named like what we use are left alone', async () => {
  await step('exec() { echo mine >&2; }; read() { exec; }; printf() { exec; }; x=kept');
  expect(await step('read')).toMatchObject({ exitCode: 0, output: { head: 'mine\n' } });
  expect(await out('printf; echo $x')).toBe('kept\nmine\n');
});

test('a follow step takes up the state and holds up no other', async () => {
  await step('cd /usr/lib; x=kept; f() { echo f; }');
  const follow = supervisor.client.run(
    request('f; echo $x; pwd; x=mine; exec sleep 60', {
      sessionKey: `session-${key}`,
      follow: true,
    }),
  );
  await new Promise<void>((resolve) => follow.onOutput(() => resolve()));
  expect(await out('echo $x; x=later')).toBe('kept\n');
  follow.cancel();
  const { outcome, output } = await follow.result;
  expect([outcome, output.head]).toEqual(['succeeded', 'f\nkept\n/usr/lib\n']);
  expect(await out('echo $x')).toBe('later\n');
});

test('a background process outlives its step and may go on writing', async () => {
  await step('(trap "" PIPE; while :; do echo x || exit; done) & pid=$!');
  expect(await out('kill -0 $pid && echo alive')).toBe('alive\n');
  await supervisor.client.resetSession(`session-${key}`);
});

test('standard input is at its end, or is what was given', async () => {
  expect(await out('read x; echo "$?[$x]"')).toBe('1[]\n');
  expect((await step('cat', { stdin: 'given\n' })).output.stdout.head).toBe('given\n');
  expect((await step('sleep 0.05; cat /dev/stdin', { stdin: 'x' })).output.head).toBe('x');
  expect((await step('true', { stdin: 'not read' })).exitCode).toBe(0);
});

test('a changed environment is taken up', async () => {
  const env = { PATH: process.env['PATH'] ?? '' };
  await step('true', { env: { ...env, STAGE: 'one', GONE: '1' } });
  const result = await step('echo $STAGE ${GONE-none}', { env: { ...env, STAGE: "t'wo" } });
  expect(result.output.stdout.head).toBe("t'wo none\n");
});

test('a step sees the options and functions of a terminal, and none of ours', async () => {
  expect(await out('echo $- $0; declare -F; f() { :; }')).toBe('hBs bash\n');
  expect(await out('declare -F; compgen -A function')).toBe('declare -f f\nf\n');
});

test('a step that waits for what an earlier one started is told that it cannot', async () => {
  expect(await out('sleep 20 & echo $?')).toBe('0\n');
  expect(await out('wait; echo waited')).toMatch(/^waited\nrunbook: .*wait, jobs and \$! do not/);
  expect(await out('echo do not wait for jobs')).toBe('do not wait for jobs\n');
  expect(await out('sleep 0.01 & wait; echo waited')).toBe('waited\n');
  await supervisor.client.resetSession(`session-${key}`);
  expect(await out('wait; jobs; echo waited')).toBe('waited\n');
});

test('jobs of ours are none of a step', async () => {
  expect(await out('jobs; wait; sleep 0.01 & wait $!; echo $?')).toBe('0\n');
  expect(await out('jobs; wait; echo done')).toBe('done\n');
});

test('each step writes to its own record, however long an earlier one goes on', async () => {
  await step('(while :; do echo old; sleep 0.002; done) & pid=$!');
  for (let round = 0; round < 5; round += 1)
    expect(await out('sleep 0.01; echo new')).toBe('new\n');
  expect(await out('kill $pid; echo new')).toBe('new\n');
});

test('what a shell begins with is not handed over again, and what was changed is', async () => {
  await step('unset LANG; export PATH="$PATH:/x"; HOME=/y');
  expect(await out('echo "${LANG-gone} ${PATH##*:} $HOME"; env | grep -c ^HOME=')).toBe(
    'gone /x /y\n1\n',
  );
  await step(`export LANG=C.UTF-8 HOME=${process.env['HOME'] ?? ''}; declare +x HOME`);
  expect(await out('echo "$LANG"; env | grep -c ^HOME= || :')).toBe('C.UTF-8\n0\n');
});

test('/dev/stderr and /dev/stdout can be opened', async () => {
  expect(await out('echo o > /dev/stdout; echo e > /dev/stderr')).toBe('o\ne\n');
});
