import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Side file with the bytes of a long output, up to a limit; readable by its owner only. */
export class SpillFile {
  readonly #folder: string;
  readonly #name: string;
  #room: number;
  #fd: number | undefined;
  #path: string | undefined;
  #truncated = false;

  constructor(folder: string, name: string, limit: number) {
    this.#folder = folder;
    this.#name = name;
    this.#room = limit;
  }

  /** Undefined until something was written. */
  get path(): string | undefined {
    return this.#path;
  }

  /** Bytes are missing: the limit was reached or writing failed. */
  get truncated(): boolean {
    return this.#truncated;
  }

  /** Synchronous: into the page cache at memory speed, and never more in flight than one chunk. */
  write(bytes: Buffer): void {
    if (this.#truncated || bytes.length === 0) return;
    const part = bytes.length > this.#room ? bytes.subarray(0, this.#room) : bytes;
    try {
      this.#fd ??= this.#open();
      for (let done = 0; done < part.length;) done += writeSync(this.#fd, part, done);
    } catch {
      this.#truncated = true; // a full disk costs the file, never the run
      return;
    }
    this.#room -= part.length;
    this.#truncated = part.length < bytes.length;
  }

  close(): void {
    if (this.#fd !== undefined) closeSync(this.#fd);
    this.#fd = undefined;
  }

  #open(): number {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    const path = join(this.#folder, this.#name);
    const fd = openSync(path, 'wx', 0o600);
    this.#path = path;
    return fd;
  }
}
