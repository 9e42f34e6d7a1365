// docker inspect.
import { DockerFailure, print } from './answer.mjs';
import { findContainer } from './find.mjs';
import { readOptions } from './options.mjs';

const known = /** @type {const} */ ({ '-f': 'value', '--format': 'value' });

/** @param {string} home @param {readonly string[]} args @returns {number} */
export function inspect(home, args) {
  const { options, operands } = readOptions(args, known);
  const found = operands.map((operand) => describe(findContainer(home, operand)));
  const format = options.get('-f') ?? options.get('--format');
  if (format === undefined) print(JSON.stringify(found, null, 4));
  else for (const one of found) print(fill(format, one));
  return 0;
}

/** @param {import('./find.mjs').Container} container */
function describe({ spec, state }) {
  return {
    Id: state.id,
    Created: state.created,
    Name: `/${spec.name}`,
    RestartCount: state.restartCount,
    Config: { Image: spec.image },
    State: {
      Status: state.status,
      Running: state.status === 'running',
      Restarting: state.status === 'restarting',
      ExitCode: state.status === 'running' ? 0 : state.exitCode,
      Pid: state.process?.pid ?? 0,
      StartedAt: state.since,
    },
  };
}

/** @param {string} template @param {object} value @returns {string} */
function fill(template, value) {
  return template.replace(/\{\{\s*(?:json\s+)?\.([\w.]*)\s*\}\}/g, (_, path) => {
    /** @type {any} */
    let at = value;
    for (const key of path.split('.').filter(Boolean)) at = at?.[key];
    if (at === undefined) throw new DockerFailure(`template: :1: can't evaluate field ${path}`);
    return typeof at === 'object' ? JSON.stringify(at) : String(at);
  });
}
