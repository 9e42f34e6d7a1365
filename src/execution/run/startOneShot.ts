import type { Writable } from 'node:stream';

import { execa, type Options } from 'execa';

import type { CommandRequest, ShellName } from '../command';
import { RUN_ID, SUPERVISOR_TOKEN } from '../supervisor/protocol';
import type { FifoPool } from '../process/fifoPool';
import { InputFile } from '../process/inputFile';
import { PipeReader } from '../process/pipeReader';
import { TextPipe } from '../process/textPipe';
import type { RunOutput } from './runOutput';
import type { ProcessEnd, StartedProcess } from './startedProcess';

/** How a script is handed to each program as an argument. */
const SCRIPT_ARGUMENTS: Readonly<Record<ShellName, readonly string[]>> = {
  bash: ['-c'],
  sh: ['-c'],
  zsh: ['-c'],
  pwsh: ['-NoLogo', '-NoProfile', '-NonInteractive', '-Command'],
  python: ['-c'],
  node: ['-e'],
};

/** A longer script goes through a pipe: Linux takes at most 128 KiB in one argument (execve(2)). */
const LONGEST_ARGUMENT = 100_000;

/** How a script is read from the path of a pipe. */
const PIPED_SCRIPT: Readonly<Record<ShellName, (path: string) => readonly string[]>> = {
  bash: (path) => [path],
  sh: (path) => [path],
  zsh: (path) => [path],
  pwsh: (path) => [
    ...SCRIPT_ARGUMENTS.pwsh,
    `& ([scriptblock]::Create([IO.File]::ReadAllText('${path}')))`,
  ],
  python: (path) => [path],
  node: (path) => [path],
};

/** Paths of pipes; the last only when it is needed. */
export interface OneShotPipes {
  readonly stdout: string;
  readonly stderr: string;
  readonly script: string | undefined;
}

/** Takes what a run needs from the pool; undefined where named pipes cannot be made. */
export async function takePipes(
  pool: FifoPool,
  request: CommandRequest,
  alwaysPiped = false,
): Promise<OneShotPipes | undefined> {
  const long = alwaysPiped || Buffer.byteLength(request.script) > LONGEST_ARGUMENT;
  const paths = await pool.take(2 + Number(long));
  const [stdout, stderr, script] = paths ?? [];
  if (stdout === undefined || stderr === undefined) return undefined;
  return { stdout, stderr, script };
}

/** Starts a shell of its own for one script, in a group of its own, with real pipes. */
export function startOneShot(
  shellPath: string,
  request: CommandRequest,
  token: string,
  output: RunOutput,
  pool: FifoPool,
  paths: OneShotPipes,
  pipedArguments = PIPED_SCRIPT[request.shell],
): StartedProcess {
  const readers = [
    new PipeReader(pool, paths.stdout, (chunk) => output.add('stdout', chunk)),
    new PipeReader(pool, paths.stderr, (chunk) => output.add('stderr', chunk)),
  ] as const;
  const script =
    paths.script === undefined ? undefined : new TextPipe(pool, paths.script, request.script);
  const env: Record<string, string> = {
    ...request.env,
    [RUN_ID]: request.runId,
    [SUPERVISOR_TOKEN]: token,
  };
  const optionsFor = (input: number | 'ignore' | 'pipe') =>
    ({
      cwd: request.cwd,
      env,
      extendEnv: false,
      stdio: descriptors(input, readers[0].writeEnd, readers[1].writeEnd),
      detached: true,
      cleanup: false,
      reject: false,
      buffer: false,
      windowsHide: true,
    }) satisfies Options;
  const args =
    script === undefined
      ? [...SCRIPT_ARGUMENTS[request.shell], request.script]
      : pipedArguments(script.path);
  const spawn = (input: number | 'ignore' | 'pipe') => execa(shellPath, args, optionsFor(input));
  const child = startWith(request, spawn);
  for (const reader of readers) reader.opened();
  const end = child.then(async (ended): Promise<ProcessEnd> => {
    for (const reader of readers) reader.finish();
    await script?.dispose();
    const started = child.pid !== undefined;
    return {
      exitCode: ended.exitCode,
      signal: ended.signal,
      failure: started ? undefined : spawnFailure(shellPath, ended),
    };
  });
  const outputs = () => readers.flatMap((reader) => reader.exclusivePath);
  return { pid: child.pid, outputs, end };
}

/** Starts the child with its standard input. */
function startWith<Child extends { readonly stdin: Writable | null | undefined }>(
  { stdin, holdStdin }: CommandRequest,
  spawn: (input: number | 'ignore' | 'pipe') => Child,
): Child {
  if (stdin === undefined) return spawn('ignore');
  if (holdStdin !== true) return new InputFile(stdin).handOver(spawn);
  const child = spawn('pipe');
  child.stdin?.on('error', () => undefined); // it ended without reading all of it
  child.stdin?.write(stdin);
  return child;
}

/** execa passes on any descriptor of this process, but its types know only 0 to 2. */
function descriptors(
  ...stdio: readonly ('ignore' | 'pipe' | number)[]
): ['ignore', 'ignore', 'ignore'] {
  return stdio as readonly unknown[] as ['ignore', 'ignore', 'ignore'];
}

function spawnFailure(
  shellPath: string,
  ended: { readonly code?: string | undefined; readonly originalMessage?: string | undefined },
): NonNullable<ProcessEnd['failure']> {
  if (ended.code === 'EACCES' || ended.code === 'EPERM') {
    const message = `${shellPath} could not be started: permission denied. Check its permissions and those of the folder.`;
    return { code: 'permission-denied', message };
  }
  if (ended.code === 'E2BIG') {
    const message = 'The step is too long to be handed to a program. Cut it into smaller steps.';
    return { code: 'spawn-failed', message };
  }
  const reason = ended.originalMessage ?? ended.code ?? 'unknown reason';
  return { code: 'spawn-failed', message: `${shellPath} could not be started: ${reason}.` };
}
