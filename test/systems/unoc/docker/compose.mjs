// docker compose for the practice folder's three services.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { whileLocked } from '../containers/lock.mjs';
import {
  createContainer,
  isUp,
  removeContainer,
  removeVolume,
  startContainer,
  stopContainer,
} from '../containers/life.mjs';
import { containerSpec, services } from '../containers/specs.mjs';
import { readState } from '../containers/state.mjs';
import { DockerFailure } from './answer.mjs';
import { exec } from './exec.mjs';
import { logs } from './logs.mjs';
import { readOptions } from './options.mjs';
import { ps } from './ps.mjs';

const known = /** @type {const} */ ({
  '-d': 'flag',
  '--detach': 'flag',
  '-v': 'flag',
  '--volumes': 'flag',
  '-t': 'value',
  '--timeout': 'value',
  '--wait': 'flag',
  '--build': 'flag',
  '--no-deps': 'flag',
  '--force-recreate': 'flag',
  '--remove-orphans': 'flag',
});

const lastFirst = [...services].reverse();

/** @param {string} home @param {readonly string[]} args @returns {Promise<number>} */
export async function compose(home, [what = '', ...args]) {
  requireComposeFile();
  switch (what) {
    case 'ps':
      return ps(home, args, true);
    case 'logs':
      return logs(home, lastAsContainer(args));
    case 'exec':
      return exec(home, firstAsContainer(args));
    case 'up':
      return onServices(home, what, args, services, (service, options) =>
        up(home, service, options),
      );
    case 'start':
    case 'restart':
      return onServices(home, what, args, services, (service) => changeOne(home, what, service));
    case 'stop':
      return onServices(home, what, args, lastFirst, (service) => changeOne(home, what, service));
    case 'down':
      return down(home, args);
    default:
      throw new DockerFailure(`unknown docker command: "compose ${what}"`);
  }
}

/** Compose looks for its file here and above. */
function requireComposeFile() {
  for (let at = process.cwd(); ; at = dirname(at)) {
    if (existsSync(join(at, 'docker-compose.yml'))) return;
    if (at === dirname(at)) throw new DockerFailure('no configuration file provided: not found');
  }
}

/** @param {readonly string[]} args @returns {string[]} */
function lastAsContainer(args) {
  const last = args.at(-1) ?? '';
  return [...args.slice(0, -1), isService(last) ? `unoc-${last}` : last];
}

/** `compose exec` has a terminal only where there is one.
 * @param {readonly string[]} args @returns {string[]} */
function firstAsContainer(args) {
  const at = args.findIndex((arg) => isService(arg));
  if (at < 0)
    throw new DockerFailure(`no such service: ${args.find((arg) => !arg.startsWith('-'))}`);
  return ['-i', ...args.slice(0, at), `unoc-${args[at]}`, ...args.slice(at + 1)];
}

/** @param {string} name @returns {boolean} */
function isService(name) {
  return services.some((service) => service === name);
}

/** @param {string} service @param {string} what */
function report(service, what) {
  process.stderr.write(` Container unoc-${service}  ${what}\n`);
}

/**
 * @param {string} home
 * @param {string} what
 * @param {readonly string[]} args
 * @param {readonly string[]} all In the order to go by when none is named.
 * @param {(service: string, options: Map<string, string>) => Promise<void>} work
 * @returns {Promise<number>}
 */
async function onServices(home, what, args, all, work) {
  const { options, operands } = readOptions(args, known);
  const wrong = operands.find((operand) => !isService(operand));
  if (wrong !== undefined) throw new DockerFailure(`no such service: ${wrong}`);
  const wanted = what === 'up' && !options.has('--no-deps') ? withWhatTheyNeed(operands) : operands;
  const chosen = operands.length === 0 ? all : all.filter((service) => wanted.includes(service));
  await whileLocked(home, async () => {
    for (const service of chosen) await work(service, options);
  });
  return 0;
}

/** The services with those they depend on: each needs all before it.
 * @param {readonly string[]} wanted @returns {readonly string[]} */
function withWhatTheyNeed(wanted) {
  const last = Math.max(...services.map((service, at) => (wanted.includes(service) ? at : -1)));
  return services.slice(0, last + 1);
}

/** Makes what is missing, makes anew what has changed, starts what is stopped.
 * @param {string} home @param {string} service @param {Map<string, string>} options */
async function up(home, service, options) {
  const stale =
    options.has('--force-recreate') ||
    readState(home, service)?.hash !== containerSpec(home, service).hash;
  if (isUp(home, service) && !stale) {
    report(service, 'Running');
    return;
  }
  if (readState(home, service) === undefined) {
    createContainer(home, service);
    report(service, 'Created');
  } else if (stale) {
    await removeContainer(home, service);
    createContainer(home, service);
    report(service, 'Recreated');
  }
  await startContainer(home, service);
  report(service, 'Started');
}

/** @param {string} home @param {'start' | 'restart' | 'stop'} what @param {string} service */
async function changeOne(home, what, service) {
  if (readState(home, service) === undefined) {
    throw new DockerFailure(`service "${service}" has no container to ${what}`);
  }
  if (what !== 'start') await stopContainer(home, service);
  if (what !== 'stop') await startContainer(home, service);
  report(service, what === 'stop' ? 'Stopped' : 'Started');
}

/** @param {string} home @param {readonly string[]} args @returns {Promise<number>} */
async function down(home, args) {
  const { options } = readOptions(args, known);
  await whileLocked(home, async () => {
    for (const service of lastFirst) {
      if (readState(home, service) === undefined) continue;
      await removeContainer(home, service);
      report(service, 'Removed');
    }
    if (options.has('-v') || options.has('--volumes')) {
      removeVolume(home);
      process.stderr.write(' Volume unoc_pgdata  Removed\n');
    }
  });
  return 0;
}
