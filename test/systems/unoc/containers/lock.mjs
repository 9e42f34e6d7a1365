// One change of the containers at a time per practice folder, also across processes.
import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { UnocFailure } from '../failure.mjs';
import { readJson, stateFolder, writeJson } from '../home.mjs';
import { identify, isAlive, until } from '../processIdentity.mjs';

/**
 * Does `work` while nobody else changes the containers of `home`.
 * @template T
 * @param {string} home
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function whileLocked(home, work) {
  const folder = join(stateFolder(home), 'lock');
  const holder = join(folder, 'holder.json');
  mkdirSync(stateFolder(home), { recursive: true });
  const taken = await until(() => {
    try {
      mkdirSync(folder);
      return true;
    } catch {
      if (isAbandoned(folder, holder)) rmSync(folder, { recursive: true, force: true });
      return false;
    }
  }, 60_000);
  if (!taken) throw new UnocFailure(`Another command holds ${folder}: wait for it, or end it.`);
  writeJson(holder, identify(process.pid));
  try {
    return await work();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} folder @param {string} holder @returns {boolean} */
function isAbandoned(folder, holder) {
  const identity = readJson(holder);
  if (identity !== undefined) return !isAlive(identity);
  try {
    return Date.now() - statSync(folder).mtimeMs > 2_000; // Died before it signed.
  } catch {
    return false;
  }
}
