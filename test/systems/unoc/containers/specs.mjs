// The three containers of the stack: what each runs and on which port it is published.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import dotenv from 'dotenv';
import { requireConfig, systemFolder } from '../home.mjs';
import { findBinaries } from '../postgres/binaries.mjs';
import { serverUser } from '../postgres/unprivilegedUser.mjs';
import { dataFolder } from '../postgres/volume.mjs';

/**
 * @typedef {object} ContainerSpec
 * @property {string} name
 * @property {string} service Its name in the compose file.
 * @property {string} image
 * @property {string} shownCommand What `docker ps` shows.
 * @property {string} program
 * @property {readonly string[]} args
 * @property {Record<string, string>} env
 * @property {{ uid: number, gid: number } | undefined} user
 * @property {NodeJS.Signals} stopSignal
 * @property {boolean} restarts Whether it is started again after a failure.
 * @property {number} port
 * @property {number} containerPort
 * @property {string} hash Changes when the container would have to be made anew.
 */

export const services = /** @type {const} */ (['postgres', 'backend', 'frontend']);

/** The variables of the stack, as the practice folder's `.env` says now.
 * @param {string} home @returns {Record<string, string>} */
function stackVariables(home) {
  const file = join(home, '.env');
  return existsSync(file) ? dotenv.parse(readFileSync(file)) : {};
}

/** @param {string} home @param {string} service @returns {ContainerSpec} */
export function containerSpec(home, service) {
  const config = requireConfig(home);
  const base = service === 'postgres' ? postgresSpec(config) : nodeSpec(home, config, service);
  const hash = createHash('sha256').update(JSON.stringify(base)).digest('hex');
  return { ...base, hash };
}

/** @param {import('../home.mjs').Config} config @returns {Omit<ContainerSpec, 'hash'>} */
function postgresSpec(config) {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    fsync: 'off', // Practice data: a power cut may cost it.
    shared_buffers: '16MB',
    max_connections: '40',
    log_line_prefix: '%m [%p] ',
    timezone: 'UTC',
    log_timezone: 'UTC',
  };
  const flags = Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
  return {
    name: 'unoc-postgres',
    service: 'postgres',
    image: 'postgres:16-alpine',
    shownCommand: '"docker-entrypoint.s…"',
    program: findBinaries(config.postgres).postgres,
    args: ['-D', dataFolder(config), '-p', String(config.postgresPort), ...flags],
    env: { LC_ALL: 'C' },
    user: serverUser(),
    stopSignal: 'SIGINT', // The fast shutdown, as in the image.
    restarts: false,
    port: config.postgresPort,
    containerPort: 5432,
  };
}

/** The program of a container that is one of ours. @param {string} service @returns {string} */
export function serverProgram(service) {
  return join(systemFolder, service, 'server.mjs');
}

/** @param {string} home @param {import('../home.mjs').Config} config @param {string} service
 * @returns {Omit<ContainerSpec, 'hash'>} */
function nodeSpec(home, config, service) {
  const backend = service === 'backend';
  const port = backend ? config.backendPort : config.frontendPort;
  const database = `postgresql://unoc@127.0.0.1:${config.postgresPort}/unocdb`;
  return {
    name: `unoc-${service}`,
    service,
    image: backend ? 'unoc/backend:2.0.0' : 'unoc/frontend:2.0.0',
    shownCommand: backend ? '"node server.mjs"' : '"/docker-entrypoint.…"',
    program: process.execPath,
    args: [serverProgram(service), `--unoc-home=${home}`],
    env: backend
      ? { DATABASE_URL: database, ...stackVariables(home), PORT: String(port) }
      : { PORT: String(port), BACKEND: `http://127.0.0.1:${config.backendPort}` },
    user: undefined,
    stopSignal: 'SIGTERM',
    restarts: true,
    port,
    containerPort: backend ? 5001 : 80,
  };
}
