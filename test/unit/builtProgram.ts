import { execFile, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** The programs as they ship, built into a folder of their own. */
export interface BuiltProgram {
  readonly folder: string;
  /** Runs the command `runbook` to its end. */
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

let building: Promise<string> | undefined;

/** Built once for all test files of a worker, and removed when it ends. */
export async function builtProgram(): Promise<BuiltProgram> {
  const folder = await (building ??= build());
  return {
    folder,
    cli: (cwd, args, options = {}) => runCli(join(folder, 'cli.js'), cwd, args, options),
  };
}

async function build(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'runbook-program-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  await promisify(execFile)(process.execPath, [join(root, 'esbuild.config.js'), '--out', folder]);
  return folder;
}

function runCli(
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
