import { fail, succeed, type Result } from '../../util/result';
import { LOADER, loaderLine, watched } from './lifeline';
import type { Shell } from './shell';

/** Where a step runs, read from `docker:api`, `ssh:ops@web-1`, `k8s:shop/api-0/app` and the like. */
export type Target =
  | { readonly kind: 'local' }
  | { readonly kind: 'container'; readonly tool: 'docker' | 'podman'; readonly name: string }
  | { readonly kind: 'ssh'; readonly host: string }
  | {
      readonly kind: 'pod';
      readonly namespace: string | undefined;
      readonly pod: string;
      readonly container: string | undefined;
    };

/** No leading dash, so that a name can never be taken for an option. */
const NAME = /^[A-Za-z0-9_][\w.-]*$/;
const HOST = /^(?:[\w.-]+@)?(?:[A-Za-z0-9_][\w.-]*|\[[0-9A-Fa-f:.]+\])$/;

/** Reads a target as the runbook, a setting or the command line names it. */
export function readTarget(written: string): Result<Target, 'bad-target'> {
  const text = written.trim();
  if (text === '' || text === 'local') return succeed({ kind: 'local' });
  const [, scheme = '', rest = ''] = /^([a-z0-9]+):(?:\/\/)?(.*)$/i.exec(text) ?? [];
  switch (scheme.toLowerCase()) {
    case 'docker':
    case 'podman': {
      const tool = scheme.toLowerCase() === 'docker' ? 'docker' : 'podman';
      return NAME.test(rest) ? succeed({ kind: 'container', tool, name: rest }) : bad(text);
    }
    case 'ssh':
      return HOST.test(rest) && !rest.startsWith('-')
        ? succeed({ kind: 'ssh', host: rest })
        : bad(text);
    case 'k8s':
    case 'kubernetes':
    case 'pod':
      return readPod(text, rest);
    default:
      return bad(text);
  }
}

function readPod(text: string, rest: string): Result<Target, 'bad-target'> {
  const names = rest.split('/');
  if (names.length > 3 || names.some((name) => !NAME.test(name))) return bad(text);
  const [first = '', second, container] = names;
  if (second === undefined) {
    return succeed({ kind: 'pod', namespace: undefined, pod: first, container });
  }
  return succeed({ kind: 'pod', namespace: first, pod: second, container });
}

function bad(text: string): Result<never, 'bad-target'> {
  return fail(
    'bad-target',
    `"${text}" is not a target. Write local, docker:NAME, podman:NAME, ssh:HOST or ` +
      'k8s:NAMESPACE/POD[/CONTAINER].',
  );
}

/**
 * How a target is reached: a program with its arguments, and what it gets on standard input, which
 * must then stay open: its end tells the other side to end the step.
 */
export interface Wrapped {
  readonly argv: readonly [string, ...string[]];
  readonly stdin: string;
}

export interface TargetSurroundings {
  readonly runId: string;
  readonly environment: Readonly<Record<string, string>>;
  /** A folder on the target. */
  readonly cwd: string | undefined;
}

const PROGRAMS: Readonly<Record<Shell, string>> = {
  bash: 'bash -c',
  sh: 'sh -c',
  zsh: 'zsh -c',
  pwsh: 'pwsh -NoLogo -NoProfile -NonInteractive -Command',
  python: 'python3 -c',
  node: 'node -e',
};

/**
 * Wraps a text for a target; undefined for `local`. No text, value or variable is ever part of an
 * argument: a fixed loader on the other side reads them from standard input, so nothing between
 * here and there (a login shell, ssh joining its words) can read them as something else.
 */
export function wrapForTarget(
  target: Target,
  shell: Shell,
  text: string,
  surroundings: TargetSurroundings,
): Wrapped | undefined {
  if (target.kind === 'local') return undefined;
  const stdin = loaderLine(evaluated(shell, text, surroundings));
  switch (target.kind) {
    case 'container':
      return { argv: [target.tool, 'exec', '-i', target.name, 'sh', '-c', LOADER], stdin };
    case 'ssh':
      return {
        argv: [
          'ssh',
          '-T',
          '-o',
          'BatchMode=yes',
          '-o',
          'ConnectTimeout=10',
          '--',
          target.host,
          LOADER,
        ],
        stdin,
      };
    case 'pod': {
      const namespace = target.namespace === undefined ? [] : ['-n', target.namespace];
      const container = target.container === undefined ? [] : ['-c', target.container];
      return {
        argv: [
          'kubectl',
          'exec',
          '-i',
          ...namespace,
          target.pod,
          ...container,
          '--',
          'sh',
          '-c',
          LOADER,
        ],
        stdin,
      };
    }
  }
}

/** What the loader evaluates: variables, folder, then the step in its own shell. */
function evaluated(
  shell: Shell,
  text: string,
  { runId, environment, cwd }: TargetSurroundings,
): string {
  const variables = Object.entries(environment)
    .filter(([name]) => /^[A-Za-z_]\w*$/.test(name))
    .map(([name, value]) => `export ${name}=${quoted(value)}\n`);
  const folder = cwd === undefined ? '' : `cd ${quoted(cwd)} || exit\n`;
  const step = watched(`${PROGRAMS[shell]} ${quoted(text)}`, runId);
  return `{ ${variables.join('')}${folder}${step}\n}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** The words as one line for `sh`, each quoted; every word reaches the program as it is. */
export function shellLine(argv: readonly string[]): string {
  return `exec ${argv.map(quoted).join(' ')}`;
}

/** `on local`, `in container api`, `on host web-1`, `in pod api-0 of shop`. */
export function targetWords(target: Target): string {
  switch (target.kind) {
    case 'local':
      return 'local';
    case 'container':
      return `container ${target.name}`;
    case 'ssh':
      return `host ${target.host}`;
    case 'pod':
      return target.namespace === undefined
        ? `pod ${target.pod}`
        : `pod ${target.pod} of ${target.namespace}`;
  }
}

/** What has to be typed to confirm something on a target: its own name, without the scheme. */
export function targetName(target: Target): string {
  switch (target.kind) {
    case 'local':
      return 'local';
    case 'container':
      return target.name;
    case 'ssh':
      return target.host;
    case 'pod':
      return target.pod;
  }
}
