import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { bundledSupervisor, request, type BundledSupervisor } from '../bundledSupervisor';
import { repeats } from '../../effort';

let supervisor: BundledSupervisor;
beforeAll(async () => {
  supervisor = await bundledSupervisor();
});
afterAll(() => supervisor.close());

/** 10 GiB by hand: what is kept does not depend on how much came. */
const BLOCK = Buffer.from('y\n'.repeat(2 ** 20));
const SIZE = repeats(512, 5 * 1024) * BLOCK.length;

function residentMegabytes(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
}

test.skipIf(process.platform !== 'linux')(
  `${SIZE} bytes are counted and hashed in bounded memory`,
  async () => {
    await supervisor.client.run(request('true')).result;
    const pid = supervisor.client.pid ?? 0;
    const before = residentMegabytes(pid);
    const run = supervisor.client.run(
      request(`yes | head -c ${SIZE}`, { outputLimitBytes: 1 << 20 }),
    );
    const updates: number[] = [];
    run.onOutput(() => updates.push(performance.now()));
    const { output, durationMs } = await run.result;
    const hash = createHash('sha256');
    for (let done = 0; done < SIZE; done += BLOCK.length) hash.update(BLOCK);
    expect(output).toMatchObject({ bytes: SIZE, lines: SIZE / 2, sha256: hash.digest('hex') });
    expect(statSync(output.file ?? '').size).toBe(1 << 20);
    expect(residentMegabytes(pid) - before).toBeLessThan(64);
    expect(updates.length).toBeLessThan(5 + durationMs / 45);
  },
);

test('a hundred thousand unbuffered lines are all there', async () => {
  const script = 'for ((n = 0; n < 100000; n++)); do echo "$n"; done';
  const { output } = await supervisor.client.run(request(script)).result;
  expect(output).toMatchObject({ lines: 100_000, bytes: 588_890 });
  expect(output.tail.endsWith('99998\n99999\n')).toBe(true);
});

test('what is shown is what is kept, for output that is no flood', async () => {
  const run = supervisor.client.run(request('printf "a ✓ "; echo; seq 1 500'));
  const shown: string[] = [];
  run.onOutput(({ text }) => shown.push(text));
  const { output } = await run.result;
  expect(shown.join('')).toBe(output.head);
});

test('secrets are in no byte written or shown', async () => {
  const secret = 'Vq7-needle/in+haystack';
  const script = [
    'for i in {1..3000}; do echo "some filler so that there is a file $i"; done',
    'printf "%s" "${S:0:9}"; echo "${S:9}"',
    'printf "%s" "$S" | base64; printf "x%s" "$S" | base64; printf "%s" "$S" | od -An -tx1 >&2',
    'echo "https://app:$S@db.example.org/" "{\\"password\\":\\"$S\\"}"',
  ].join('\n');
  const one = request(script, { secrets: [secret] });
  const run = supervisor.client.run({ ...one, env: { ...one.env, S: secret } });
  const shown: string[] = [];
  run.onOutput(({ text }) => shown.push(text));
  const { output } = await run.result;
  const written = readFileSync(output.file ?? '', 'utf8');
  const folder = join(supervisor.folder, 'outputs');
  const files = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'));
  const forms = [
    secret,
    Buffer.from(secret).toString('base64').slice(0, 20),
    Buffer.from(secret).toString('hex'),
  ];
  for (const text of [written, shown.join(''), JSON.stringify(output), ...files]) {
    for (const form of forms) expect(text.replaceAll(' ', '')).not.toContain(form);
  }
  expect(written).toContain('***');
});

describe('what cannot start says why in one sentence', () => {
  const CASES = [
    ['cwd-missing', request('true', { cwd: '/no/such/folder' }), 'refused'],
    ['shell-not-found', request('true', { env: { PATH: '/no/such' } }), 'refused'],
    ['shell-not-found', request('true', { env: { PATH: '.:bin' } }), 'refused'],
    ['shell-not-found', request('true', { untrustedFolders: ['/usr', '/bin'] }), 'refused'],
    ['command-not-found', request('no-such-command-here'), 'failed'],
    ['permission-denied', request('/etc/passwd'), 'failed'],
  ] as const;
  for (const [code, one, outcome] of CASES) {
    test(`${code}: ${one.script.slice(0, 30)} ${JSON.stringify(one.untrustedFolders ?? one.env['PATH']).slice(0, 20)}`, async () => {
      const result = await supervisor.client.run(one).result;
      expect(result).toMatchObject({ code, outcome });
      expect(result.message).toMatch(/^[^\n]+\.$/);
    });
  }
});

describe('a command that wants input is told from one that does not', () => {
  const CASES: readonly (readonly [script: string, asked: boolean])[] = [
    ['printf "Continue? [y/N] "; read -r x', true],
    ['printf "Password: " >&2; read -r x || exit 1', true],
    [
      `${process.execPath} -e "process.stderr.write('sudo: a terminal is required to read the password'); process.exit(1)"`,
      true,
    ],
    ['echo > /dev/tty', true],
    ['echo done', false],
    ['echo "is it done?"', false],
    ['printf "no newline"; exit 1', false],
  ];
  for (const [script, asked] of CASES) {
    test(script.slice(0, 50), async () => {
      expect((await supervisor.client.run(request(script)).result).askedForInput).toBe(asked);
    });
  }
});

test('standard input is at its end, or is what was given', async () => {
  const { client } = supervisor;
  expect((await client.run(request('cat; read x || echo end')).result).output.head).toBe('end\n');
  const given = await client.run(request('cat /dev/stdin', { stdin: 'given' })).result;
  expect(given.output.head).toBe('given');
});

test('the environment is the given one and nothing else', async () => {
  const { output } = await supervisor.client.run(
    request('env | sort', { env: { PATH: '/usr/bin:/bin', A: '1' } }),
  ).result;
  const names = output.head.split('\n').map((line) => line.split('=')[0]);
  expect(names).toEqual([
    'A',
    'PATH',
    'PWD',
    'RUNBOOK_RUN_ID',
    'RUNBOOK_SUPERVISOR',
    'SHLVL',
    '_',
    '',
  ]);
});

describe('a script longer than one argument may be runs all the same', () => {
  const CASES = [
    ['bash', '#', 'echo end; exit 3'],
    ['sh', '#', 'echo end; exit 3'],
    ['zsh', '#', 'echo end; exit 3'],
    ['python', '#', 'print("end"); raise SystemExit(3)'],
    ['node', '//', 'console.log("end"); process.exit(3)'],
  ] as const;
  for (const [shell, comment, last] of CASES) {
    test(shell, async (context) => {
      const script = `${`${comment} a long line of notes, said again and again\n`.repeat(20_000)}${last}\n`;
      const result = await supervisor.client.run(request(script, { shell })).result;
      if (result.code === 'shell-not-found') context.skip(`${shell} is not installed`);
      expect(result.output.stderr.head).toBe('');
      expect(result).toMatchObject({ exitCode: 3, output: { head: 'end\n' } });
    });
  }

  test('with standard input, and its own commands do not read the script', async () => {
    const script = `${'# notes\n'.repeat(20_000)}cat; read -r x || echo at the end\n`;
    const { output } = await supervisor.client.run(request(script, { stdin: 'given\n' })).result;
    expect(output.head).toBe('given\nat the end\n');
  });
});

test('python and node run scripts too', async () => {
  const { client } = supervisor;
  expect(
    (await client.run(request('console.log(1 + 1)', { shell: 'node' })).result).output.head,
  ).toBe('2\n');
  const python = await client.run(request('print(1 + 1)', { shell: 'python' })).result;
  if (python.code !== 'shell-not-found') expect(python.output.head).toBe('2\n');
});
