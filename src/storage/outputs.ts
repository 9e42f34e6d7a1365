import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Result } from '../util/result';
import { fail, succeed } from '../util/result';
import { closeQuietly, writeAll } from './appendFile';
import type { LogFolders } from './logFolders';
import { makeFolders } from './logFolders';
import { isOutputName } from './logNames';
import { FolderError, notSavedReason } from './logState';
import type { Fs, FsFile } from './ports';
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
  readonly #fs: Fs;

  constructor(folders: LogFolders, fs: Fs) {
    this.#folders = folders;
    this.#fs = fs;
  }

  /** Stores bytes that are in memory. */
  async putOutput(bytes: Uint8Array): Promise<Result<StoredOutput, 'not-saved'>> {
    const hash = sha256(bytes);
    return this.#reporting(async () => {
      await this.#makeFolder();
      const name = await this.#nameFor(hash, bytes.length);
      if (!name.stored) {
        await this.#place(await this.#writeTemp(hash, (file) => writeAll(file, bytes)), name.file);
      }
      return { file: name.file, sha256: hash, bytes: bytes.length };
    });
  }

  /**
   * Takes over a file that was filled while the run ran: synced, checked against the hash its
   * writer computed, and moved (copied, when it lies on another device).
   */
  async adoptOutput(
    tempPath: string,
    expectedHash: string,
  ): Promise<Result<StoredOutput, 'not-saved'>> {
    return this.#reporting(async () => {
      await this.#fs.syncFile(tempPath);
      const found = await hashFile(this.#fs, tempPath);
      if (found.sha256 !== expectedHash) {
        throw Object.assign(new Error('the output changed on its way to the log'), { code: 'EIO' });
      }
      await this.#makeFolder();
      const name = await this.#nameFor(found.sha256, found.bytes);
      if (name.stored) await unlinkQuietly(this.#fs, tempPath);
      else await this.#move(tempPath, name.file, found.sha256);
      return { file: name.file, ...found };
    });
  }

  /** The bytes of a side file, checked against its name; at most `limit` of them. */
  async readOutput(name: string, limit: number): Promise<Result<Uint8Array, ReadOutputCode>> {
    if (!isOutputName(name)) return fail('bad-name', 'this is not the name of an output');
    const path = join(this.#folders.outputs, name);
    try {
      const { size } = await this.#fs.status(path);
      if (size > limit) return fail('too-large', `the output has ${size} bytes`);
      const chunks: Buffer[] = [];
      const { sha256: found } = await hashFile(this.#fs, path, (chunk) => {
        chunks.push(chunk);
      });
      if (found === name.slice(0, 64)) return succeed(Buffer.concat(chunks));
      return fail('damaged', `${path} is not what was recorded`);
    } catch (error) {
      if (systemCode(error) === 'ENOENT') return fail('missing', `${path} is not there`);
      return fail('unreadable', notSavedReason(error, path)[1].replace('written', 'read'));
    }
  }

  async #makeFolder(): Promise<void> {
    const made = await makeFolders(this.#fs, this.#folders.root, ['outputs']);
    if (!made.ok) throw new FolderError(made.message);
  }

  /** The name for a content: its hash, or `hash-n` when other bytes stand under that name. */
  async #nameFor(hash: string, bytes: number): Promise<{ file: string; stored: boolean }> {
    for (let n = 1; ; n++) {
      const file = n === 1 ? hash : `${hash}-${n}`;
      const path = join(this.#folders.outputs, file);
      try {
        const status = await this.#fs.status(path);
        if (status.kind !== 'file' || status.size !== bytes) continue;
        if ((await hashFile(this.#fs, path)).sha256 !== hash) continue;
        // Another process may have moved it here a moment ago without syncing the name yet.
        await this.#fs.syncFolder(this.#folders.outputs);
        return { file, stored: true };
      } catch (error) {
        if (systemCode(error) === 'ENOENT') return { file, stored: false };
        throw error;
      }
    }
  }

  async #move(from: string, name: string, hash: string): Promise<void> {
    try {
      await this.#place(from, name);
    } catch (error) {
      if (systemCode(error) !== 'EXDEV') throw error;
      const copy = await this.#writeTemp(hash, async (file) => {
        await hashFile(this.#fs, from, (chunk) => writeAll(file, chunk));
      });
      await this.#place(copy, name);
      await unlinkQuietly(this.#fs, from);
    }
  }

  /** A new synced file beside the outputs; nothing is left of it when filling it fails. */
  async #writeTemp(hash: string, fill: (file: FsFile) => Promise<void>): Promise<string> {
    for (let n = 1; ; n++) {
      const path = join(this.#folders.outputs, `new-${hash}-${n}`);
      let file: FsFile;
      try {
        file = await this.#fs.createFile(path);
      } catch (error) {
        if (systemCode(error) === 'EEXIST') continue;
        throw error;
      }
      try {
        await fill(file);
        await file.datasync();
        return path;
      } catch (error) {
        await unlinkQuietly(this.#fs, path);
        throw error;
      } finally {
        await closeQuietly(file);
      }
    }
  }

  async #place(temp: string, name: string): Promise<void> {
    await this.#fs.rename(temp, join(this.#folders.outputs, name));
    await this.#fs.syncFolder(this.#folders.outputs);
  }

  async #reporting(store: () => Promise<StoredOutput>): Promise<Result<StoredOutput, 'not-saved'>> {
    try {
      return succeed(await store());
    } catch (error) {
      return fail('not-saved', notSavedReason(error, this.#folders.outputs)[1]);
    }
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
  pass?: (chunk: Buffer) => Promise<void> | void,
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
      await pass?.(part);
      bytes += count;
    }
  } finally {
    await closeQuietly(file);
  }
}

/**
 * Keeps the file a run's output was written to; answers its name in the outputs folder, or
 * undefined when it could not be kept, so that no event names what is not there.
 */
export async function keepOutput(
  folders: LogFolders,
  tempPath: string,
  expectedHash: string,
  fs: Fs,
): Promise<string | undefined> {
  const kept = await new OutputStore(folders, fs).adoptOutput(tempPath, expectedHash);
  return kept.ok ? kept.value.file : undefined;
}
