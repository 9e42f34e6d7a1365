import { constants, existsSync, openSync } from 'node:fs';
import { Socket } from 'node:net';

import type { FifoPool } from '../process/fifoPool';
import { PipeReader } from '../process/pipeReader';
import { openStateSink, type StateSink } from './stateSink';

type Paths = readonly [input: string, stdout: string, stderr: string, state: string];
type Take = (chunk: Buffer) => void;

/**
 * For so many milliseconds a pipe whose name is gone stays open: a shell that had found the name, and
 * opens it after its only writer has left, waits for ever.
 */
const ABOUT_TO_OPEN = 100;

/**
 * What a step of a session writes to. Opening and closing these costs as much as a short step, so
 * they serve one step after the other, for as long as no background process holds on to them.
 */
export class StepPipes {
  readonly state: StateSink;
  readonly #pool: FifoPool;
  readonly #inputPath: string;
  readonly #input: Socket;
  readonly #stdout: PipeReader;
  readonly #stderr: PipeReader;
  #onOut: Take = () => undefined;
  #onErr: Take = () => undefined;
  #isConnected = false;
  #closed = false;

  constructor(pool: FifoPool, [input, stdout, stderr, state]: Paths) {
    this.#pool = pool;
    this.#inputPath = input;
    // Open for both: writing never waits for a reader.
    const fd = openSync(input, constants.O_RDWR | constants.O_NONBLOCK);
    this.#input = new Socket({ fd, readable: false, writable: true });
    this.#input.on('error', () => undefined); // the shell says itself that it got nothing
    this.#stdout = new PipeReader(pool, stdout, (chunk) => this.#onOut(chunk));
    this.#stderr = new PipeReader(pool, stderr, (chunk) => this.#onErr(chunk));
    this.state = openStateSink(pool, state);
  }

  /** In the order in which the shell is told of them. */
  get paths(): readonly string[] {
    return [this.#inputPath, this.#stdout.path, this.#stderr.path];
  }

  /** Of what a step writes to, while it runs. */
  get connected(): readonly string[] {
    return this.#isConnected ? this.paths.slice(1) : [];
  }

  /** False when a temporary folder was cleaned before the shell could print its state. */
  get intact(): boolean {
    return existsSync(this.state.path);
  }

  /** Gives the shell a text. */
  write(bytes: Buffer): void {
    this.#input.write(bytes);
  }

  connect(onOut: Take, onErr: Take): void {
    this.#isConnected = true;
    this.#onOut = onOut;
    this.#onErr = onErr;
  }

  /** Reads what a step that is over left in its pipes. */
  drain(): void {
    for (const reader of [this.#stdout, this.#stderr]) reader.drain();
  }

  /** What comes from now on is nobody's. */
  disconnect(): void {
    this.#isConnected = false;
    this.#onOut = () => undefined;
    this.#onErr = () => undefined;
  }

  /**
   * Reads what a step whose shell has let go of its pipes left in them.
   * @returns whether they can serve the next step; if not, they are to be closed
   */
  rewind(): boolean {
    const free = [this.#stdout, this.#stderr].map((reader) => reader.rewind());
    this.disconnect();
    return free.every(Boolean);
  }

  /** @param reusable false when a shell that was left behind may open them yet */
  close(reusable: boolean): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const reader of [this.#stdout, this.#stderr]) reader.finish(reusable);
    this.#pool.discard(this.#inputPath);
    if (reusable) this.#input.destroy();
    else setTimeout(() => this.#input.destroy(), ABOUT_TO_OPEN);
    this.state.dispose();
  }
}

/** Undefined where pipes cannot be made: no more descriptors, a full or read-only disk. */
export async function openStepPipes(pool: FifoPool): Promise<StepPipes | undefined> {
  const [input, stdout, stderr, state] = (await pool.take(4)) ?? [];
  if (input === undefined || stdout === undefined) return undefined;
  if (stderr === undefined || state === undefined) return undefined;
  try {
    return new StepPipes(pool, [input, stdout, stderr, state]);
  } catch {
    return undefined;
  }
}
