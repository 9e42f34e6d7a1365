// The practice system, driven as an operator drives it: through its shell commands.
import { execFile, spawn } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startUnoc, UnocFailure } from '../../systems/unoc/startUnoc.mjs';
import type { Unoc } from '../../systems/unoc/startUnoc.mjs';
import { repeats } from '../effort';

const healthy = { status: 'healthy', service: 'unoc-backend', version: '2.0.0' };
const anyPorts = { backendPort: 0, postgresPort: 0, frontendPort: 0 };
const zeroPorts = { UNOC_PORT: '0', UNOC_POSTGRES_PORT: '0', UNOC_FRONTEND_PORT: '0' };
const control = resolve(__dirname, '../../systems/unoc/unoc.mjs');

interface Outcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

function freshHome(): string {
  return realpathSync(mkdtempSync(join(tmpdir(), 'unoc-test-')));
}

/** What an operator types, in the practice folder. */
function shell(unoc: Unoc, script: string): Promise<Outcome> {
  return new Promise((done) => {
    const options = { cwd: unoc.home, env: { ...process.env, ...unoc.env }, timeout: 30_000 };
    const child = execFile('bash', ['-c', script], options, (_error, stdout, stderr) => {
      done({ exitCode: child.exitCode ?? -1, stdout, stderr });
    });
    child.stdin?.end();
  });
}

async function health(unoc: Unoc): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${unoc.url}/health`);
  return { status: response.status, body: await response.json() };
}

async function deviceNames(unoc: Unoc): Promise<string[]> {
  const response = await fetch(`${unoc.url}/api/devices`);
  return ((await response.json()) as { name: string }[]).map(({ name }) => name);
}

/** The first value a probe gives that passes, within ten seconds. */
async function eventually<T>(probe: () => Promise<T>, passes: (value: T) => boolean): Promise<T> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    const value = await probe();
    if (passes(value) || Date.now() > deadline) return value;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** Whether a process lives; one that has ended and waits to be collected does not. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return (
      process.platform !== 'linux' || !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
    );
  } catch {
    return false;
  }
}

function canFind(kind: 'machine' | 'npm'): boolean {
  if (kind === 'npm') return true;
  const folders = (process.env['PATH'] ?? '').split(':');
  const installed = ['/usr/lib/postgresql', ...folders.map((folder) => join(folder, 'initdb'))];
  return installed.some((at) => statSync(at, { throwIfNoEntry: false }) !== undefined);
}

const thorough = repeats(10) === 10;
/** Both kinds where it counts, at a desk the one that is always there. */
const KINDS = thorough ? (['machine', 'npm'] as const) : (['npm'] as const);

describe.each(KINDS)('UNOC on the PostgreSQL of %s', (postgres) => {
  describe.skipIf(!canFind(postgres))('when it is there', () => {
    let unoc: Unoc;
    beforeAll(async () => {
      unoc = await startUnoc({ home: freshHome(), postgres, ...anyPorts });
    });
    afterAll(async () => {
      await unoc.remove();
      expect(unoc.processIds()).toEqual([]);
    });

    test('serves health and devices from its database', async () => {
      const answer = await shell(unoc, `curl -s http://localhost:${unoc.ports.backend}/health`);
      expect(answer.stdout).toBe('{"status":"healthy","service":"unoc-backend","version":"2.0.0"}');
      expect(await deviceNames(unoc)).toContain('olt-north');
      const count = await shell(
        unoc,
        'docker exec unoc-postgres psql -U unoc -d unocdb -c "SELECT COUNT(*) FROM devices;"',
      );
      expect(count.stdout).toMatch(/ count \n-+\n +8\n\(1 row\)/);
    });

    test('a stopped database turns the health check, a restart turns it back', async () => {
      await unoc.break('database-stopped');
      expect(await health(unoc)).toMatchObject({ status: 503, body: { status: 'unhealthy' } });
      const listed = await shell(unoc, 'docker ps -a | grep unoc-postgres');
      expect(listed.stdout).toMatch(/Exited \(0\) .* ago +unoc-postgres/);
      expect((await shell(unoc, 'docker ps | grep unoc-postgres')).exitCode).toBe(1);
      const pipe = 'cat backups/unoc_latest.sql | docker exec -i unoc-postgres psql -U unoc unocdb';
      const refused = await shell(unoc, pipe);
      expect(refused).toMatchObject({ exitCode: 1, stdout: '' });
      expect(refused.stderr).toMatch(
        /^Error response from daemon: container \w{64} is not running/,
      );

      const restart = await shell(unoc, 'docker compose restart postgres');
      expect(restart).toMatchObject({ exitCode: 0, stdout: '' });
      expect(restart.stderr).toContain('Container unoc-postgres  Started');
      expect(await health(unoc)).toEqual({ status: 200, body: healthy });
    });

    test('lost data comes back from the newest backup', async () => {
      const before = await deviceNames(unoc);
      await unoc.break('data-lost');
      expect((await health(unoc)).status).toBe(503);
      await shell(unoc, 'docker compose restart postgres');
      expect((await health(unoc)).status, 'a restart does not bring data back').toBe(503);

      const restored = await shell(unoc, restoreBlock(unoc));
      expect(restored.exitCode, restored.stderr).toBe(0);
      expect(await deviceNames(unoc)).toEqual(before);
      expect((await health(unoc)).status).toBe(200);
      const again = await shell(unoc, restoreBlock(unoc));
      expect(again.stderr, 'a restore over living data').not.toContain('ERROR');
      expect(await deviceNames(unoc)).toEqual(before);
    });

    test('a backup taken by hand holds what was provisioned', async () => {
      const device = '{"name":"it\'s; a \\"test\\"\\\\","kind":"ont"}';
      const made = await fetch(`${unoc.url}/api/devices/provision`, {
        method: 'POST',
        body: device,
      });
      expect(made.status).toBe(201);
      const dump = await shell(
        unoc,
        'docker exec unoc-postgres pg_dump --clean --if-exists -U unoc unocdb > backups/by-hand.sql',
      );
      expect(dump.exitCode, dump.stderr).toBe(0);
      await unoc.break('data-lost');
      await shell(unoc, 'docker exec -i unoc-postgres psql -U unoc unocdb < backups/by-hand.sql');
      expect(await deviceNames(unoc)).toContain('it\'s; a "test"\\');
    });

    test('down -v deletes the data, up -d seeds it anew', async () => {
      await fetch(`${unoc.url}/api/devices/provision`, {
        method: 'POST',
        body: '{"name":"short-lived","kind":"ont"}',
      });
      expect(await deviceNames(unoc)).toContain('short-lived');
      expect((await shell(unoc, 'docker compose down -v')).stderr).toContain('Volume');
      expect(unoc.processIds()).toEqual([]);
      const gone = await shell(unoc, 'docker logs unoc-backend');
      expect(gone.exitCode).toBe(1);
      expect(gone.stderr).toBe('Error response from daemon: No such container: unoc-backend\n');
      await shell(unoc, 'docker compose up -d');
      expect(await deviceNames(unoc)).toHaveLength(8);
    });
  });
});

/** The block of the playbook that restores, as the laid-out runbook has it. */
function restoreBlock(unoc: Unoc): string {
  const text = readFileSync(join(unoc.home, 'operations.md'), 'utf8');
  const block = /```bash\n(\s+docker compose stop backend\n[\s\S]*?)```/.exec(text)?.[1];
  if (block === undefined) throw new Error('The playbook has no block that restores.');
  return block;
}

/** The commands of the laid-out table of health checks. */
function checkCommands(unoc: Unoc): string[] {
  const text = readFileSync(join(unoc.home, 'quick-reference.md'), 'utf8');
  const table = text.slice(text.indexOf('| Check'), text.indexOf('## Restarts'));
  return [...table.matchAll(/^\|[^|]+\| `([^`]+)` \|/gm)].map((row) => row[1] ?? '');
}

describe('operating UNOC', () => {
  let unoc: Unoc;
  beforeAll(async () => {
    unoc = await startUnoc({ home: freshHome(), ...anyPorts });
  });
  afterAll(() => unoc.remove());

  test('a wrong setting makes the backend restart until it is corrected', async () => {
    await unoc.break('backend-crash-loop');
    const restarts = () => shell(unoc, "docker inspect -f '{{.RestartCount}}' unoc-backend");
    const count = await eventually(restarts, ({ stdout }) => Number(stdout) >= 2);
    expect(Number(count.stdout)).toBeGreaterThanOrEqual(2);
    const list = () => shell(unoc, "docker ps --format '{{.Names}} {{.Status}}'");
    const seen = await eventually(list, ({ stdout }) => stdout.includes('Restarting'));
    expect(seen.stdout).toMatch(/unoc-backend Restarting \(1\) .* ago/);
    expect((await shell(unoc, 'docker logs --tail 50 unoc-backend')).stdout).toContain(
      'SettingsError: POLL_SECONDS must be a whole number, got "often"',
    );
    await shell(unoc, 'docker compose restart backend');
    await expect(health(unoc), 'not corrected yet').rejects.toThrow();
    await shell(unoc, "sed -i 's/often/30/' .env && docker compose up -d backend");
    expect(await health(unoc)).toEqual({ status: 200, body: healthy });
  });

  test('logs -f follows until it is ended, and ends with its container', async () => {
    const env = { ...process.env, ...unoc.env };
    const follow = spawn('docker', ['logs', '-f', '--tail', '0', 'unoc-backend'], { env });
    const ended = new Promise((done) => follow.once('exit', done));
    let text = '';
    follow.stdout.on('data', (bytes: Buffer) => (text += bytes.toString()));
    const ask = () => fetch(`${unoc.url}/api/devices?followed`).then(() => text);
    expect(await eventually(ask, (seen) => seen.includes('?followed'))).toContain('?followed');
    await shell(unoc, 'docker stop unoc-backend');
    expect(await ended).toBe(0);
    expect(text).toContain('Shutting down');
    await shell(unoc, 'docker start unoc-backend');
  });

  test('answers as docker does to what it cannot do', async () => {
    const nothing = await shell(unoc, 'docker restart nothing');
    expect(nothing).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: 'Error response from daemon: No such container: nothing\n',
    });
    const tty = await shell(unoc, 'docker exec -it unoc-postgres psql -U unoc -c "SELECT 1"');
    expect(tty).toEqual({ exitCode: 1, stdout: '', stderr: 'the input device is not a TTY\n' });
    expect((await shell(unoc, 'docker frobnicate')).stderr).toContain('is not a docker command');
    expect((await shell(unoc, 'docker compose stop nothing')).stderr).toBe(
      'no such service: nothing\n',
    );
    const elsewhere = await shell(unoc, 'cd / && docker compose ps');
    expect(elsewhere.stderr).toBe('no configuration file provided: not found\n');
    const away = await shell(unoc, 'cd / && UNOC_HOME= docker ps');
    expect(away.stderr).toContain('Cannot connect to the Docker daemon');
  });

  test('stats shows what the containers use; prune removes the stopped ones only', async () => {
    const stats = await shell(unoc, 'docker stats --no-stream');
    expect(stats.stdout).toMatch(/unoc-backend +\d+\.\d\d% +[1-9][\d.]*MiB \//);
    await shell(unoc, 'docker stop unoc-frontend');
    const declined = await shell(unoc, 'echo n | docker system prune');
    expect(declined.stdout).toContain('Are you sure you want to continue? [y/N]');
    expect((await shell(unoc, 'docker ps -aq')).stdout.trim().split('\n')).toHaveLength(3);
    expect((await shell(unoc, 'docker system prune -f')).stdout).toContain('Deleted Containers:');
    expect((await shell(unoc, "docker ps -a --format '{{.Names}}'")).stdout).toBe(
      'unoc-postgres\nunoc-backend\n',
    );
    await shell(unoc, 'docker compose up -d');
    const page = await fetch(`http://localhost:${unoc.ports.frontend}/`);
    expect(await page.text()).toContain('<title>UNOC</title>');
    const through = await fetch(`http://localhost:${unoc.ports.frontend}/api/devices`);
    expect(through.status).toBe(200);
  });

  test('repair brings everything back', async () => {
    await unoc.break('data-lost');
    await unoc.break('backend-crash-loop');
    await unoc.break('database-stopped');
    await unoc.repair();
    expect(await health(unoc)).toEqual({ status: 200, body: healthy });
    expect(await deviceNames(unoc)).toHaveLength(8);
  });

  test('a port in use is named, with what to do', async () => {
    const taken = createServer();
    await new Promise<void>((done) => taken.listen(0, '127.0.0.1', done));
    const { port } = taken.address() as { port: number };
    const home = freshHome();
    const start = startUnoc({ home, ...anyPorts, backendPort: port });
    await expect(start).rejects.toThrow(UnocFailure);
    await expect(start).rejects.toThrow(
      `Port ${port} for unoc-backend is in use by another program: ` +
        'end that program, or choose another port with UNOC_PORT=<port> (0 takes any free one).',
    );
    const env = { ...process.env, UNOC_HOME: home, UNOC_PORT: '' };
    const cli = await new Promise<Outcome>((done) => {
      const child = execFile(process.execPath, [control, 'start'], { env }, (_e, stdout, stderr) =>
        done({ exitCode: child.exitCode ?? -1, stdout, stderr }),
      );
    });
    expect(cli.exitCode).toBe(1);
    expect(cli.stderr.trim().split('\n')).toHaveLength(1);
    expect(cli.stderr).toContain(`Port ${port} for unoc-backend is in use`);
    taken.close();
    rmSync(home, { recursive: true });
  });

  test('stop leaves no process, also after its keepers were killed', async () => {
    const ids = unoc.processIds();
    expect(ids.length).toBeGreaterThanOrEqual(6);
    for (const service of ['postgres', 'backend']) {
      const file = join(unoc.home, '.unoc', 'containers', service, 'state.json');
      const { keeper } = JSON.parse(readFileSync(file, 'utf8')) as { keeper: { pid: number } };
      process.kill(keeper.pid, 'SIGKILL');
    }
    await unoc.stop();
    expect(unoc.processIds()).toEqual([]);
    expect(ids.filter(isRunning)).toEqual([]);
    const again = await startUnoc({ home: unoc.home });
    expect(again.ports).toEqual(unoc.ports);
    expect(await deviceNames(again)).toHaveLength(8);
  });

  test('a start that was killed half-way does not stand in the way of the next', async () => {
    const home = freshHome();
    const env = { ...process.env, UNOC_HOME: home, ...zeroPorts };
    const half = spawn(process.execPath, [control, 'start'], { env, stdio: 'ignore' });
    const ended = new Promise((done) => half.once('exit', done));
    const begun = () => Promise.resolve(existsSync(join(home, '.unoc', 'config.json')));
    expect(await eventually(begun, Boolean)).toBe(true);
    half.kill('SIGKILL');
    await ended;
    const whole = await startUnoc({ home });
    expect(await deviceNames(whole)).toHaveLength(8);
    await whole.remove();
    expect(whole.processIds()).toEqual([]);
  });

  test('the checks of the runbook pass, and fail when the database is gone', async () => {
    const commands = checkCommands(unoc);
    expect(commands.length).toBeGreaterThanOrEqual(5);
    for (const command of commands) {
      const outcome = await shell(unoc, command);
      expect(outcome.exitCode, `${command}\n${outcome.stderr}`).toBe(0);
    }
    await unoc.break('database-stopped');
    const database = commands.filter((command) => command.startsWith('docker exec'));
    for (const command of database) expect((await shell(unoc, command)).exitCode).toBe(1);
    await unoc.repair();
  });

  test('the folder has the runbooks with its own ports, and backups of the last nights', () => {
    const runbook = readFileSync(join(unoc.home, 'quick-reference.md'), 'utf8');
    expect(runbook).toContain(`http://localhost:${unoc.ports.backend}/health`);
    expect(runbook).not.toContain('localhost:5001');
    const backups = readdirSync(join(unoc.home, 'backups'));
    expect(backups).toContain('unoc_latest.sql');
    expect(backups.filter((name) => /^unoc_\d{8}_\d{6}\.sql$/.test(name))).toHaveLength(3);
  });
});
