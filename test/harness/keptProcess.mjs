import { spawn } from 'node:child_process';
import { openSync, closeSync } from 'node:fs';
import { join } from 'node:path';
import { repoRoot } from './repoPaths.mjs';

/**
 * @typedef {object} KeptProcess
 * @property {number} groupId id of the process group everything it starts belongs to
 * @property {() => boolean} hasExited
 * @property {() => Promise<void>} stop ends the whole group and waits for it
 */

/**
 * Starts a long-running command that cannot outlive this process, however this process ends.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env: NodeJS.ProcessEnv, cwd: string, logFile: string }} options
 * @returns {KeptProcess}
 */
export function startKeptProcess(command, args, { env, cwd, logFile }) {
  const keeper = join(repoRoot, 'test', 'harness', 'keepWithParent.mjs');
  const log = openSync(logFile, 'a');
  const child = spawn(process.execPath, [keeper, command, ...args], {
    cwd,
    env,
    detached: true,
    stdio: ['pipe', log, log],
  });
  closeSync(log);
  // Writing to a group that is gone is how we learn that it is gone; nothing to report.
  child.stdin.on('error', () => {});
  let exited = false;
  const exit = new Promise((resolve) => {
    child.once('exit', () => {
      exited = true;
      resolve();
    });
    child.once('error', () => {
      exited = true;
      resolve();
    });
  });
  return {
    groupId: child.pid,
    hasExited: () => exited,
    stop: async () => {
      child.stdin.end();
      await exit;
    },
  };
}
