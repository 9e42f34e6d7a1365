// docker ps, docker compose ps.
import { DockerFailure, print } from './answer.mjs';
import { sinceThen } from './durations.mjs';
import { containers } from './find.mjs';
import { readOptions } from './options.mjs';
import { isShownByDefault, statusText } from './status.mjs';
import { formatRecords } from './table.mjs';

const known = /** @type {const} */ ({
  '-a': 'flag',
  '--all': 'flag',
  '-q': 'flag',
  '--quiet': 'flag',
  '-f': 'value',
  '--filter': 'value',
  '--format': 'value',
  '--no-trunc': 'flag',
});

const headings = {
  ID: 'CONTAINER ID',
  Image: 'IMAGE',
  Command: 'COMMAND',
  RunningFor: 'CREATED',
  CreatedAt: 'CREATED AT',
  Status: 'STATUS',
  State: 'STATE',
  Ports: 'PORTS',
  Names: 'NAMES',
  Name: 'NAME',
  Service: 'SERVICE',
};

/** @param {import('./find.mjs').Container} container @returns {Record<string, string>} */
function record({ spec, state }) {
  const published = `127.0.0.1:${spec.port}->${spec.containerPort}/tcp`;
  return {
    ID: state.id.slice(0, 12),
    Image: spec.image,
    Command: spec.shownCommand,
    RunningFor: `${sinceThen(state.created)} ago`,
    CreatedAt: state.created,
    Status: statusText(state),
    State: state.status,
    Ports: state.status === 'running' ? published : '',
    Names: spec.name,
    Name: spec.name,
    Service: spec.service,
  };
}

/** @param {Record<string, string>} row @param {string} filter @returns {boolean} */
function passes(row, filter) {
  const [key, value = ''] = filter.split('=');
  switch (key) {
    case 'name':
      return new RegExp(value).test(row.Names ?? '');
    case 'status':
      return row.State === value;
    case 'id':
      return (row.ID ?? '').startsWith(value);
    default:
      throw new DockerFailure(`Error response from daemon: invalid filter '${key}'`);
  }
}

/**
 * @param {string} home
 * @param {readonly string[]} args
 * @param {boolean} [byProject] As `docker compose ps`.
 * @returns {number}
 */
export function ps(home, args, byProject = false) {
  const { options, operands } = readOptions(args, known);
  const all = options.has('-a') || options.has('--all');
  const filter = options.get('-f') ?? options.get('--filter');
  const shown = containers(home)
    .filter(({ state }) => all || filter?.startsWith('status=') || isShownByDefault(state))
    .map(record)
    .filter((row) => filter === undefined || passes(row, filter))
    .filter((row) => operands.length === 0 || operands.includes(row.Service ?? ''));
  if (options.has('-q') || options.has('--quiet')) {
    if (shown.length > 0) print(shown.map((row) => row.ID).join('\n'));
    return 0;
  }
  const columns = byProject
    ? ['Name', 'Image', 'Command', 'Service', 'RunningFor', 'Status', 'Ports']
    : ['ID', 'Image', 'Command', 'RunningFor', 'Status', 'Ports', 'Names'];
  const text = formatRecords(shown, columns, headings, options.get('--format'));
  if (text !== '') print(text);
  return 0;
}
