// PostgreSQL refuses to run as root: then it runs as another user of the machine, who must be
// able to reach its programs and its volume.
import { readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { UnocFailure } from '../failure.mjs';

/** @typedef {{ readonly uid: number, readonly gid: number }} User */

/** @returns {User | undefined} undefined when the server can run as who we are. */
export function serverUser() {
  if (process.getuid?.() !== 0) return undefined;
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const name of ['postgres', 'nobody', 'daemon']) {
    const fields = lines.find((line) => line.startsWith(`${name}:`))?.split(':');
    if (fields !== undefined) return { uid: Number(fields[2]), gid: Number(fields[3]) };
  }
  throw new UnocFailure(
    'PostgreSQL cannot run as root and no user postgres or nobody exists: add one.',
  );
}

/** Whether another user can enter `folder`: each folder on the way lets others pass.
 * @param {string} folder @returns {boolean} */
export function isReachableByOthers(folder) {
  for (let at = folder; ; at = dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) return false;
    if (at === dirname(at)) return true;
  }
}
