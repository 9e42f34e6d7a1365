// Starting, stopping and removing containers for real.
import { spawn } from 'node:child_process';
import { mkdirSync, openSync } from 'node:fs';
import { get } from 'node:http';
import { basename, dirname, join } from 'node:path';
import { readConfig, requireConfig, systemFolder } from '../home.mjs';
import { isPortFree } from '../ports.mjs';
import { acceptsConnections } from '../postgres/connect.mjs';
import { findBinaries } from '../postgres/binaries.mjs';
import { dataFolder, deleteVolume, ensureVolume, seedVolume } from '../postgres/volume.mjs';
import { endProcess, findProcesses, isAlive, until } from '../processIdentity.mjs';
import { containerSpec, serverProgram, services } from './specs.mjs';
import { deleteState, logFile, newState, readState, writeState } from './state.mjs';

/** Why a container could not be started, in docker's words. */
export class ContainerError extends Error {}

/** @param {string} home @param {string} service @returns {boolean} */
export function isUp(home, service) {
  const status = readState(home, service)?.status;
  return status === 'running' || status === 'restarting';
}

/** Makes a container without starting it. @param {string} home @param {string} service */
export function createContainer(home, service) {
  writeState(home, service, newState(home, service, containerSpec(home, service).hash));
}

/**
 * Starts a container that exists, with the variables of now, and waits until it serves (or is
 * seen to fail). Nothing happens when it is up.
 * @param {string} home @param {string} service
 */
export async function startContainer(home, service) {
  const state = readState(home, service);
  if (state === undefined) throw new ContainerError(`No such container: unoc-${service}`);
  if (isUp(home, service)) return;
  await endStrays(home, service);
  const config = requireConfig(home);
  const spec = containerSpec(home, service);
  if (!(await isPortFree(spec.port))) {
    throw new ContainerError(
      `driver failed programming external connectivity on endpoint ${spec.name}: ` +
        `Bind for 127.0.0.1:${spec.port} failed: port is already allocated`,
    );
  }
  if (service === 'postgres') ensureVolume(config, findBinaries(config.postgres));
  writeState(home, service, { ...state, hash: spec.hash, status: 'created', restartCount: 0 });
  startKeeper(home, service);
  await until(() => readState(home, service)?.status !== 'created', 10_000);
  const settled = await until(() => hasSettled(home, service, spec.port), 30_000);
  if (service === 'postgres' && settled && isUp(home, service)) await seedVolume(config);
}

/** Starts the keeper on its own: no pipe, no group and no variable of ours reaches it, so that
 * whoever ran the command can end its whole tree without ending the container.
 * @param {string} home @param {string} service */
function startKeeper(home, service) {
  const log = logFile(home, service);
  mkdirSync(dirname(log), { recursive: true });
  const keeper = spawn(
    process.execPath,
    [join(systemFolder, 'containers', 'keeper.mjs'), `--unoc-home=${home}`, service],
    {
      detached: true,
      cwd: '/',
      env: { PATH: process.env.PATH, HOME: process.env.HOME },
      stdio: ['ignore', 'ignore', openSync(log, 'a')],
    },
  );
  keeper.unref();
}

/** @param {string} home @param {string} service @param {number} port @returns {Promise<boolean>} */
async function hasSettled(home, service, port) {
  if (readState(home, service)?.status !== 'running') return true;
  return service === 'postgres' ? acceptsConnections(requireConfig(home)) : answersHttp(port);
}

/** @param {number} port @returns {Promise<boolean>} */
function answersHttp(port) {
  return new Promise((resolve) => {
    const request = get({ host: '127.0.0.1', port, path: '/', timeout: 1_000 }, (response) => {
      response.resume();
      resolve(true);
    });
    request.once('timeout', () => request.destroy());
    request.once('error', () => resolve(false));
  });
}

/** Stops a container; also one whose keeper was killed. @param {string} home @param {string} service */
export async function stopContainer(home, service) {
  const state = readState(home, service);
  if (state === undefined) throw new ContainerError(`No such container: unoc-${service}`);
  if (state.status === 'created' || state.status === 'exited') return;
  await endProcess(state.keeper, 'SIGTERM', 12_000);
  const after = readState(home, service) ?? state;
  if (!isAlive(after.process)) return;
  await endProcess(after.process, containerSpec(home, service).stopSignal, 10_000);
  writeState(home, service, {
    ...after,
    status: 'exited',
    since: new Date().toISOString(),
    exitCode: 0,
    process: undefined,
  });
}

/** Stops and forgets a container. @param {string} home @param {string} service */
export async function removeContainer(home, service) {
  await stopContainer(home, service);
  deleteState(home, service);
}

/** Deletes the database and everything in it. @param {string} home */
export function removeVolume(home) {
  deleteVolume(requireConfig(home));
}

/** Ends every process of this practice folder, also those no file knows of. @param {string} home */
export async function endEverything(home) {
  for (const service of [...services].reverse()) {
    if (readState(home, service) !== undefined) await stopContainer(home, service);
  }
  for (let left = processesOf(home); left.length > 0; left = processesOf(home)) {
    for (const identity of left) await endProcess(identity, 'SIGINT', 5_000);
  }
}

/**
 * The living processes of a practice folder, or of one of its containers; keepers first.
 * @param {string} home
 * @param {string} [service]
 * @returns {import('../processIdentity.mjs').ProcessIdentity[]}
 */
export function processesOf(home, service) {
  const config = readConfig(home);
  const mark = `--unoc-home=${home}`;
  const data = config === undefined ? undefined : dataFolder(config);
  const isOfService = (/** @type {readonly string[]} */ argv) =>
    service === undefined || argv.some((arg) => arg === service || arg === serverProgram(service));
  return [
    ...findProcesses((argv) => argv.includes(mark) && isOfService(argv)),
    ...findProcesses(
      ([program = '', ...args]) =>
        data !== undefined &&
        (service === undefined || service === 'postgres') &&
        ['postgres', 'initdb'].includes(basename(program)) &&
        args.includes(data),
    ),
  ];
}

/** Ends what an interrupted command left of a container that is not up.
 * @param {string} home @param {string} service */
async function endStrays(home, service) {
  for (const identity of processesOf(home, service)) await endProcess(identity, 'SIGINT', 5_000);
}
