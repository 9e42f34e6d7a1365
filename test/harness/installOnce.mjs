import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const completionMarker = '.complete';
const staleLockMs = 15 * 60_000;
const sayAfterMs = 5_000;

/**
 * Fills a folder exactly once, also when several processes ask for it at the same time.
 *
 * Each process fills a folder of its own and renames it into place, so a half-filled folder is
 * never seen under the final name. The lock only saves the second process the work.
 *
 * @param {string} folder absolute path the content ends up in
 * @param {(partial: string) => Promise<void>} fill puts the content into the given empty folder
 * @returns {Promise<string>} the folder, complete
 */
export async function installOnce(folder, fill) {
  if (isComplete(folder)) return folder;
  await mkdir(dirname(folder), { recursive: true });
  const release = await takeLock(`${folder}.lock`, () => isComplete(folder));
  const partial = `${folder}.partial-${process.pid}`;
  try {
    if (isComplete(folder)) return folder;
    await rm(partial, { recursive: true, force: true });
    await mkdir(partial, { recursive: true });
    await fill(partial);
    await writeFile(join(partial, completionMarker), `${new Date().toISOString()}\n`);
    await moveIntoPlace(partial, folder);
    return folder;
  } finally {
    await rm(partial, { recursive: true, force: true });
    await release();
  }
}

/** @param {string} folder */
function isComplete(folder) {
  return existsSync(join(folder, completionMarker));
}

/**
 * @param {string} partial
 * @param {string} folder
 */
async function moveIntoPlace(partial, folder) {
  // What is there without a marker is left from an interrupted attempt.
  if (!isComplete(folder)) await rm(folder, { recursive: true, force: true });
  try {
    await rename(partial, folder);
  } catch (error) {
    if (!isComplete(folder)) throw error;
  }
}

/**
 * @param {string} lockFile
 * @param {() => boolean} done no need to wait any longer
 * @returns {Promise<() => Promise<void>>} releases the lock
 */
async function takeLock(lockFile, done) {
  const since = Date.now();
  let said = false;
  for (;;) {
    try {
      await writeFile(lockFile, String(process.pid), { flag: 'wx' });
      return () => rm(lockFile, { force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (done()) return async () => {};
    if (!said && Date.now() - since > sayAfterMs) {
      process.stderr.write(`Waiting for the process that holds ${lockFile} …\n`);
      said = true;
    }
    if (await isStale(lockFile)) await rm(lockFile, { force: true });
    else await delay(200);
  }
}

/** @param {string} lockFile */
async function isStale(lockFile) {
  try {
    const holder = Number(await readFile(lockFile, 'utf8'));
    const age = Date.now() - (await stat(lockFile)).mtimeMs;
    if (age > staleLockMs) return true;
    // An empty lock file is one that is being written at this moment.
    return Number.isInteger(holder) && holder > 0 && !isAlive(holder);
  } catch {
    return false;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
