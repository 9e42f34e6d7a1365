import { spawn } from 'node:child_process';

export interface OtherSide {
  /** Also the number of its process group, as sshd and container engines make one. */
  readonly pid: number;
  readonly ended: Promise<{ output: string; status: number | null; signal: string | null }>;
  /** What has been written until now. */
  said(): string;
  /** The connection ends. */
  hangUp(): void;
}

/** Starts a program as the other side of a connection does, and leaves its input open. */
export function otherSide(
  program: string,
  args: readonly string[],
  stdin: string,
  env: NodeJS.ProcessEnv = process.env,
  detached = true,
): OtherSide {
  const child = spawn(program, args, { env, detached, stdio: ['pipe', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  }
  child.stdin.on('error', () => undefined); // it ended without reading all of it
  child.stdin.write(stdin);
  return {
    pid: child.pid ?? 0,
    said: () => output,
    hangUp: () => child.stdin.end(),
    ended: new Promise((resolve) => {
      child.once('close', (status, signal) => resolve({ output, status, signal }));
    }),
  };
}
