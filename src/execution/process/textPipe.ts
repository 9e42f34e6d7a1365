import { closeSync, constants, openSync } from 'node:fs';
import { open } from 'node:fs/promises';

import type { FifoPool } from './fifoPool';

/** A pipe that gives `text` to whoever opens its path, and then ends. */
export class TextPipe {
  readonly path: string;
  readonly #pool: FifoPool;
  readonly #written: Promise<void>;
  #opened = false;

  /** @param path of a pipe taken from the pool */
  constructor(pool: FifoPool, path: string, text: string) {
    this.#pool = pool;
    this.path = path;
    this.#written = this.#write(text);
  }

  /** After the step: lets go of a pipe that nobody has opened. */
  async dispose(): Promise<void> {
    if (!this.#opened) closeSync(openSync(this.path, constants.O_RDONLY | constants.O_NONBLOCK));
    await this.#written;
    this.#pool.discard(this.path);
  }

  async #write(text: string): Promise<void> {
    const handle = await open(this.path, 'w'); // waits for a reader, on a thread of its own
    this.#opened = true;
    try {
      await handle.writeFile(text);
    } catch {
      // the step ended without reading all of it
    } finally {
      await handle.close();
    }
  }
}
