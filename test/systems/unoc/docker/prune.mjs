// docker system prune and df.
import { createInterface } from 'node:readline/promises';
import { removeContainer } from '../containers/life.mjs';
import { whileLocked } from '../containers/lock.mjs';
import { DockerFailure, print } from './answer.mjs';
import { containers } from './find.mjs';
import { readOptions } from './options.mjs';
import { formatTable } from './table.mjs';

const known = /** @type {const} */ ({
  '-f': 'flag',
  '--force': 'flag',
  '-a': 'flag',
  '--all': 'flag',
  '--volumes': 'flag',
  '--filter': 'value',
});
const warning = `WARNING! This will remove:
  - all stopped containers
  - all networks not used by at least one container
  - all dangling images
  - unused build cache
`;

/** @param {string} home @param {readonly string[]} args @returns {Promise<number>} */
export async function system(home, [what = '', ...args]) {
  if (what === 'df') {
    print(formatTable([['TYPE', 'TOTAL', 'ACTIVE'], ...counts(home)]));
    return 0;
  }
  if (what !== 'prune') throw new DockerFailure(`docker: unknown command: docker system ${what}`);
  const { options } = readOptions(args, known);
  const force = options.has('-f') || options.has('--force');
  if (!force && !(await confirmed())) return 0;
  await whileLocked(home, () => prune(home));
  return 0;
}

/** @param {string} home @returns {string[][]} */
function counts(home) {
  const all = containers(home);
  const active = all.filter(({ state }) => state.status === 'running');
  return [['Containers', String(all.length), String(active.length)]];
}

/** @returns {Promise<boolean>} */
async function confirmed() {
  const prompt = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await new Promise((resolve) => {
    prompt.once('close', () => resolve(''));
    void prompt.question(`${warning}\nAre you sure you want to continue? [y/N] `).then(resolve);
  });
  prompt.close();
  return /^y(es)?$/i.test(String(answer).trim());
}

/** @param {string} home */
async function prune(home) {
  const stopped = containers(home).filter(
    ({ state }) => state.status === 'exited' || state.status === 'created',
  );
  for (const { spec } of stopped) await removeContainer(home, spec.service);
  if (stopped.length > 0) {
    print(['Deleted Containers:', ...stopped.map(({ state }) => state.id), ''].join('\n'));
  }
  print('Total reclaimed space: 0B');
}
