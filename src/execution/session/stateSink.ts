import { closeSync, fstatSync, ftruncateSync, openSync, readSync, rmSync } from 'node:fs';

import type { FifoPool } from '../process/fifoPool';
import { PipeReader } from '../process/pipeReader';

/** Where a shell prints its state when a step has ended. It holds secrets: never on the disk. */
export interface StateSink {
  /** Opened by its name, inside a folder of this user alone. */
  readonly path: string;
  /** What is printed so far. */
  peek(): string;
  /** The same, which is forgotten then. */
  take(): string;
  dispose(): void;
}

/** @param pipePath of a pipe taken from the pool, for where there is no folder in memory */
export function openStateSink(pool: FifoPool, pipePath: string): StateSink {
  const path = pool.pathInMemory();
  if (path === undefined) return new StatePipe(pool, pipePath);
  pool.giveBack(pipePath);
  return new StateFile(path);
}

/**
 * A file in memory. Bash writes its state line by line: through a pipe each line would wake this
 * process, a hundred times a step.
 */
class StateFile implements StateSink {
  readonly path: string;
  readonly #fd: number;

  constructor(path: string) {
    this.path = path;
    this.#fd = openSync(this.path, 'wx+', 0o600);
  }

  peek(): string {
    const buffer = Buffer.allocUnsafe(fstatSync(this.#fd).size);
    const count = buffer.length === 0 ? 0 : readSync(this.#fd, buffer, 0, buffer.length, 0);
    return buffer.toString('utf8', 0, count);
  }

  take(): string {
    const text = this.peek();
    ftruncateSync(this.#fd);
    return text;
  }

  dispose(): void {
    closeSync(this.#fd);
    rmSync(this.path, { force: true });
  }
}

class StatePipe implements StateSink {
  readonly path: string;
  readonly #reader: PipeReader;
  #chunks: Buffer[] = [];

  constructor(pool: FifoPool, path: string) {
    this.path = path;
    this.#reader = new PipeReader(pool, path, (chunk) => this.#chunks.push(Buffer.from(chunk)));
  }

  peek(): string {
    this.#reader.drain();
    return Buffer.concat(this.#chunks).toString('utf8');
  }

  take(): string {
    const text = this.peek();
    this.#chunks = [];
    return text;
  }

  dispose(): void {
    this.#reader.finish(false);
    this.#reader.dispose();
  }
}
