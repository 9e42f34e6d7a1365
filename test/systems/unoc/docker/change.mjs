// docker start, stop, restart and rm.
import { isUp, removeContainer, startContainer, stopContainer } from '../containers/life.mjs';
import { whileLocked } from '../containers/lock.mjs';
import { DockerFailure, fromDaemon, print } from './answer.mjs';
import { findContainer } from './find.mjs';
import { readOptions } from './options.mjs';

const known = /** @type {const} */ ({
  '-t': 'value',
  '--time': 'value',
  '--timeout': 'value',
  '-f': 'flag',
  '--force': 'flag',
});

/**
 * @param {string} home
 * @param {'start' | 'stop' | 'restart' | 'rm'} what
 * @param {readonly string[]} args
 * @returns {Promise<number>}
 */
export async function change(home, what, args) {
  const { options, operands } = readOptions(args, known);
  if (operands.length === 0) {
    throw new DockerFailure(`docker: 'docker ${what}' requires at least 1 argument`);
  }
  const force = options.has('-f') || options.has('--force');
  for (const operand of operands) {
    await whileLocked(home, async () => {
      const { service } = findContainer(home, operand).spec;
      if (what === 'rm') await remove(home, service, force);
      if (what === 'stop' || what === 'restart') await stopContainer(home, service);
      if (what === 'start' || what === 'restart') await startContainer(home, service);
    });
    print(operand);
  }
  return 0;
}

/** @param {string} home @param {string} service @param {boolean} force */
async function remove(home, service, force) {
  if (isUp(home, service) && !force) {
    throw fromDaemon(
      `cannot remove container "unoc-${service}": container is running: ` +
        'stop the container before removing or force remove',
    );
  }
  await removeContainer(home, service);
}
