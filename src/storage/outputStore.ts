import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Result } from '../util/result';
import { fail, succeed } from '../util/result';
import { writeAll } from './appendFile';
import type { LogFolders } from './logFolders';
import { makeFolders } from './logFolders';
import { isOutputName } from './logNames';
import { notSavedReason } from './logState';
import type { Fs, FsFile, StoragePorts } from './ports';
import { systemCode } from './ports';
import { sha256 } from './sha256';

const CHUNK = 1024 * 1024;

/** A side file: the whole output of a run, kept under its hash. */
export interface StoredOutput {
  /** What goes into the event as `output.file`. */
  readonly file: string;
  readonly sha256: string;
  readonly bytes: number;
}

export type ReadOutputCode = 'bad-name' | 'missing' | 'damaged' | 'unreadable' | 'too-large';

/**
 * The outputs of a log directory. A side file is on the device, under its final name, before
 * `put` or `adopt` resolve: only then may an event name it. Nothing there is ever rewritten.
 */
export class OutputStore {
  readonly #folders: LogFolders;
  readonly #ports: StoragePorts;

  constructor(folders: LogFolders, ports: StoragePorts) {
    this.#folders = folders;
    this.#ports = ports;
  }

  /** Stores bytes that are in memory. */
  async putOutput(bytes: Uint8Array): Promise<Result<StoredOutput, 'not-saved'>> {
    const { fs, ids } = this.#ports;
    const hash = sha256(bytes);
    const temp = join(this.#folders.outputs, `new-${ids.next().toLowerCase()}`);
    return this.#reporting(async () => {
      await this.#makeFolder();
      const existing = await this.#nameFor(hash, bytes.length);
      if (existing.stored) return { file: existing.file, sha256: hash, bytes: bytes.length };
      await writeNew(fs, temp, async (file) => writeAll(file, bytes));
      return this.#name(temp, hash, bytes.length, existing.file);
    });
  }

  /**
   * Takes over a file that was filled while the run ran. The file is moved; on another device it
   * is copied. Its hash is computed anew: a wrong `expectedHash` is an error of the caller's disk.
   */
  async adoptOutput(
    tempPath: string,
    expectedHash: string,
  ): Promise<Result<StoredOutput, 'not-saved'>> {
    const { fs } = this.#ports;
    return this.#reporting(async () => {
      const found = await hashFile(fs, tempPath);
      if (found.sha256 !== expectedHash) {
        throw Object.assign(new Error('the output changed on its way to the log'), { code: 'EIO' });
      }
      await this.#makeFolder();
      const existing = await this.#nameFor(found.sha256, found.bytes);
      if (existing.stored) {
        await unlinkQuietly(fs, tempPath);
        return { file: existing.file, ...found };
      }
      const inside = await this.#copyInside(tempPath);
      await unlinkQuietly(fs, tempPath);
      return this.#name(inside, found.sha256, found.bytes, existing.file);
    });
  }

  /** The bytes of a side file, checked against its name; at most `limit` of them. */
  async readOutput(name: string, limit: number): Promise<Result<Uint8Array, ReadOutputCode>> {
    if (!isOutputName(name)) return fail('bad-name', 'this is not the name of an output');
    const path = join(this.#folders.outputs, name);
    const { fs } = this.#ports;
    try {
      const { size } = await fs.status(path);
      if (size > limit) return fail('too-large', `the output has ${size} bytes`);
      const chunks: Buffer[] = [];
      const { sha256: found } = await hashFile(fs, path, (chunk) => chunks.push(chunk));
      if (found === name.slice(0, 64)) return succeed(Buffer.concat(chunks));
      return fail('damaged', `${path} is not what was recorded`);
    } catch (error) {
      if (systemCode(error) === 'ENOENT') return fail('missing', `${path} is not there`);
      return fail('unreadable', notSavedReason(error, path)[1].replace('written', 'read'));
    }
  }

  async #makeFolder(): Promise<void> {
    const made = await makeFolders(this.#ports.fs, this.#folders.root, ['outputs']);
    if (!made.ok) throw Object.assign(new Error(made.message), { code: 'ENOTDIR' });
  }

  /** The name for a content: its hash, or `hash-n` when other bytes stand under that name. */
  async #nameFor(hash: string, bytes: number): Promise<{ file: string; stored: boolean }> {
    for (let n = 1; ; n++) {
      const file = n === 1 ? hash : `${hash}-${n}`;
      const path = join(this.#folders.outputs, file);
      try {
        const status = await this.#ports.fs.status(path);
        if (status.kind !== 'file' || status.size !== bytes) continue;
        if ((await hashFile(this.#ports.fs, path)).sha256 === hash) return { file, stored: true };
      } catch (error) {
        if (systemCode(error) === 'ENOENT') return { file, stored: false };
        throw error;
      }
    }
  }

  async #copyInside(from: string): Promise<string> {
    const { fs, ids } = this.#ports;
    const inside = join(this.#folders.outputs, `new-${ids.next().toLowerCase()}`);
    await writeNew(fs, inside, async (file) => {
      await hashFile(fs, from, undefined, (chunk) => writeAll(file, chunk));
    });
    return inside;
  }

  async #name(temp: string, hash: string, bytes: number, file: string): Promise<StoredOutput> {
    const { fs } = this.#ports;
    await fs.rename(temp, join(this.#folders.outputs, file));
    await fs.syncFolder(this.#folders.outputs);
    return { file, sha256: hash, bytes };
  }

  async #reporting(store: () => Promise<StoredOutput>): Promise<Result<StoredOutput, 'not-saved'>> {
    try {
      return succeed(await store());
    } catch (error) {
      return fail('not-saved', notSavedReason(error, this.#folders.outputs)[1]);
    }
  }
}

async function writeNew(
  fs: Fs,
  path: string,
  fill: (file: FsFile) => Promise<void>,
): Promise<void> {
  const file = await fs.createFile(path);
  try {
    await fill(file);
    await file.datasync();
    await file.close();
  } catch (error) {
    await unlinkQuietly(fs, path);
    throw error;
  }
}

async function unlinkQuietly(fs: Fs, path: string): Promise<void> {
  try {
    await fs.unlink(path);
  } catch {
    // A leftover temporary file costs room and harms nothing.
    return;
  }
}

async function hashFile(
  fs: Fs,
  path: string,
  keep?: (chunk: Buffer) => void,
  pass?: (chunk: Buffer) => Promise<void>,
): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256');
  const file = await fs.openFile(path);
  try {
    let bytes = 0;
    for (;;) {
      const chunk = Buffer.allocUnsafe(CHUNK);
      const count = await file.read(chunk, bytes);
      if (count === 0) return { sha256: hash.digest('hex'), bytes };
      const part = chunk.subarray(0, count);
      hash.update(part);
      keep?.(part);
      await pass?.(part);
      bytes += count;
    }
  } finally {
    await file.close();
  }
}
