// Starting, breaking, repairing and stopping a practice system from JavaScript.
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { ensureBackups } from './backups.mjs';
import { breakSystem, repair } from './breakages.mjs';
import {
  createContainer,
  endEverything,
  isUp,
  processesOf,
  removeVolume,
  startContainer,
} from './containers/life.mjs';
import { whileLocked } from './containers/lock.mjs';
import { services } from './containers/specs.mjs';
import { logFile, readState } from './containers/state.mjs';
import { readConfig, requireConfig, stateFolder, systemFolder, writeConfig } from './home.mjs';
import { UnocFailure } from './failure.mjs';
import { layOut } from './layOut.mjs';
import { freePort, isPortFree } from './ports.mjs';
import { findBinaries } from './postgres/binaries.mjs';
import { isReachableByOthers, serverUser } from './postgres/unprivilegedUser.mjs';

export { UnocFailure } from './failure.mjs';

const defaults = { backendPort: 5001, postgresPort: 55432, frontendPort: 5080 };
const variables = {
  backendPort: 'UNOC_PORT',
  postgresPort: 'UNOC_POSTGRES_PORT',
  frontendPort: 'UNOC_FRONTEND_PORT',
};

/**
 * Lays the practice folder out if needed and starts the three containers.
 * @param {import('./startUnoc.d.mts').StartOptions} options
 * @returns {Promise<import('./startUnoc.d.mts').Unoc>}
 */
export async function startUnoc(options) {
  const home = resolve(options.home);
  const config = await settle(home, options);
  layOut(home, config);
  const isFirst = !services.some((service) => isUp(home, service));
  try {
    await startContainers(home, config, options);
  } catch (error) {
    // Nobody has a handle of what was started so far.
    if (isFirst) await stopUnoc(home);
    throw error;
  }
  return unocAt(home);
}

/** @param {string} home @param {import('./home.mjs').Config} config
 * @param {import('./startUnoc.d.mts').StartOptions} options */
async function startContainers(home, config, options) {
  await whileLocked(home, async () => {
    await refuseTakenPorts(home, config, options);
    for (const service of services) {
      await moveFromTakenPort(home, service, config, options);
      if (readState(home, service) === undefined) createContainer(home, service);
      await startContainer(home, service);
      if (!isUp(home, service)) {
        throw new UnocFailure(`unoc-${service} does not start: read ${logFile(home, service)}.`);
      }
      if (service === 'postgres') await ensureBackups(home);
    }
  });
}

/** The handle of a practice folder that was started before. @param {string} folder
 * @returns {import('./startUnoc.d.mts').Unoc} */
export function unocAt(folder) {
  const home = resolve(folder);
  const config = requireConfig(home);
  const ports = {
    backend: config.backendPort,
    postgres: config.postgresPort,
    frontend: config.frontendPort,
  };
  return {
    home,
    ports,
    url: `http://localhost:${ports.backend}`,
    env: {
      PATH: [...config.path, process.env.PATH].join(delimiter),
      UNOC_HOME: home,
      UNOC_PORT: String(ports.backend),
      UNOC_POSTGRES_PORT: String(ports.postgres),
      UNOC_FRONTEND_PORT: String(ports.frontend),
    },
    databaseUrl: `postgresql://unoc@127.0.0.1:${ports.postgres}/unocdb`,
    break: (kind) => breakSystem(home, kind),
    repair: () => repair(home),
    stop: () => stopUnoc(home),
    remove: async () => {
      await stopUnoc(home);
      removeVolume(home);
      rmSync(home, { recursive: true, force: true });
    },
    processIds: () => processesOf(home).map(({ pid }) => pid),
  };
}

/** Stops every process of a practice folder; its data stays. @param {string} folder */
export async function stopUnoc(folder) {
  const home = resolve(folder);
  if (!existsSync(stateFolder(home))) return;
  await whileLocked(home, () => endEverything(home));
}

/** The configuration of this folder: as asked, else as before, else from the environment.
 * @param {string} home @param {import('./startUnoc.d.mts').StartOptions} options
 * @returns {Promise<import('./home.mjs').Config>} */
async function settle(home, options) {
  const before = readConfig(home);
  mkdirSync(stateFolder(home), { recursive: true });
  const postgres = findBinaries(
    options.postgres ?? before?.postgres ?? (process.env.UNOC_POSTGRES || undefined),
  ).kind;
  const config = {
    backendPort: await choosePort('backendPort', options, before),
    postgresPort: await choosePort('postgresPort', options, before),
    frontendPort: await choosePort('frontendPort', options, before),
    postgres,
    volume: before?.volume ?? chooseVolume(home),
    path: practicePath(),
  };
  if (before !== undefined && before.postgres !== postgres) {
    throw new UnocFailure(
      `${home} was made with the PostgreSQL of ${before.postgres}: use another folder.`,
    );
  }
  if (before !== undefined && JSON.stringify(before) !== JSON.stringify(config))
    await stopUnoc(home);
  writeConfig(home, config);
  return config;
}

/** @param {keyof typeof defaults} name @param {import('./startUnoc.d.mts').StartOptions} options
 * @param {import('./home.mjs').Config | undefined} before @returns {Promise<number>} */
async function choosePort(name, options, before) {
  const text = process.env[variables[name]] || undefined;
  const port =
    options[name] ?? before?.[name] ?? (text === undefined ? defaults[name] : Number(text));
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  if (port === 0) return freePort();
  throw new UnocFailure(
    `${variables[name]} is "${text ?? port}": give a port between 1 and 65535, or 0 for any free one.`,
  );
}

/** Where the database's files can live: in the folder, unless the server's user cannot get there.
 * @param {string} home @returns {string} */
function chooseVolume(home) {
  if (serverUser() === undefined || isReachableByOthers(stateFolder(home))) {
    return join(stateFolder(home), 'pgdata');
  }
  const mark = createHash('sha256').update(home).digest('hex').slice(0, 12);
  return join(tmpdir(), `unoc-pgdata-${mark}`);
}

/** The folders with the stand-ins this machine needs: docker always, the others where missing.
 * @returns {string[]} */
function practicePath() {
  const folders = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !folder.startsWith(systemFolder));
  const missing = ['curl', 'psql', 'pg_dump', 'pg_isready'].filter(
    (name) => !folders.some((folder) => existsSync(join(folder, name))),
  );
  return [
    join(systemFolder, 'bin'),
    ...missing.map((name) => join(systemFolder, 'stand-ins', name)),
  ];
}

/**
 * A port that was free when it was chosen may be another program's by now: then another is chosen.
 * @param {string} home @param {(typeof services)[number]} service
 * @param {import('./home.mjs').Config} config @param {import('./startUnoc.d.mts').StartOptions} options
 */
async function moveFromTakenPort(home, service, config, options) {
  const name = /** @type {const} */ (`${service}Port`);
  if (options[name] !== 0 || isUp(home, service) || (await isPortFree(config[name]))) return;
  config[name] = await freePort();
  writeConfig(home, config);
  layOut(home, config);
}

/** @param {string} home @param {import('./home.mjs').Config} config
 * @param {import('./startUnoc.d.mts').StartOptions} options */
async function refuseTakenPorts(home, config, options) {
  for (const service of services) {
    const name = /** @type {const} */ (`${service}Port`);
    if (options[name] === 0) continue;
    if (isUp(home, service) || (await isPortFree(config[name]))) continue;
    throw new UnocFailure(
      `Port ${config[name]} for unoc-${service} is in use by another program: ` +
        `end that program, or choose another port with ${variables[name]}=<port> (0 takes any free one).`,
    );
  }
}
