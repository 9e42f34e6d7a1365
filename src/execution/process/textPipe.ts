import { closeSync, constants, openSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';

import type { FifoPool } from './fifoPool';

/** A pipe that gives `text` to whoever opens its path, and then ends. */
export class TextPipe {
  readonly path: string;
  readonly #pool: FifoPool;
  readonly #opening: Promise<FileHandle | undefined>;
  readonly #written: Promise<void>;
  #opened = false;

  /** @param path of a pipe taken from the pool */
  constructor(pool: FifoPool, path: string, text: string) {
    this.#pool = pool;
    this.path = path;
    this.#opening = this.#open();
    this.#written = this.#write(text);
  }

  /** After the step: lets go of a pipe that nobody has opened. */
  async dispose(): Promise<void> {
    await this.#letGo();
    await this.#written;
    this.#pool.discard(this.path);
  }

  /** Opening may wait for a free thread yet: it is given a reader until it has come through. */
  async #letGo(): Promise<void> {
    if (this.#opened) return;
    let reader: number;
    try {
      reader = openSync(this.path, constants.O_RDONLY | constants.O_NONBLOCK);
    } catch {
      return; // the folder was cleaned, and opening it has failed or will
    }
    await this.#opening;
    closeSync(reader);
  }

  /** Waits for a reader, on a thread of its own. */
  async #open(): Promise<FileHandle | undefined> {
    try {
      return await open(this.path, constants.O_WRONLY);
    } catch {
      return undefined; // nobody will read it: the step says so itself
    } finally {
      this.#opened = true;
    }
  }

  async #write(text: string): Promise<void> {
    const handle = await this.#opening;
    try {
      await handle?.writeFile(text);
    } catch {
      // the step ended without reading all of it
    } finally {
      await handle?.close();
    }
  }
}
