import { constants, openSync, closeSync } from 'node:fs';
import { Socket } from 'node:net';
import { execa, type Options } from 'execa';

import type { CommandRequest, ShellName } from '../command';
import { RUN_ID, SUPERVISOR_TOKEN } from '../supervisor/protocol';
import type { FifoPool } from '../process/fifoPool';
import { PipeReader } from '../process/pipeReader';
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

/** Paths of pipes; the third only when there is something for standard input. */
export type OneShotPipes = readonly [stdout: string, stderr: string, stdin: string | undefined];

/** Starts a shell of its own for one script, in a group of its own, with real pipes. */
export function startOneShot(
  shellPath: string,
  request: CommandRequest,
  token: string,
  output: RunOutput,
  pool: FifoPool,
  [stdoutPath, stderrPath, stdinPath]: OneShotPipes,
): StartedProcess {
  const readers = [
    new PipeReader(pool, stdoutPath, (chunk) => output.add('stdout', chunk)),
    new PipeReader(pool, stderrPath, (chunk) => output.add('stderr', chunk)),
  ] as const;
  const input = openInput(pool, stdinPath, request.stdin ?? '');
  const env: Record<string, string> = {
    ...request.env,
    [RUN_ID]: request.runId,
    [SUPERVISOR_TOKEN]: token,
  };
  const options = {
    cwd: request.cwd,
    env,
    extendEnv: false,
    stdio: descriptors(input ?? 'ignore', readers[0].writeEnd, readers[1].writeEnd),
    detached: true,
    cleanup: false,
    reject: false,
    buffer: false,
    windowsHide: true,
  } satisfies Options;
  const child = execa(shellPath, [...SCRIPT_ARGUMENTS[request.shell], request.script], options);
  for (const reader of readers) reader.opened();
  if (input !== undefined) closeSync(input);
  const end = child.then((ended): ProcessEnd => {
    for (const reader of readers) reader.finish();
    const started = child.pid !== undefined;
    return {
      exitCode: ended.exitCode,
      signal: ended.signal,
      failure: started ? undefined : spawnFailure(shellPath, ended),
    };
  });
  return { pid: child.pid, end };
}

/** execa passes on any descriptor of this process, but its types know only 0 to 2. */
function descriptors(...stdio: readonly ('ignore' | number)[]): ['ignore', 'ignore', 'ignore'] {
  return stdio as readonly unknown[] as ['ignore', 'ignore', 'ignore'];
}

/** A pipe to read from that holds `text` and then ends. */
function openInput(pool: FifoPool, path: string | undefined, text: string): number | undefined {
  if (path === undefined) return undefined;
  const keeper = openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
  const readEnd = openSync(path, constants.O_RDONLY);
  const writeEnd = openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
  closeSync(keeper);
  const socket = new Socket({ fd: writeEnd, readable: false, writable: true });
  socket.on('error', () => undefined); // the command ended without reading all of it
  socket.end(text);
  pool.discard(path);
  return readEnd;
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
