import { readdir, readFile } from 'node:fs/promises';

/**
 * The extension hosts of a server, to be killed by tests that want to see what survives (Linux).
 *
 * @param {import('./startServer.mjs').VsCodeServer} server
 * @returns {Promise<readonly number[]>} process ids
 */
export async function extensionHosts(server) {
  const numbers = (await readdir('/proc')).filter((name) => /^\d+$/u.test(name)).map(Number);
  const checked = await Promise.all(
    numbers.map(async (pid) => ((await isExtensionHost(pid, server.groupId)) ? [pid] : [])),
  );
  return checked.flat();
}

/**
 * @param {number} pid
 * @param {number} groupId
 */
async function isExtensionHost(pid, groupId) {
  try {
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8');
    if (!command.includes('--type=extensionHost')) return false;
    // The name in parentheses may contain anything; the third field after it is the group.
    const status = await readFile(`/proc/${pid}/stat`, 'utf8');
    const fields = status.slice(status.lastIndexOf(')') + 2).split(' ');
    return Number(fields[2]) === groupId;
  } catch {
    // It ended while we looked.
    return false;
  }
}
