import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { SqlTarget } from '../../../../src/core/run/sql/sqlTarget';
import { installOnce } from '../../../harness/installOnce.mjs';
import { POSTGRES_FOLDER } from '../../madeOnce';

type ServerUser = { readonly uid: number; readonly gid: number } | undefined;

interface PracticeServer {
  findBinaries(wanted: undefined): { readonly initdb: string; readonly postgres: string };
  serverUser(): ServerUser;
}

const ENVIRONMENT = { PATH: process.env['PATH'], LC_ALL: 'C.UTF-8' };

/** The practice system's own way to find a server; plain JavaScript without types. */
async function practiceServer(): Promise<PracticeServer> {
  const folder = new URL('../../../systems/unoc/postgres/', import.meta.url);
  const names = ['binaries.mjs', 'unprivilegedUser.mjs'];
  const modules = names.map((name) => import(new URL(name, folder).href) as Promise<object>);
  return Object.assign({}, ...(await Promise.all(modules))) as PracticeServer;
}

let ofThisWorker: Promise<PostgresUnderTest> | undefined;

/** A PostgreSQL server of its own, with a superuser `boss` and a role with a password, `guest`. */
export class PostgresUnderTest {
  readonly folder: string;
  readonly port: number;
  readonly #server: ChildProcess;

  constructor(folder: string, port: number, server: ChildProcess) {
    this.folder = folder;
    this.port = port;
    this.#server = server;
  }

  /**
   * The server that all test files of a worker share, emptied for each.
   * @param madeOnce where it lives, and the data that those of all workers begin with; what ends
   * them with the run is in `madeOnce.ts`
   */
  static async ofWorker(madeOnce: string): Promise<PostgresUnderTest> {
    if (ofThisWorker === undefined) {
      ofThisWorker = PostgresUnderTest.start(madeOnce);
      return ofThisWorker;
    }
    const server = await ofThisWorker;
    await server.#empty();
    return server;
  }

  static async start(madeOnce?: string): Promise<PostgresUnderTest> {
    const practice = await practiceServer();
    const { initdb, postgres } = practice.findBinaries(undefined);
    const user = practice.serverUser();
    const folder = mkdtempSync(join(madeOnce ?? tmpdir(), POSTGRES_FOLDER));
    if (user !== undefined) chownSync(folder, user.uid, user.gid);
    const data = join(folder, 'data');
    const made = await installOnce(join(madeOnce ?? folder, 'postgres'), (empty) =>
      makeData(join(empty, 'data'), initdb, user),
    );
    execFileSync('cp', ['-a', join(made, 'data'), data]);
    const as = { ...user, env: ENVIRONMENT, cwd: folder };
    const port = await freePort();
    const flags = [
      '-p',
      String(port),
      '-k',
      '',
      '-c',
      'fsync=off',
      '-c',
      'listen_addresses=127.0.0.1',
    ];
    const server = spawn(postgres, ['-D', data, ...flags], { ...as, stdio: 'ignore' });
    const started = new PostgresUnderTest(folder, port, server);
    await started.#ready();
    await started.query("CREATE ROLE guest LOGIN PASSWORD 'open-sesame-1'");
    return started;
  }

  get target(): SqlTarget {
    return {
      name: undefined,
      host: '127.0.0.1',
      port: this.port,
      user: 'boss',
      database: 'postgres',
      sslMode: 'disable',
    };
  }

  /** Asks the server on a connection of its own. */
  async query(text: string, database?: string): Promise<readonly Record<string, unknown>[]> {
    const client = await this.connect(database);
    try {
      return (await client.query<Record<string, unknown>>(text)).rows;
    } finally {
      await client.end();
    }
  }

  async connect(database = this.target.database): Promise<pg.Client> {
    const { host, port, user } = this.target;
    const client = new pg.Client({ host, port, user, database });
    client.on('error', () => undefined);
    await client.connect();
    return client;
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.#server.once('exit', resolve));
    this.#server.kill('SIGQUIT');
    await ended;
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Its database as it was made, with nobody connected. */
  async #empty(): Promise<void> {
    await this.query('DROP DATABASE postgres WITH (FORCE)', 'template1');
    await this.query('CREATE DATABASE postgres TEMPLATE template0', 'template1');
  }

  async #ready(): Promise<void> {
    const until = Date.now() + 30_000;
    for (;;) {
      try {
        return void (await (await this.connect()).end());
      } catch (error) {
        if (Date.now() > until) throw error;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
  }
}

/** Making the data of a server takes longer than all else a test file does with it. */
function makeData(data: string, initdb: string, user: ServerUser): Promise<void> {
  mkdirSync(data);
  if (user !== undefined) chownSync(data, user.uid, user.gid);
  chmodSync(data, 0o700);
  const options = ['-D', data, '-U', 'boss', '--auth=trust', '-E', 'UTF8', '--locale=C', '-N'];
  execFileSync(initdb, options, { ...user, env: ENVIRONMENT, cwd: data, stdio: 'ignore' });
  writeFileSync(
    join(data, 'pg_hba.conf'),
    'host all guest 127.0.0.1/32 scram-sha-256\nhost all all 127.0.0.1/32 trust\n',
  );
  return Promise.resolve();
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
