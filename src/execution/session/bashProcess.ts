import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import type { Duplex } from 'node:stream';

import type { FifoPool } from '../process/fifoPool';
import { PipeReader } from '../process/pipeReader';
import { signalGroup } from '../process/processGroup';
import { LineDecoder } from '../supervisor/lineDecoder';
import { bashPrelude, type ShellState } from './bashState';
import { BASH_SESSION, TOO_OLD } from './bashScript';

/** A subshell that has taken up the state and waits for its step. */
export interface PreparedShell {
  readonly nonce: string;
  readonly group: number;
  /** The folder the last step ended in could be entered. */
  readonly inFolder: boolean;
  readonly readers: readonly [stdout: PipeReader, stderr: PipeReader];
  /** Resolves to the exit status; undefined when the shell that waited for it is gone. */
  readonly ended: Promise<number | undefined>;
  /** Where it will print its state: a named pipe, opened by its name when the step has ended. */
  readonly dumpPath: string;
  /** What it printed of its state; complete once it has ended. */
  readonly dump: () => string;
  readonly streams: { onOut: (chunk: Buffer) => void; onErr: (chunk: Buffer) => void };
}

interface Awaited {
  group: number | undefined;
  status: number | undefined;
  readonly ready: (status: number | undefined) => void;
  readonly end: (status: number | undefined) => void;
}

/** The long-lived bash of a session, and the talk with it. */
export class BashProcess {
  readonly #child: ChildProcess;
  /** Descriptor 3 of the shell, in both directions. */
  readonly #channel: Duplex;
  readonly #pool: FifoPool;
  readonly #inherited: readonly string[];
  readonly #key = randomBytes(16).toString('hex');
  readonly #awaited = new Map<string, Awaited>();
  #gone = false;
  #tooOld = false;

  constructor(
    shellPath: string,
    cwd: string,
    env: Readonly<Record<string, string>>,
    pool: FifoPool,
  ) {
    this.#pool = pool;
    this.#inherited = Object.keys(env);
    this.#child = spawn(shellPath, ['--norc', '--noprofile', '-c', BASH_SESSION, 'bash'], {
      cwd,
      env: { ...env },
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
      detached: true,
    });
    this.#channel = this.#child.stdio[3] as Duplex;
    const decoder = new LineDecoder();
    this.#channel.on('data', (chunk: Buffer) => {
      for (const line of decoder.push(chunk)) this.#report(line);
    });
    this.#channel.on('error', () => undefined); // it died: `exit` tells
    this.#channel.write(`${this.#key}\n`);
    this.#child.once('error', () => this.#lost());
    this.#child.once('exit', (status) => {
      this.#tooOld = status === TOO_OLD;
      this.#lost();
    });
  }

  /** It is a bash before 5, which cannot do what this needs. */
  get tooOld(): boolean {
    return this.#tooOld;
  }

  get gone(): boolean {
    return this.#gone;
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Forks the subshell of the next step; undefined when this shell is gone. */
  async prepare(
    state: ShellState | undefined,
    paths: readonly [stdout: string, stderr: string, dump: string],
  ): Promise<PreparedShell | undefined> {
    const nonce = randomBytes(16).toString('hex');
    const chunks: Buffer[] = [];
    const streams: PreparedShell['streams'] = { onOut: () => undefined, onErr: () => undefined };
    const stdout = new PipeReader(this.#pool, paths[0], (chunk) => streams.onOut(chunk));
    const stderr = new PipeReader(this.#pool, paths[1], (chunk) => streams.onErr(chunk));
    const dump = new PipeReader(this.#pool, paths[2], (chunk) => chunks.push(chunk));
    let end: Awaited['end'] = () => undefined;
    const exited = new Promise<number | undefined>((resolve) => (end = resolve));
    const ended = exited.then((status) => {
      // A subshell that was left behind may open them yet.
      const reusable = status !== undefined;
      for (const reader of [stdout, stderr, dump]) reader.finish(reusable);
      dump.dispose();
      return status;
    });
    const ready = await new Promise<number | undefined>((resolve) => {
      this.#awaited.set(nonce, { group: undefined, status: undefined, ready: resolve, end });
      const prelude = message(bashPrelude(state, this.#inherited, nonce, dump.path));
      const command = `${this.#key} ${nonce} ${prelude.length} ${stdout.path} ${stderr.path}\n`;
      this.#channel.write(Buffer.concat([Buffer.from(command), prelude]));
      if (this.#gone) this.#lost();
    });
    const group = this.#awaited.get(nonce)?.group;
    if (ready === undefined || group === undefined) return undefined;
    stdout.opened();
    stderr.opened();
    const read = () => Buffer.concat(chunks).toString('utf8');
    return {
      nonce,
      group,
      inFolder: ready === 0,
      readers: [stdout, stderr],
      ended,
      dumpPath: dump.path,
      dump: read,
      streams,
    };
  }

  /** Gives a prepared subshell its step. */
  go(text: string): void {
    const bytes = message(text);
    this.#channel.write(Buffer.concat([Buffer.from(`${bytes.length}\n`), bytes]));
  }

  /** Ends the shell; a subshell that waits for its step ends as nothing can come any more. */
  dispose(): void {
    this.#channel.destroy();
    if (this.#child.pid !== undefined && !this.#gone) signalGroup(this.#child.pid, 'SIGKILL');
  }

  #report(line: string): void {
    const [what, nonce = '', value] = line.split(' ');
    const awaited = this.#awaited.get(nonce);
    if (awaited === undefined) return;
    if (what === 'pid') awaited.group = Number(value);
    if (what === 'ready') awaited.status = Number(value);
    // Two processes write these: they come in either order.
    if (awaited.group !== undefined && awaited.status !== undefined) awaited.ready(awaited.status);
    if (what !== 'end') return;
    this.#awaited.delete(nonce);
    awaited.ready(undefined);
    awaited.end(Number(value));
  }

  #lost(): void {
    this.#gone = true;
    for (const { ready, end } of this.#awaited.values()) {
      ready(undefined);
      end(undefined);
    }
    this.#awaited.clear();
  }
}

/** Ends with a line feed, so that what follows begins a line even when nobody took the text. */
function message(text: string): Buffer {
  return Buffer.from(`${text}\n`);
}
