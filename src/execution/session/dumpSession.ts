import { randomBytes } from 'node:crypto';

import type { CommandRequest } from '../command';
import { killProcesses } from '../process/endProcesses';
import type { FifoPool } from '../process/fifoPool';
import { PipeReader } from '../process/pipeReader';
import { ProcessGroups } from '../process/processGroups';
import { noPipes } from '../run/noPipes';
import type { RunOutput } from '../run/runOutput';
import { startOneShot, takePipes } from '../run/startOneShot';
import type { ProcessEnd, StartedProcess } from '../run/startedProcess';
import type { DumpKind } from './dumpKind';
import type { StepSession } from './stepSession';

/** The status with which a fresh shell says that it could not enter the folder of the last step. */
const FOLDER_GONE = 91;

/**
 * Steps in a fresh shell each: it takes up the state the last one printed into a named pipe and
 * prints its own when it ends, however it ends. The state is kept in memory only.
 */
export class DumpSession implements StepSession {
  readonly #shellPath: string;
  readonly #kind: DumpKind;
  readonly #token: string;
  readonly #pool: FifoPool;
  readonly #groups = new ProcessGroups();
  #state: string | undefined;
  #cwd: string | undefined;
  #env: Readonly<Record<string, string>> | undefined;

  constructor(shellPath: string, kind: DumpKind, token: string, pool: FifoPool) {
    this.#shellPath = shellPath;
    this.#kind = kind;
    this.#token = token;
    this.#pool = pool;
  }

  get groups(): readonly number[] {
    return this.#groups.alive;
  }

  leftRunning(): Promise<boolean> {
    return Promise.resolve(this.#groups.left.length > 0);
  }

  async start(
    request: CommandRequest,
    output: RunOutput,
    isStopped: () => boolean,
  ): Promise<StartedProcess | undefined> {
    const pipes = await takePipes(this.#pool, request, true);
    const [dumpPath] = (await this.#pool.take(1)) ?? [];
    if (pipes === undefined || dumpPath === undefined) return noPipes();
    if (isStopped()) return this.#giveBack([pipes.stdout, pipes.stderr, pipes.script, dumpPath]);
    const chunks: Buffer[] = [];
    const dump = new PipeReader(this.#pool, dumpPath, (chunk) => chunks.push(Buffer.from(chunk)));
    const nonce = randomBytes(16).toString('hex');
    const text = this.#kind.text({
      script: request.script,
      state: this.#state,
      inherited: Object.keys(request.env),
      changed: changes(this.#env ?? request.env, request.env),
      dumpPath,
      nonce,
    });
    this.#env = request.env;
    const first = this.#state === undefined;
    const started = startOneShot(
      this.#shellPath,
      // The folder of the first step may be gone by now: the state has its own.
      { ...request, script: text, cwd: first ? request.cwd : '/' },
      this.#token,
      output,
      this.#pool,
      pipes,
      this.#kind.args,
    );
    const { pid } = started;
    if (pid !== undefined) this.#groups.started(pid);
    const end = started.end.then((ended) => {
      if (pid !== undefined) this.#groups.ended(pid);
      dump.finish(false);
      dump.dispose();
      return this.#ended(ended, Buffer.concat(chunks).toString('utf8'), nonce, first);
    });
    return { ...started, end };
  }

  copy(): Promise<StepSession> {
    const copy = new DumpSession(this.#shellPath, this.#kind, this.#token, this.#pool);
    copy.#state = this.#state;
    copy.#cwd = this.#cwd;
    copy.#env = this.#env;
    return Promise.resolve(copy);
  }

  reset(): void {
    killProcesses({ groups: this.groups, trees: [], markers: [] });
    this.#groups.clear();
    this.#state = undefined;
    this.#env = undefined;
    this.#cwd = undefined;
  }

  #giveBack(paths: readonly (string | undefined)[]): undefined {
    for (const path of paths) if (path !== undefined) this.#pool.giveBack(path);
    return undefined;
  }

  #ended(ended: ProcessEnd, dump: string, nonce: string, first: boolean): ProcessEnd {
    if (dump.endsWith(`\0${nonce}`)) {
      this.#state = dump.slice(0, -nonce.length - 1);
      this.#cwd = this.#kind.cwd(this.#state);
      return { ...ended, cwdAfter: this.#cwd };
    }
    if (!first && ended.exitCode === FOLDER_GONE) {
      const message = `The folder ${this.#cwd ?? ''}, where the last step of this session ended, is gone. Create it again or reset the session.`;
      return { ...ended, exitCode: undefined, failure: { code: 'cwd-missing', message } };
    }
    return { ...ended, cwdAfter: this.#cwd };
  }
}

function changes(
  before: Readonly<Record<string, string>>,
  now: Readonly<Record<string, string>>,
): Record<string, string | undefined> {
  const changed: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(now)) {
    if (before[name] !== value) changed[name] = value;
  }
  for (const name of Object.keys(before)) if (now[name] === undefined) changed[name] = undefined;
  return changed;
}
