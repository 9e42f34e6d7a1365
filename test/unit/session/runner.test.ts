import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { programFolder } from '../builtProgram';
import { bash, SessionUnderTest, type SessionSetup } from './sessionUnderTest';

let program: string;
let open: SessionUnderTest[] = [];
beforeAll(async () => {
  program = await programFolder();
}, 30_000);
afterEach(async () => {
  await Promise.all(open.map((session) => session.close()));
  open = [];
});

function start(setup: SessionSetup = {}): SessionUnderTest {
  const session = new SessionUnderTest(program, setup);
  open.push(session);
  return session;
}

describe('variables', () => {
  const text = bash('SHARD=eu-3', 'echo "on $SHARD"');

  test('a variable that an earlier step sets is refused by name before that step has run', async () => {
    const trial = start();
    const before = await trial.run(text, 'echo');
    expect(before).toMatchObject({ outcome: 'refused', code: 'values-missing' });
    expect(before.message).toMatch(/\$SHARD.*Run ".*" first/);
    await trial.run(text, 'SHARD=');
    const after = await trial.run(text, 'echo');
    expect(after.output?.head).toBe('on eu-3\n');
  });

  test('after a reset it is asked for again', async () => {
    const trial = start();
    await trial.run(text, 'SHARD=');
    await trial.session.runs.reset('r.md');
    expect(await trial.run(text, 'echo')).toMatchObject({ code: 'values-missing' });
  });

  test('.env fills it, the chosen environment wins, and its secrets are masked', async () => {
    const trial = start();
    writeFileSync(join(trial.root, '.env'), 'SHARD=plain\n');
    writeFileSync(join(trial.root, '.env.staging'), 'SHARD=stage\nDB_PASSWORD=hunter2hunter2\n');
    expect((await trial.run(text, 'echo')).output?.head).toBe('on plain\n');
    expect(await trial.session.environments.choose('staging')).toBe(true);
    expect(await trial.session.environments.choose('nowhere')).toBe(false);
    expect((await trial.run(text, 'echo')).output?.head).toBe('on stage\n');
    const shown = await trial.run(bash('echo "pw ${DB_PASSWORD:-}"'), 'pw');
    expect(shown.output?.head).not.toContain('hunter2');
    const started = (await trial.events()).filter(({ type }) => type === 'run.started');
    expect(started.at(-1)?.data['environment']).toBe('staging');
  });
});

describe('consent', () => {
  test('in production a change asks every time and wants a name typed, a check is not asked', async () => {
    const trial = start();
    writeFileSync(join(trial.root, '.env.production'), 'A=1\n');
    await trial.session.environments.choose('production');
    const text = bash('touch changed', 'uptime');
    await trial.run(text, 'touch');
    await trial.run(text, 'touch');
    await trial.run(text, 'uptime');
    expect(trial.asked.map(({ typeToConfirm }) => typeToConfirm)).toEqual([
      'production',
      'production',
    ]);
  });

  test('what only looks like something else is shown escaped, in the reasons as well', async () => {
    const trial = new SessionUnderTest(program, {
      questions: { values: () => Promise.resolve({ name: 'a\u001b[2Kb\u202ec' }) },
    });
    await trial.run(bash('touch <name>'), 'touch');
    expect(trial.asked[0]?.shownText).toContain('a\\u{1b}[2Kb\\u{202e}c');
    expect(trial.asked[0]?.detail).toContain('a\\u{1b}[2Kb\\u{202e}c');
    expect(trial.asked[0]?.detail).not.toMatch(/[\u001b\u202e]/);
    await trial.close();
  });

  test('an edit between click and spawn is refused, and recorded so', async () => {
    const text = bash('touch never');
    const trial = start();
    const report = await trial.run(text, 'touch', { current: () => bash('touch other') });
    expect(report).toMatchObject({ outcome: 'refused', code: 'edited' });
    expect(existsSync(join(trial.root, 'never'))).toBe(false);
    expect((await trial.events()).at(-1)).toMatchObject({ type: 'run.refused' });
    const same = await trial.run(text, 'touch', { current: () => `${text}\nMore words.\n` });
    expect(same.outcome).toBe('succeeded');
  });
});

describe('stopped before there is a process', () => {
  test('what was on its way is recorded as cancelled, and what waited behind it never begins', async () => {
    const trial: SessionUnderTest = start({
      questions: {
        consent: () => {
          trial.session.runs.stop();
          return Promise.resolve(true);
        },
      },
    });
    const text = bash('touch first', 'touch second');
    const both = [trial.run(text, 'first'), trial.run(text, 'second')];
    const outcomes = (await Promise.all(both)).map(({ outcome }) => outcome);
    expect(outcomes).toEqual(['cancelled', 'cancelled']);
    expect(existsSync(join(trial.root, 'first'))).toBe(false);
    expect(existsSync(join(trial.root, 'second'))).toBe(false);
    const today = await trial.session.log.readJournal(trial.session.log.today());
    const events = today.ok ? today.value.events : [];
    const ofRuns = events.map(({ type }) => type).filter((type) => type.startsWith('run.'));
    expect(ofRuns).toEqual(['run.started', 'run.ended']);
  });
});

describe('how long', () => {
  test('a check is tried again until it passes, as one run', async () => {
    const trial = start();
    const text =
      '# T\n\n```bash {retry=100ms until=15s intent=check}\necho x >> tries; test "$(wc -l < tries)" -ge 3\n```\n';
    const report = await trial.run(text, 'tries');
    // Appending makes it a change, which is never tried again.
    expect(report.outcome).toBe('failed');
    const reading = '# T\n\n```bash {retry=100ms until=15s}\ntest -e there\n```\n';
    const running = trial.run(reading, 'there');
    writeFileSync(join(trial.root, 'there'), '');
    expect((await running).outcome).toBe('succeeded');
    const never = await trial.run(reading.replace('15s', '300ms').replace('there', 'gone'), 'gone');
    expect(never.outcome).toBe('failed');
    expect(never.message).toMatch(/attempts were made/);
  });

  test('an endless step has no timeout and has succeeded when it is stopped', async () => {
    const trial = start({ settings: { timeoutMs: 300 } });
    writeFileSync(join(trial.root, 'log'), 'line\n');
    trial.session.runs.onEvent((event) => {
      if (event.kind === 'output') setTimeout(() => trial.session.runs.stop(event.runId), 500);
    });
    const report = await trial.run(bash('tail -f log'), 'tail');
    expect(report.outcome).toBe('succeeded');
    expect(report.durationMs).toBeGreaterThan(400);
  });

  test('a follow command holds up no other step, and has succeeded when it is stopped', async () => {
    const trial = start();
    const text = bash('cd /usr/lib', 'tail -f /etc/hostname', 'pwd');
    await trial.run(text, 'cd');
    const follow = trial.run(text, 'tail');
    expect((await trial.run(text, 'pwd')).output?.head).toBe('/usr/lib\n');
    expect(trial.session.runs.running).toHaveLength(1);
    trial.session.runs.stop();
    expect(await follow).toMatchObject({ outcome: 'succeeded' });
  });

  test('a background step does not hold up the next', async () => {
    const trial = start();
    const text = '# T\n\n```bash {background}\nsleep 30\n```\n\n```bash\necho next\n```\n';
    const background = trial.run(text, 'sleep');
    expect((await trial.run(text, 'echo')).output?.head).toBe('next\n');
    trial.session.runs.stop();
    expect((await background).outcome).toBe('succeeded');
  });
});

test('a text that no shell reads is refused before any of it runs', async () => {
  const trial = start();
  const report = await trial.run(bash('touch begun\necho "abc'), 'touch');
  expect(report).toMatchObject({ outcome: 'refused', code: 'not-runnable' });
  expect(report.message).toContain('a double quote is never closed');
});

describe('the folder of a step', () => {
  test('holds for this step, and the next goes on where it was', async () => {
    const trial = start();
    mkdirSync(join(trial.root, "it's"));
    mkdirSync(join(trial.root, 'a'));
    const text =
      '# T\n\n```bash\ncd a; KEPT=1\n```\n\n```bash {cwd="it\'s"}\nbasename "$PWD"\n```\n\n' +
      '```bash\necho "$(basename "$PWD") $KEPT"\n```\n';
    await trial.run(text, 'cd a');
    expect((await trial.run(text, 'basename "$PWD"\n'.trim())).output?.head).toBe("it's\n");
    expect((await trial.run(text, 'KEPT"')).output?.head).toBe('a 1\n');
  });
});

describe('targets', () => {
  test.each([
    ['docker:db', 'docker', ['exec', '-i', 'db', 'sh', '-c']],
    ['k8s:shop/api-0/app', 'kubectl', ['exec', '-i', '-n', 'shop', 'api-0', '-c', 'app', '--']],
    [
      'ssh:ops@web-1',
      'ssh',
      ['-T', '-o', 'BatchMode=yes', '-o', 'ConnectTimeout=10', '--', 'ops@web-1'],
    ],
  ])('%s gets the text by standard input and is recorded', async (target, tool, args) => {
    const trial = start();
    const bin = join(trial.root, 'bin');
    writeFileSync(
      join(bin, tool),
      `#!/bin/sh\nprintf '%s\\n' "$@" > "${trial.root}/argv"\nfor last; do :; done\nexec sh -c "$last"\n`,
    );
    chmodSync(join(bin, tool), 0o755);
    writeFileSync(join(trial.root, '.env'), `PATH=${bin}:${process.env['PATH'] ?? ''}\n`);
    const text = bash("echo \"in $WHERE, $(printf %s 'it'\"'\"'s')\"");
    const report = await trial.run(text, 'WHERE', { target, values: { WHERE: "a'b $(id)" } });
    expect(report.output?.head).toBe("in a'b $(id), it's\n");
    const argv = readFileSync(join(trial.root, 'argv'), 'utf8');
    expect(argv.split('\n').slice(0, args.length)).toEqual(args);
    expect(argv).not.toContain('WHERE');
    const started = (await trial.events()).find(({ type }) => type === 'run.started');
    expect(started?.data['target']).toBe(target);
  });

  test('variables of the environment go along, those of the shell here do not', async () => {
    const trial = start();
    const bin = join(trial.root, 'bin');
    writeFileSync(
      join(bin, 'docker'),
      '#!/bin/sh\nfor last; do :; done\nexec env -i PATH="$PATH" sh -c "$last"\n',
    );
    chmodSync(join(bin, 'docker'), 0o755);
    writeFileSync(
      join(trial.root, '.env'),
      `REGION=eu-1\nPATH=${bin}:${process.env['PATH'] ?? ''}\n`,
    );
    const text = bash('SHARD=3', 'echo "in $REGION"', 'echo "shard $SHARD"');
    const more = { target: 'docker:db' };
    expect((await trial.run(text, 'in $REGION', more)).output?.head).toBe('in eu-1\n');
    await trial.run(text, 'SHARD=3');
    expect(await trial.run(text, 'shard', more)).toMatchObject({ code: 'values-missing' });
  });

  test('what is not a target is refused with how to write one', async () => {
    const report = await start().run(bash('uptime'), 'uptime', { target: 'ssh:-oProxyCommand=id' });
    expect(report).toMatchObject({ outcome: 'refused', code: 'bad-target' });
  });
});

describe('interactive steps', () => {
  const text = bash('psql -h db shop');

  test('without a terminal they are refused with a sentence', async () => {
    expect(await start().run(text, 'psql')).toMatchObject({
      outcome: 'refused',
      code: 'interactive',
    });
  });

  test('the record stands before the terminal gets the text; its exit code and output count', async () => {
    const seen: string[][] = [];
    const trial: SessionUnderTest = start({
      environment: { DB_PASSWORD: 'hunter2hunter2' },
      terminals: {
        run: ({ text: given }) => ({
          result: trial.events().then((events) => {
            seen.push([given, events.at(-1)?.type ?? '']);
            return { exitCode: 3, output: 'no hunter2hunter2 here\n', stopped: false };
          }),
          cancel: () => undefined,
        }),
      },
    });
    const report = await trial.run(text, 'psql');
    expect(seen).toEqual([['psql -h db shop', 'run.started']]);
    expect(report).toMatchObject({ outcome: 'failed', exitCode: 3 });
    expect(report.output?.head).not.toContain('hunter2');
  });

  test('a terminal that does not tell leaves the verdict to a person', async () => {
    const trial = start({
      terminals: {
        run: () => ({
          result: Promise.resolve({ exitCode: undefined, output: '', stopped: false }),
          cancel: () => undefined,
        }),
      },
    });
    expect((await trial.run(text, 'psql')).verdict?.kind).toBe('needs-eyes');
  });
});
