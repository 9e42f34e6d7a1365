import { closeSync, constants, openSync, readSync } from 'node:fs';
import { Socket, type OnReadOpts } from 'node:net';

import type { FifoPool } from './fifoPool';

/** Most bytes a pipe can hold: what was written before the writer's end is within them. */
const PIPE_CAPACITY = 1 << 20;
/** As much as a pipe mostly holds. */
const READ_BYTES = 65_536;
/** Read into by all readers: making one for each chunk of a flood takes as long as reading it. */
const SHARED = Buffer.allocUnsafeSlow(READ_BYTES);
/** The same for what is read at once, which may be within the use of a chunk of another pipe. */
const SHARED_NOW = Buffer.allocUnsafeSlow(READ_BYTES);

/**
 * Reads a named pipe while a command writes to it. `finish` is called when the command has ended:
 * it reads what is in the pipe at that moment, without waiting for background processes which may
 * hold the pipe for days; those can go on writing, and it is dropped.
 */
export class PipeReader {
  readonly path: string;
  readonly #pool: FifoPool;
  readonly #fd: number;
  readonly #socket: Socket;
  /** Keeps the pipe from being at its end before the command has opened it. */
  #keeper: number | undefined;
  #ended = false;
  #finished = false;
  #discarded = false;
  #onData: (chunk: Buffer) => void;
  readonly #onEnd: () => void;

  /**
   * @param path of a pipe taken from the pool
   * @param onData gets bytes that are used again once it has returned: what it keeps it has to copy
   * @param onEnd called when nobody has the pipe open any more and `finish` was not called
   */
  constructor(
    pool: FifoPool,
    path: string,
    onData: (chunk: Buffer) => void,
    onEnd: () => void = () => undefined,
  ) {
    this.#pool = pool;
    this.#onData = onData;
    this.#onEnd = onEnd;
    this.path = path;
    this.#fd = openSync(this.path, constants.O_RDONLY | constants.O_NONBLOCK);
    this.#keeper = openSync(this.path, constants.O_WRONLY);
    const take = (count: number): boolean => {
      this.#onData(SHARED.subarray(0, count));
      return true;
    };
    const onread: OnReadOpts = { buffer: SHARED, callback: take };
    // The types know it only of `connect`, which takes the same.
    const options = { fd: this.#fd, readable: true, writable: false, onread };
    this.#socket = new Socket(options);
    this.#socket.once('end', () => this.#atEnd());
    this.#socket.once('error', () => this.#atEnd());
  }

  /** Its path for as long as nobody else can be given the pipe. */
  get exclusivePath(): readonly string[] {
    return this.#finished || this.#ended ? [] : [this.path];
  }

  /** The writing end, to be given to a child; closed by `opened`. */
  get writeEnd(): number {
    if (this.#keeper === undefined) throw new Error('the pipe is already handed over');
    return this.#keeper;
  }

  /** The command has the pipe open: from now on its end is the end. */
  opened(): void {
    if (this.#keeper !== undefined) closeSync(this.#keeper);
    this.#keeper = undefined;
  }

  /**
   * Between two commands that open the pipe by its name one after the other (`opened` was not
   * called): reads what the first has written.
   * @returns false when somebody has the pipe open yet, and may write among what the next writes
   */
  rewind(): boolean {
    if (this.#finished || this.#ended || this.#keeper === undefined) return false;
    closeSync(this.#keeper);
    this.#keeper = undefined;
    try {
      // Reading tells whether there is a writer; the socket cannot notice the end in between.
      if (!this.#read()) return false;
      this.#keeper = openSync(this.path, constants.O_WRONLY | constants.O_NONBLOCK);
      return true;
    } catch {
      return false; // the temporary folder was cleaned
    }
  }

  /** @param reusable false when somebody may open the pipe's name later */
  finish(reusable = true): void {
    if (this.#finished) return;
    this.#finished = true;
    if (!reusable) this.#discard();
    this.opened();
    if (!this.#ended) this.drain();
    this.#onData = () => undefined;
    if (!this.#ended) this.#discard();
  }

  /** Stops reading; writers get a broken pipe. */
  dispose(): void {
    this.finish();
    this.#socket.destroy();
  }

  #discard(): void {
    if (this.#discarded || this.#ended) return;
    this.#discarded = true;
    this.#pool.discard(this.path);
  }

  /** Reads what is in the pipe now. */
  drain(): void {
    if (!this.#read()) return;
    this.#socket.destroy();
    this.#atEnd();
  }

  /** @returns whether the pipe is at its end: empty, and nobody has it open for writing */
  #read(): boolean {
    for (let total = 0; total < PIPE_CAPACITY;) {
      const count = readNow(this.#fd);
      if (count === undefined) return false;
      if (count === 0) return true;
      total += count;
      this.#onData(SHARED_NOW.subarray(0, count));
    }
    return false;
  }

  #atEnd(): void {
    if (this.#ended) return;
    this.#ended = true;
    if (!this.#finished) this.#onEnd();
    if (this.#discarded) return;
    // Only after the socket has closed its descriptor may the pipe be used again.
    const giveBack = () => this.#pool.giveBack(this.path);
    if (this.#socket.closed) giveBack();
    else this.#socket.once('close', giveBack);
  }
}

/** Into the buffer; undefined when there is nothing now. Saying so is no reason to note the stack. */
function readNow(fd: number): number | undefined {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return readSync(fd, SHARED_NOW);
  } catch {
    return undefined; // EAGAIN
  } finally {
    Error.stackTraceLimit = limit;
  }
}
