import { existsSync } from 'node:fs';

import type { FifoPool } from '../process/fifoPool';
import { PipeReader } from '../process/pipeReader';
import { LineDecoder } from '../supervisor/lineDecoder';

/** @param what the first word of a report: what has come about */
type Listen = (what: string, value: string | undefined) => void;

/**
 * What the shells of steps say of themselves, each in one line: `WORD NUMBER VALUE`. One pipe for
 * all sessions, opened by its name, as a step is to find no descriptor of ours.
 */
export class StepReports {
  readonly #pool: FifoPool;
  readonly #listeners = new Map<string, Listen>();
  /** Numbers the steps: a shell that was left behind has another number. */
  #steps = 0;
  #path: Promise<string | undefined> | undefined;
  #reader: PipeReader | undefined;

  constructor(pool: FifoPool) {
    this.#pool = pool;
  }

  /** Where reports are written to; undefined where pipes cannot be made. Never rejects. */
  async path(): Promise<string | undefined> {
    const path = await (this.#path ??= this.#open());
    if (path !== undefined && existsSync(path)) return path;
    // Temporary folders are cleaned by others.
    this.#path = this.#open();
    return this.#path;
  }

  /** The number of a new step. */
  next(): string {
    return `${(this.#steps += 1)}`;
  }

  /** Reports of a step are passed on until it is forgotten. */
  listen(nonce: string, listener: Listen): void {
    this.#listeners.set(nonce, listener);
  }

  /** Passes on a report, in whatever way it came. */
  readonly pass = (line: string): void => {
    const [what = '', nonce = '', value] = line.split(' ');
    this.#listeners.get(nonce)?.(what, value);
  };

  /** Passes on what has been written by now. */
  drain(): void {
    this.#reader?.drain();
  }

  forget(nonce: string): void {
    this.#listeners.delete(nonce);
  }

  async #open(): Promise<string | undefined> {
    const [path] = (await this.#pool.take(1)) ?? [];
    if (path === undefined) return undefined;
    const decoder = new LineDecoder();
    try {
      const take = (chunk: Buffer) => decoder.push(chunk).forEach(this.pass);
      this.#reader = new PipeReader(this.#pool, path, take);
      return path;
    } catch {
      return undefined; // no more descriptors
    }
  }
}
