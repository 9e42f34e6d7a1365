// docker exec: a program of the container, on its data. Only the database's clients and a few
// that look around exist in these containers.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { requireConfig, systemFolder } from '../home.mjs';
import { findBinaries } from '../postgres/binaries.mjs';
import { DockerFailure, fromDaemon } from './answer.mjs';
import { findContainer } from './find.mjs';
import { readOptions } from './options.mjs';

const known = /** @type {const} */ ({
  '-i': 'flag',
  '--interactive': 'flag',
  '-t': 'flag',
  '--tty': 'flag',
  '-T': 'flag',
  '-u': 'value',
  '--user': 'value',
  '-w': 'value',
  '-e': 'value',
  '--env': 'value',
});
const clients = ['psql', 'pg_dump', 'pg_isready', 'createdb', 'dropdb', 'vacuumdb'];
const others = ['env', 'df', 'uptime', 'date'];

/** @param {string} home @param {readonly string[]} args @returns {Promise<number>} */
export async function exec(home, args) {
  const { options, operands } = readOptions(args, known, true);
  const [name = '', program = '', ...rest] = operands;
  if (program === '')
    throw new DockerFailure("docker: 'docker exec' requires at least 2 arguments");
  const { spec, state } = findContainer(home, name);
  if (state.status === 'restarting') {
    throw fromDaemon(`Container ${state.id} is restarting, wait until the container is running`);
  }
  if (state.status !== 'running') throw fromDaemon(`container ${state.id} is not running`);
  const interactive = options.has('-i') || options.has('--interactive');
  const terminal = options.has('-t') || options.has('--tty');
  // As docker does: a terminal cannot be made of a pipe.
  if (interactive && terminal && !process.stdin.isTTY) {
    throw new DockerFailure('the input device is not a TTY');
  }
  const found = findProgram(home, spec.service, program);
  if (found === undefined) {
    throw new DockerFailure(
      'OCI runtime exec failed: exec failed: unable to start container process: ' +
        `exec: "${program}": executable file not found in $PATH`,
      127,
    );
  }
  return runProgram(
    found,
    rest,
    environment(home, spec, options.get('-e') ?? options.get('--env')),
    interactive,
  );
}

/** @param {string} home @param {string} service @param {string} program @returns {string | undefined} */
function findProgram(home, service, program) {
  if (others.includes(program)) return program;
  if (service !== 'postgres' || !clients.includes(program)) return undefined;
  const folder = findBinaries(requireConfig(home).postgres).clients;
  const file =
    folder === undefined
      ? join(systemFolder, 'stand-ins', program, program)
      : join(folder, program);
  return existsSync(file) ? file : undefined;
}

/** @param {string} home @param {import('../containers/specs.mjs').ContainerSpec} spec
 * @param {string | undefined} extra NAME=VALUE @returns {Record<string, string | undefined>} */
function environment(home, spec, extra) {
  const at = extra?.indexOf('=') ?? -1;
  return {
    PATH: process.env.PATH,
    TERM: process.env.TERM,
    ...(spec.service === 'postgres' ? {} : spec.env),
    PGHOST: '127.0.0.1',
    PGPORT: String(requireConfig(home).postgresPort),
    PSQLRC: '/dev/null',
    PAGER: 'cat', // Such an image has no pager.
    LC_ALL: 'C.UTF-8',
    ...(extra !== undefined && at > 0 ? { [extra.slice(0, at)]: extra.slice(at + 1) } : {}),
  };
}

/** @param {string} program @param {readonly string[]} args @param {Record<string, string | undefined>} env
 * @param {boolean} interactive @returns {Promise<number>} the exit code */
function runProgram(program, args, env, interactive) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...args], {
      env,
      stdio: [interactive ? 'inherit' : 'ignore', 'inherit', 'inherit'],
    });
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
      process.on(signal, () => child.kill(signal));
    }
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 137));
  });
}
