// What is known of a container: a file the stand-ins write, checked against living processes.
import { createHash } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readJson, stateFolder, writeJson } from '../home.mjs';
import { isAlive } from '../processIdentity.mjs';

/**
 * @typedef {object} ContainerState
 * @property {string} id
 * @property {string} created ISO 8601, as are the other times.
 * @property {string} hash The spec it was made from.
 * @property {'created' | 'running' | 'restarting' | 'exited'} status
 * @property {string} since When the status began.
 * @property {number} exitCode Of the last process; 0 before the first.
 * @property {number} restartCount
 * @property {import('../processIdentity.mjs').ProcessIdentity | undefined} keeper
 * @property {import('../processIdentity.mjs').ProcessIdentity | undefined} process
 */

/** @param {string} home @param {string} service @returns {string} */
function folderOf(home, service) {
  return join(stateFolder(home), 'containers', service);
}

/** @param {string} home @param {string} service @returns {string} */
export function logFile(home, service) {
  return join(folderOf(home, service), 'log');
}

/** @param {string} home @param {string} service @returns {string} */
function stateFile(home, service) {
  return join(folderOf(home, service), 'state.json');
}

/** @param {string} home @param {string} service @returns {ContainerState | undefined} */
export function readState(home, service) {
  /** @type {ContainerState | undefined} */
  const state = readJson(stateFile(home, service));
  if (state === undefined || state.status === 'created' || state.status === 'exited') return state;
  if (isAlive(state.keeper) || isAlive(state.process)) return state;
  return { ...state, status: 'exited', exitCode: 137 }; // Killed from outside, or a reboot.
}

/** @param {string} home @param {string} service @param {ContainerState} state */
export function writeState(home, service, state) {
  writeJson(stateFile(home, service), state);
}

/** @param {string} home @param {string} service @param {string} hash @returns {ContainerState} */
export function newState(home, service, hash) {
  const created = new Date().toISOString();
  const id = createHash('sha256').update(`${home} ${service} ${created}`).digest('hex');
  return {
    id,
    created,
    hash,
    status: 'created',
    since: created,
    exitCode: 0,
    restartCount: 0,
    keeper: undefined,
    process: undefined,
  };
}

/** Forgets a container with its log. @param {string} home @param {string} service */
export function deleteState(home, service) {
  rmSync(folderOf(home, service), { recursive: true, force: true });
}

/** @param {string} home @param {string} service @returns {boolean} */
export function exists(home, service) {
  return existsSync(stateFile(home, service));
}
