import { closeSync, ftruncateSync, mkdirSync, openSync, write, writeSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const writeLater = promisify(write);
/** What comes is gathered in blocks of so many bytes. */
const BLOCK_BYTES = 1 << 20;
/** Full blocks that may wait for the one that is being written: the disk is slow by fits and starts. */
const MOST_WAITING = 4;
const NOTHING: Buffer = Buffer.alloc(0);

/**
 * Side file with the bytes of a long output, up to a limit; readable by its owner only. What comes
 * is written on another thread as soon as the write before it is done. When the disk is slower than
 * the output, whoever writes waits for it.
 */
export class SpillFile {
  readonly #folder: string;
  readonly #name: string;
  #room: number;
  #fd: number | undefined;
  #path: string | undefined;
  #truncated = false;
  #filling: Buffer = NOTHING;
  #filled = 0;
  /** In the order in which they go into the file. */
  readonly #full: Buffer[] = [];
  readonly #free: Buffer[] = [];
  /** Where in the file the next block to be written will stand. */
  #position = 0;
  #writing: Promise<undefined> | undefined;
  /** From here on bytes are missing. */
  #lostFrom = Infinity;

  constructor(folder: string, name: string, limit: number) {
    this.#folder = folder;
    this.#name = name;
    this.#room = limit;
  }

  /** Undefined until something was written. */
  get path(): string | undefined {
    return this.#path;
  }

  /** Bytes are missing: the limit was reached or writing failed. Final once it is closed. */
  get truncated(): boolean {
    return this.#truncated;
  }

  /** The bytes may be used again afterwards. */
  write(bytes: Buffer): void {
    if (this.#truncated || bytes.length === 0) return;
    const part = bytes.length > this.#room ? bytes.subarray(0, this.#room) : bytes;
    try {
      const fd = (this.#fd ??= this.#open());
      for (let done = 0; done < part.length;) done += this.#take(fd, part.subarray(done));
    } catch {
      this.#fail(this.#position);
      return;
    }
    this.#room -= part.length;
    this.#truncated ||= part.length < bytes.length;
  }

  /** Resolves once everything is in the file; never rejects. */
  async close(): Promise<void> {
    await this.#writing;
    const fd = this.#fd;
    this.#fd = undefined;
    if (fd === undefined) return;
    await this.#writeOn(fd);
    try {
      // What stands behind a gap is worth nothing.
      if (this.#lostFrom !== Infinity) ftruncateSync(fd, this.#lostFrom);
      closeSync(fd);
    } catch {
      this.#truncated = true;
    }
  }

  /** @returns how many of the bytes were taken */
  #take(fd: number, bytes: Buffer): number {
    if (this.#filled === BLOCK_BYTES) this.#putAside(fd);
    const count = bytes.copy(this.#filling, this.#filled);
    this.#filled += count;
    this.#writing ??= this.#writeOn(fd).then(() => (this.#writing = undefined));
    return count;
  }

  #putAside(fd: number): void {
    this.#full.push(this.#filling);
    if (this.#full.length > MOST_WAITING) this.#writeNow(fd);
    this.#fillAnother();
  }

  #fillAnother(): void {
    this.#filling = this.#free.pop() ?? Buffer.allocUnsafeSlow(BLOCK_BYTES);
    this.#filled = 0;
  }

  /** Writes for as long as there is something. */
  async #writeOn(fd: number): Promise<void> {
    for (let bytes = this.#next(); bytes !== undefined; bytes = this.#next()) {
      const start = this.#position;
      this.#position += bytes.length;
      try {
        for (let done = 0; done < bytes.length;) {
          const { bytesWritten } = await writeLater(fd, bytes, done, undefined, start + done);
          done += bytesWritten;
        }
      } catch {
        this.#fail(start);
      }
      this.#release(bytes);
    }
  }

  /** What is to be written next: a block, or what there is of one. */
  #next(): Buffer | undefined {
    if (this.#lostFrom !== Infinity) return undefined;
    const full = this.#full.shift();
    if (full !== undefined || this.#filled === 0) return full;
    const bytes = this.#filling.subarray(0, this.#filled);
    this.#fillAnother();
    return bytes;
  }

  /** Too many are waiting. */
  #writeNow(fd: number): void {
    const bytes = this.#full.shift();
    if (bytes === undefined) return;
    for (let done = 0; done < bytes.length;) {
      done += writeSync(fd, bytes, done, undefined, this.#position + done);
    }
    this.#position += bytes.length;
    this.#release(bytes);
  }

  /** It can be filled again. */
  #release({ buffer }: Buffer): void {
    this.#free.push(Buffer.from(buffer));
  }

  /** A full disk costs the file, never the run. */
  #fail(position: number): void {
    this.#truncated = true;
    this.#lostFrom = Math.min(this.#lostFrom, position);
  }

  #open(): number {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    const path = join(this.#folder, this.#name);
    const fd = openSync(path, 'wx', 0o600);
    this.#path = path;
    this.#fillAnother();
    return fd;
  }
}
