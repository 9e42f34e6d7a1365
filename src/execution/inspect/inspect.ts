import { execa } from 'execa';
import { fail, succeed, type Result } from '../../util/result';

export type InspectCode = 'missing' | 'failed' | 'too-slow' | 'cancelled';

/** How a program that reads a text and runs none of it is started. */
export interface Inspection {
  /** Absolute path of the program. */
  readonly program: string;
  readonly args: readonly string[];
  readonly input: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly deadlineMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** What a program that only reads prints; its exit code says whether it found something. */
export async function inspect(inspection: Inspection): Promise<Result<string, InspectCode>> {
  const { program, args, input, cwd, env, deadlineMs, signal } = inspection;
  const ended = await execa(program, args, {
    input,
    cwd,
    env,
    extendEnv: false,
    timeout: deadlineMs,
    forceKillAfterDelay: 500,
    reject: false,
    maxBuffer: 20_000_000,
    ...(signal === undefined ? {} : { cancelSignal: signal }),
  });
  if (ended.isCanceled) return fail('cancelled', 'Nobody waits for it any more.');
  if (ended.timedOut)
    return fail('too-slow', `${program} did not answer within ${deadlineMs / 1000} seconds.`);
  if (ended.exitCode === undefined) return fail('failed', `${program} could not be started.`);
  return succeed(ended.stdout);
}
