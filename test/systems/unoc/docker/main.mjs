// The stand-in for docker: answers the commands an operator of the practice stack uses, and
// changes the state of its processes for real.
import { UnocFailure } from '../failure.mjs';
import { findHome, readConfig } from '../home.mjs';
import { ContainerError } from '../containers/life.mjs';
import { DockerFailure, print } from './answer.mjs';
import { compose } from './compose.mjs';
import { exec } from './exec.mjs';
import { inspect } from './inspect.mjs';
import { change } from './change.mjs';
import { logs } from './logs.mjs';
import { ps } from './ps.mjs';
import { stats } from './stats.mjs';
import { system } from './prune.mjs';

/** @type {Record<string, (home: string, args: readonly string[]) => number | Promise<number>>} */
const commands = {
  ps: (home, args) => ps(home, args),
  logs,
  inspect,
  stats,
  exec,
  system,
  compose,
  start: (home, args) => change(home, 'start', args),
  stop: (home, args) => change(home, 'stop', args),
  restart: (home, args) => change(home, 'restart', args),
  rm: (home, args) => change(home, 'rm', args),
};

/** @param {readonly string[]} args */
export async function main(args) {
  process.stdout.on('error', () => process.exit(0)); // The reader of a pipe has gone.
  try {
    process.exitCode = await run(args);
  } catch (error) {
    if (error instanceof DockerFailure || error instanceof UnocFailure) {
      process.exitCode = error instanceof DockerFailure ? error.exitCode : 1;
      process.stderr.write(`${error.message}\n`);
    } else if (error instanceof ContainerError) {
      process.exitCode = 1;
      process.stderr.write(`Error response from daemon: ${error.message}\n`);
    } else {
      throw error;
    }
  }
}

/** @param {readonly string[]} args @returns {Promise<number>} the exit code */
async function run([name = '', ...rest]) {
  if (name === '--version' || name === '-v') {
    print('Docker version 28.2.2, build practice');
    return 0;
  }
  const [command, args] = name === 'container' ? [rest[0] ?? '', rest.slice(1)] : [name, rest];
  const known = commands[command === 'ls' ? 'ps' : command];
  if (known === undefined) {
    throw new DockerFailure(
      `docker: '${command}' is not a docker command.\nSee 'docker --help'\n` +
        `(The practice system knows: ${Object.keys(commands).join(', ')}.)`,
    );
  }
  const home = findHome(process.cwd());
  if (home === undefined || readConfig(home) === undefined) {
    throw new DockerFailure(
      'Cannot connect to the Docker daemon: no practice system here. ' +
        'Start it with `node test/systems/unoc/unoc.mjs start`, then work in its folder or set UNOC_HOME.',
    );
  }
  return known(home, args);
}
