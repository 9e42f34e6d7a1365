import { performance } from 'node:perf_hooks';
import { createHash } from 'node:crypto';
import { StringDecoder } from 'node:string_decoder';
import { execa } from 'execa';

import type { CommandRequest, CommandResult, OutputPiece } from '../command';
import { resultWithoutProcess } from '../emptyOutput';
import { RUN_ID, SUPERVISOR_TOKEN } from './protocol';

export interface RunningCommand {
  readonly result: Promise<CommandResult>;
  stop(reason: StopReason, graceMs?: number): void;
}

export type StopReason = 'cancelled' | 'timed-out' | 'interrupted';

export function startCommand(
  request: CommandRequest,
  setup: { readonly token: string },
  onOutput: (piece: OutputPiece) => void,
): RunningCommand {
  const startedAt = performance.now();
  const flags: Record<string, readonly string[]> = {
    bash: ['-c'],
    sh: ['-c'],
    zsh: ['-c'],
    pwsh: ['-NoProfile', '-Command'],
    python: ['-c'],
    node: ['-e'],
  };
  const program = request.shell === 'python' ? 'python3' : request.shell;
  const child = execa(program, [...(flags[request.shell] ?? []), request.script], {
    cwd: request.cwd,
    env: { ...request.env, [RUN_ID]: request.runId, [SUPERVISOR_TOKEN]: setup.token },
    extendEnv: false,
    detached: true,
    reject: false,
    buffer: false,
    ...(request.stdin === undefined ? { stdin: 'ignore' as const } : { input: request.stdin }),
  });
  let stopped: StopReason | undefined;
  const hash = createHash('sha256');
  let bytes = 0;
  const text = { stdout: '', stderr: '', all: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    const decoder = new StringDecoder('utf8');
    child[stream].on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      hash.update(chunk);
      let piece = decoder.write(chunk);
      for (const secret of request.secrets) piece = piece.replaceAll(secret, '•••');
      text[stream] += piece;
      text.all += piece;
      onOutput({ stream, text: piece });
    });
  }
  const kill = (signal: NodeJS.Signals) => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, signal);
    } catch {
      // already gone
    }
  };
  const stop = (reason: StopReason, graceMs = request.graceMs ?? 500) => {
    stopped ??= reason;
    kill('SIGTERM');
    setTimeout(() => kill('SIGKILL'), graceMs).unref();
  };
  const timer =
    request.timeoutMs === undefined
      ? undefined
      : setTimeout(() => stop('timed-out'), request.timeoutMs);
  const result = child.then((ended): CommandResult => {
    clearTimeout(timer);
    const whole = (head: string) => ({ head, tail: '', truncated: false });
    const failed = ended.exitCode === undefined && ended.signal === undefined;
    const base = resultWithoutProcess(
      stopped === 'cancelled' && request.follow
        ? 'succeeded'
        : (stopped ?? (ended.exitCode === 0 ? 'succeeded' : 'failed')),
      failed ? 'spawn-failed' : undefined,
      failed ? ended.shortMessage : undefined,
      performance.now() - startedAt,
    );
    return {
      ...base,
      exitCode: ended.exitCode,
      signal: ended.signal,
      output: {
        ...base.output,
        ...whole(text.all),
        bytes,
        sha256: hash.digest('hex'),
        lines: text.all.split('\n').length - (text.all.endsWith('\n') || text.all === '' ? 1 : 0),
        stdout: whole(text.stdout),
        stderr: whole(text.stderr),
      },
    };
  });
  return { result, stop };
}
