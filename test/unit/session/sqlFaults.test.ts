import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TLSSocket, createSecureContext } from 'node:tls';
import { afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { freePort, PostgresUnderTest } from '../execution/sql/postgresUnderTest';
import { programFolder } from '../builtProgram';
import { SessionUnderTest, type SessionSetup } from './sessionUnderTest';

let program: string;
let server: PostgresUnderTest;
let open: SessionUnderTest[] = [];
beforeAll(async () => {
  [program, server] = await Promise.all([
    programFolder(),
    PostgresUnderTest.ofWorker(inject('madeOnce')),
  ]);
}, 60_000);
afterEach(async () => {
  await Promise.all(open.map((session) => session.close()));
  open = [];
});

function start(url: string, setup: SessionSetup = {}) {
  const trial = new SessionUnderTest(program, { ...setup, environment: { DATABASE_URL: url } });
  open.push(trial);
  return trial;
}

const sql = (text: string) => `# Trial\n\n\`\`\`sql\n${text}\n\`\`\`\n`;
const guest = (password: string) => `postgres://guest${password}@127.0.0.1:${server.port}/postgres`;

/** One sentence, and a record that is closed with it. */
async function expectClosed(trial: SessionUnderTest, code: string, sentence: RegExp) {
  const report = await trial.run(sql('SELECT 1'), 'SELECT');
  expect(report).toMatchObject({ outcome: 'failed', code, saved: true });
  expect(report.message).toMatch(sentence);
  expect(report.message?.split('\n')).toHaveLength(1);
  const last = (await trial.events()).at(-1);
  expect(last).toMatchObject({ type: 'run.ended', data: { message: report.message } });
}

describe('a connection that cannot be had', () => {
  test('nothing listens', async () => {
    const port = await freePort();
    const trial = start(`postgres://boss@127.0.0.1:${port}/x`);
    await expectClosed(trial, 'connection-refused', /^Nothing answers at 127\.0\.0\.1:\d+: /);
  });

  test('the host does not exist', async () => {
    const trial = start('postgres://boss@no-such-host.invalid/x');
    await expectClosed(trial, 'host-not-found', /no-such-host\.invalid/);
  });

  test('wrong password, no password, and the right one', async () => {
    await expectClosed(
      start(guest(':wrong')),
      'password-wrong',
      /did not accept the password\. Correct it/,
    );
    await expectClosed(start(guest('')), 'password-missing', /wants a password/);
    const trial = start(guest(':open-sesame-1'));
    const report = await trial.run(sql("SELECT reverse('1-emases-nepo') AS said"), 'SELECT');
    expect(report.outcome).toBe('succeeded');
    expect(JSON.stringify(await trial.events())).not.toContain('open-sesame-1');
    expect(report.output?.head).not.toContain('open-sesame-1');
  });

  test('no such database', async () => {
    const url = `postgres://boss@127.0.0.1:${server.port}/nowhere`;
    await expectClosed(start(url), 'database-missing', /no database "nowhere"/);
  });

  test('encryption is wanted and not to be had', async () => {
    const url = `postgres://boss@127.0.0.1:${server.port}/postgres?sslmode=require`;
    await expectClosed(start(url), 'ssl-not-supported', /no encrypted connections/);
  });

  test('a certificate nobody vouches for', async () => {
    const fake = await selfSigned();
    try {
      const url = `postgres://boss@127.0.0.1:${fake.port}/postgres?sslmode=verify-full`;
      await expectClosed(start(url), 'certificate', /certificate of .* was not accepted/);
    } finally {
      await fake.stop();
    }
  });

  test('a certificate file that is not there', async () => {
    const url = `postgres://boss@127.0.0.1:${server.port}/x?sslmode=verify-ca&sslrootcert=/none.pem`;
    await expectClosed(start(url), 'ssl-file', /cannot be read/);
  });
});

describe('a step that is stopped or loses its server', () => {
  const url = () => `postgres://boss@127.0.0.1:${server.port}/postgres?sslmode=disable`;

  async function whileSleeping(trial: SessionUnderTest, act: () => unknown) {
    const running = trial.run(sql('SELECT pg_sleep(60)'), 'pg_sleep');
    const until = Date.now() + 20_000;
    while (Date.now() < until) {
      const [row] = await server.query(
        "SELECT count(*)::int AS n FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%' AND state = 'active'",
      );
      if (row?.['n'] === 1) break;
    }
    await act();
    return running;
  }
  const sleeping = async () =>
    (
      await server.query(
        "SELECT 1 FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%' AND state = 'active'",
      )
    ).length;

  test('cancel ends it within a second, and the connection serves the next step', async () => {
    const trial = start(url());
    let at = 0;
    const report = await whileSleeping(trial, () => {
      at = performance.now();
      trial.session.runs.stop();
    });
    expect(performance.now() - at).toBeLessThan(1_000);
    expect(report.outcome).toBe('cancelled');
    expect(await sleeping()).toBe(0);
    expect((await trial.run(sql('SELECT 1'), 'SELECT')).outcome).toBe('succeeded');
  });

  test('a timeout holds whatever the statement does', async () => {
    const trial = start(url(), { settings: { timeoutMs: 700 } });
    const report = await trial.run(sql('SELECT pg_sleep(60)'), 'pg_sleep');
    expect(['timed-out', 'failed']).toContain(report.outcome);
    expect(report.durationMs).toBeLessThan(3_000);
    expect(await sleeping()).toBe(0);
  });

  test('a backend that is ended closes the record and not the program', async () => {
    const trial = start(url());
    const report = await whileSleeping(trial, () =>
      server.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%'",
      ),
    );
    expect(report).toMatchObject({ outcome: 'failed', code: 'connection-lost', saved: true });
    expect(report.message).toMatch(/connection to postgres boss@.* was lost/);
    expect((await trial.run(sql('SELECT 1'), 'SELECT')).outcome).toBe('succeeded');
  });

  test('an idle connection whose server went away is replaced', async () => {
    const trial = start(url());
    await trial.run(sql('SELECT 1'), 'SELECT');
    await server.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'runbook'",
    );
    expect((await trial.run(sql('SELECT 2'), 'SELECT')).outcome).toBe('succeeded');
  });
});

/** Says yes to encryption and shows a certificate of its own. */
async function selfSigned(): Promise<{ port: number; stop: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'runbook-tls-'));
  chmodSync(folder, 0o700);
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const options = [
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    '1',
    '-subj',
    '/CN=harbour',
  ];
  execFileSync('openssl', [...options, '-keyout', key, '-out', cert], { stdio: 'ignore' });
  const secureContext = createSecureContext({ key: readFileSync(key), cert: readFileSync(cert) });
  const fake: Server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => {
      socket.write('S');
      const secure = new TLSSocket(socket, { isServer: true, secureContext });
      secure.on('error', () => undefined);
    });
  });
  const port = await freePort();
  await new Promise<void>((resolve) => fake.listen(port, '127.0.0.1', resolve));
  return {
    port,
    stop: async () => {
      await new Promise((resolve) => fake.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
