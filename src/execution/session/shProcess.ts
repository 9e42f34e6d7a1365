import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, constants, existsSync, openSync, writeSync } from 'node:fs';

import { findProgram } from '../environment/findProgram';
import type { FifoPool } from '../process/fifoPool';
import { PipeReader } from '../process/pipeReader';
import { signalGroup, signalProcess } from '../process/processGroup';
import { LineDecoder } from '../supervisor/lineDecoder';
import { SH_SESSION } from './shScript';

/** What became of a step: its process, and later its exit status and folder. */
export interface ShStep {
  /** Undefined when the shell is gone. */
  readonly started: Promise<number | undefined>;
  readonly ended: Promise<{ readonly status: number | undefined; readonly cwd?: string }>;
}

/** Paths of named pipes that a step reads and writes; `stdin` may be any file. */
export interface ShStepPaths {
  readonly stdout: string;
  readonly stderr: string;
  readonly stdin: string;
  readonly text: string;
  /** What the shell has to know of the text. */
  readonly how: 'short' | 'long' | 'short,trap' | 'long,trap';
}

interface Awaited {
  pid: number | undefined;
  readonly start: (pid: number | undefined) => void;
  readonly end: (end: { status: number | undefined; cwd?: string }) => void;
}

/** The shell of a session that hands itself on from step to step, and the talk with it. */
export class ShProcess {
  readonly #child: ChildProcess;
  readonly #key = randomBytes(16).toString('hex');
  readonly #pool: FifoPool;
  readonly #commandPath: string;
  readonly #commands: number;
  readonly #reports: PipeReader;
  readonly #awaited = new Map<string, Awaited>();
  /** The shell that waits for a step or the end of one, and before it the one that waits for it. */
  #waiting: number[] = [];
  #gone = false;

  /** @param paths of two pipes from the pool: commands and reports */
  constructor(
    shellPath: string,
    cwd: string,
    env: Readonly<Record<string, string>>,
    pool: FifoPool,
    [commandPath, reportPath]: readonly [string, string],
  ) {
    this.#pool = pool;
    this.#commandPath = commandPath;
    // Open for both: writing never waits for a reader, and the pipe ends with this process.
    this.#commands = openSync(commandPath, constants.O_RDWR | constants.O_NONBLOCK);
    const decoder = new LineDecoder();
    this.#reports = new PipeReader(
      pool,
      reportPath,
      (chunk) => decoder.push(chunk).forEach((line) => this.#report(line)),
      () => this.#lost(), // nobody is left to report
    );
    const cat = findProgram('cat', '/bin:/usr/bin', []) ?? 'cat';
    const args = ['-c', SH_SESSION, 'sh', this.#key, commandPath, reportPath, cat];
    this.#child = spawn(shellPath, args, {
      cwd,
      env: { ...env },
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
    });
    this.#child.stdin?.on('error', () => undefined); // it ended: `exit` tells
    this.#child.once('error', () => this.#lost());
    this.#child.once('exit', () => this.#lost());
  }

  get gone(): boolean {
    return this.#gone;
  }

  /** It opens its pipes by name, which is no use once the temporary folder was cleaned. */
  get cutOff(): boolean {
    return !existsSync(this.#commandPath) || !existsSync(this.#reports.path);
  }

  /** Also the group of all that it starts. */
  get pid(): number | undefined {
    return this.#child.pid;
  }

  step({ stdout, stderr, stdin, text, how }: ShStepPaths): ShStep {
    const nonce = randomBytes(16).toString('hex');
    let start: Awaited['start'] = () => undefined;
    let end: Awaited['end'] = () => undefined;
    const started = new Promise<number | undefined>((resolve) => (start = resolve));
    const ended = new Promise<{ status: number | undefined }>((resolve) => (end = resolve));
    this.#awaited.set(nonce, { pid: undefined, start, end });
    const words = [this.#key, nonce, stdout, stderr, stdin, text, how];
    if (this.#gone) this.#lost();
    else writeSync(this.#commands, `${words.join(' ')}\n`);
    return { started, ended };
  }

  /** Ends the shell and all that it has started. */
  dispose(): void {
    if (this.#child.pid !== undefined && !this.#gone) signalGroup(this.#child.pid, 'SIGKILL');
  }

  #report(line: string): void {
    const [, what, nonce = '', value, cwd] = /^(\w+) (\w+) (\d+)(?: (.*))?$/.exec(line) ?? [];
    if (what === 'serve') {
      this.#waiting = [Number(value)];
      this.#reports.opened();
    }
    const awaited = this.#awaited.get(nonce);
    if (awaited === undefined) {
      // The shell of a step that had ended already was killed while it waited for the next.
      if (what === 'end') this.#waiting.pop();
      return;
    }
    if (what === 'start') {
      awaited.start((awaited.pid = Number(value)));
      this.#endSuperseded();
    }
    if (what !== 'end') return;
    this.#awaited.delete(nonce);
    if (cwd !== undefined && awaited.pid !== undefined) this.#waiting.push(awaited.pid);
    awaited.start(undefined);
    awaited.end({ status: Number(value), ...(cwd === undefined ? {} : { cwd }) });
  }

  /** The one that has just forked a step is what the one before it would be needed for. */
  #endSuperseded(): void {
    for (const pid of this.#waiting.splice(0, this.#waiting.length - 1)) {
      signalProcess(pid, 'SIGKILL');
    }
  }

  #lost(): void {
    for (const { start, end } of this.#awaited.values()) {
      start(undefined);
      end({ status: undefined });
    }
    this.#awaited.clear();
    if (this.#gone) return;
    // What it has started is in its group, whose number may be somebody else's later.
    this.dispose();
    this.#gone = true;
    closeSync(this.#commands);
    this.#pool.discard(this.#commandPath);
    this.#reports.finish(false);
    this.#reports.dispose();
  }
}
