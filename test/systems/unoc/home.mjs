// Where everything of one practice folder lives. The folder is what an editor opens; what the
// stand-ins need for themselves is in its `.unoc` folder.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UnocFailure } from './failure.mjs';

/** The folder of this practice system in the repository. */
export const systemFolder = dirname(fileURLToPath(import.meta.url));
/** The repository's root. */
export const repositoryFolder = resolve(systemFolder, '..', '..', '..');

/**
 * @typedef {object} Config What `start` fixed for a practice folder.
 * @property {number} backendPort
 * @property {number} postgresPort
 * @property {number} frontendPort
 * @property {'machine' | 'npm'} postgres Which PostgreSQL serves.
 * @property {string} volume The folder of the database volume.
 * @property {readonly string[]} path Folders to put in front of PATH.
 */

/** The practice folder when none is named. @returns {string} */
export function defaultHome() {
  return resolve(process.env.UNOC_HOME || join(repositoryFolder, '.practice', 'unoc'));
}

/**
 * The practice folder a command belongs to: UNOC_HOME, else the nearest folder at or above
 * `from` which is one.
 * @param {string} from
 * @returns {string | undefined}
 */
export function findHome(from) {
  if (process.env.UNOC_HOME) return resolve(process.env.UNOC_HOME);
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    if (existsSync(configFile(folder))) return folder;
    if (folder === dirname(folder)) return undefined;
  }
}

/** @param {string} home @returns {string} */
export function stateFolder(home) {
  return join(home, '.unoc');
}

/** @param {string} home @returns {string} */
function configFile(home) {
  return join(stateFolder(home), 'config.json');
}

/** @param {string} home @returns {Config | undefined} undefined when it was never started. */
export function readConfig(home) {
  return readJson(configFile(home));
}

/** @param {string} home @returns {Config} */
export function requireConfig(home) {
  const config = readConfig(home);
  if (config === undefined)
    throw new UnocFailure(`${home} is not a practice folder: start it first.`);
  return config;
}

/** @param {string} home @param {Config} config */
export function writeConfig(home, config) {
  writeJson(configFile(home), config);
}

/** @param {string} file @returns {any} undefined when it is absent or not JSON. */
export function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Writes a file whole or not at all, so that a reader never sees half of it.
 * @param {string} file @param {unknown} value */
export function writeJson(file, value) {
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.tmp`;
  writeFileSync(draft, `${JSON.stringify(value, null, 2)}\n`);
  renameSync(draft, file);
}
