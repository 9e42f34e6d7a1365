#!/usr/bin/env node
// The practice system from a terminal: start, stop, status, env, break, repair.
import { breakages } from './breakages.mjs';
import { ContainerError } from './containers/life.mjs';
import { services } from './containers/specs.mjs';
import { readState } from './containers/state.mjs';
import { containers } from './docker/find.mjs';
import { statusText } from './docker/status.mjs';
import { formatTable } from './docker/table.mjs';
import { defaultHome, readConfig } from './home.mjs';
import { startUnoc, stopUnoc, UnocFailure, unocAt } from './startUnoc.mjs';

const usage = `Usage: node test/systems/unoc/unoc.mjs <command>
  start                 start the system, making its folder first if needed
  stop                  end every process of it; the data stays
  status [--json]       what is up, and what the health check says
  env                   the variables a shell needs, as .env lines
  break <what>          ${breakages.join(', ')}
  repair                bring everything back
  remove                stop, and delete the folder with its data
The folder is UNOC_HOME (default .practice/unoc); ports: UNOC_PORT, UNOC_POSTGRES_PORT,
UNOC_FRONTEND_PORT; UNOC_POSTGRES=npm or machine says whose PostgreSQL serves.
`;

/** @param {string} home @returns {Promise<{ home: string, containers: object, health: unknown }>} */
async function status(home) {
  if (readConfig(home) === undefined) return { home, containers: {}, health: null };
  const state = Object.fromEntries(
    services.map((service) => [`unoc-${service}`, readState(home, service)?.status ?? 'absent']),
  );
  const health = await fetch(`${unocAt(home).url}/health`, { signal: AbortSignal.timeout(5_000) })
    .then((response) => response.json())
    .catch(() => null);
  return { home, containers: state, health };
}

/** @param {string} home @param {boolean} json */
async function showStatus(home, json) {
  const found = await status(home);
  if (json) return JSON.stringify(found);
  if (readConfig(home) === undefined) return `${home} was never started.`;
  const rows = containers(home).map(({ spec, state }) => [
    spec.name,
    statusText(state),
    `port ${spec.port}`,
  ]);
  const health = found.health === null ? 'no answer' : JSON.stringify(found.health);
  return `${formatTable([['NAME', 'STATUS', 'ON'], ...rows])}\nhealth: ${health}`;
}

/** @param {string} home @returns {string} */
function environmentLines(home) {
  const quote = (/** @type {string} */ value) => `'${value.replaceAll("'", "'\\''")}'`;
  return Object.entries(unocAt(home).env)
    .map(([name, value]) => `${name}=${quote(value)}`)
    .join('\n');
}

/** @param {readonly string[]} args @returns {Promise<string>} what to print */
async function run([command, what]) {
  const home = defaultHome();
  switch (command) {
    case 'start': {
      const unoc = await startUnoc({ home });
      return `UNOC is up in ${home}: ${unoc.url}/health and http://localhost:${unoc.ports.frontend}`;
    }
    case 'stop':
      await stopUnoc(home);
      return `UNOC is stopped in ${home}.`;
    case 'remove':
      await unocAt(started(home)).remove();
      return `UNOC is removed from ${home}.`;
    case 'status':
      return showStatus(home, what === '--json');
    case 'env':
      return environmentLines(started(home));
    case 'repair':
      await unocAt(started(home)).repair();
      return 'UNOC is repaired.';
    case 'break': {
      const breakage = breakages.find((known) => known === what);
      if (breakage === undefined)
        throw new UnocFailure(`Say what to break: ${breakages.join(', ')}.`);
      await unocAt(started(home)).break(breakage);
      return `UNOC is broken: ${breakage}.`;
    }
    default:
      throw new UnocFailure(usage);
  }
}

/** @param {string} home @returns {string} */
function started(home) {
  if (readConfig(home) !== undefined) return home;
  throw new UnocFailure(`${home} was never started: run node test/systems/unoc/unoc.mjs start.`);
}

try {
  process.stdout.write(`${await run(process.argv.slice(2))}\n`);
} catch (error) {
  if (!(error instanceof UnocFailure || error instanceof ContainerError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
