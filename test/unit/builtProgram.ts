import { execFile, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { inject } from 'vitest';
import { main } from '../../src/cli/main';
import { openClassifier, type Classifier } from '../../src/session/classifier';
import { installOnce } from '../harness/installOnce.mjs';

/** The programs as they ship, built into a folder of their own. */
export interface BuiltProgram {
  readonly folder: string;
  /**
   * Runs the command `runbook` to its end: as a process in CI and where it is to be interrupted. At
   * a desk the same `main` runs here, which spares the start of Node hundreds of times; what it
   * starts are the built programs in either case.
   */
  cli(cwd: string, args: readonly string[], options?: CliOptions): Promise<CliResult>;
}

export interface CliOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Called once it runs; `interrupt` sends what Ctrl+C sends. */
  readonly onStarted?: (interrupt: () => void) => void;
  /** Called with each piece of standard output; `interrupt` sends what Ctrl+C sends. */
  readonly onOutput?: (text: string, interrupt: () => void) => void;
}

export interface CliResult {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

const root = join(import.meta.dirname, '../..');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  version: string;
};
const inCi = process.env['CI'] !== undefined;

/** Built once for all test files of a run. */
export async function builtProgram(): Promise<BuiltProgram> {
  const folder = await programFolder();
  return {
    folder,
    cli: (cwd, args, options = {}) =>
      inCi || options.onStarted !== undefined || options.onOutput !== undefined
        ? runProcess(join(folder, 'cli.js'), cwd, args, options)
        : runHere(folder, cwd, args, options),
  };
}

/**
 * The folder of the programs, see {@link builtProgram}; nobody changes what is in it. `npm test` has
 * built them before, and names where.
 */
export function programFolder(): Promise<string> {
  const built = process.env['RUNBOOK_BUILT'];
  return installOnce(join(inject('madeOnce'), 'program'), async (folder) => {
    if (built !== undefined) return cp(built, folder, { recursive: true, filter: isProgram });
    await promisify(execFile)(process.execPath, [join(root, 'esbuild.config.js'), '--out', folder]);
  });
}

/** Whether a path of `dist/` is no test of the windows. */
function isProgram(path: string): boolean {
  return basename(path) !== 'test';
}

let classifier: Classifier | undefined;

/** Its grammars are read once for all tests of a worker, as for all folders of a window. */
export function sharedClassifier(folder: string): Classifier {
  return (classifier ??= openClassifier(folder));
}

async function runHere(
  programFolder: string,
  cwd: string,
  argv: readonly string[],
  { env = {} }: CliOptions,
): Promise<CliResult> {
  let out = '';
  let err = '';
  const before = process.cwd();
  process.chdir(cwd);
  const code = await main({
    argv,
    cwd,
    programFolder,
    classifier: sharedClassifier(programFolder),
    version,
    environment: { ...process.env, ...env },
    terminal: {
      input: Readable.from([]),
      out: (text) => (out += text),
      err: (text) => (err += text),
    },
    onInterrupt: () => undefined,
  }).finally(() => process.chdir(before));
  return { code, out, err };
}

function runProcess(
  script: string,
  cwd: string,
  args: readonly string[],
  { env = {}, onStarted, onOutput }: CliOptions,
): Promise<CliResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    onStarted?.(() => child.kill('SIGINT'));
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
      onOutput?.(text, () => child.kill('SIGINT'));
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
  });
}
