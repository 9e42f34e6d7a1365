import { join } from 'node:path';
import type { LogFolder } from './logFolders';
import { makeFolders } from './logFolders';
import { logFileName } from './logNames';
import { FolderError } from './logState';
import type { Fs, FsFile } from './ports';
import { systemCode } from './ports';

/**
 * The file of one writer, in as many parts as it takes. `append` is one write and one datasync; it
 * resolves only when the bytes are on the device. After a failure the file is cut back to its last
 * good byte; where that is impossible, or a sync failed, the next append goes to a new part. A sync
 * is never tried again on the same file: the kernel may have dropped the pages and report success.
 */
export class AppendFile {
  readonly #fs: Fs;
  readonly #folder: LogFolder;
  readonly #writer: string;
  #part = 0;
  #file: FsFile | undefined;
  #size = 0;

  constructor(fs: Fs, folder: LogFolder, writer: string) {
    this.#fs = fs;
    this.#folder = folder;
    this.#writer = writer;
  }

  /** Where the next append goes, for messages. */
  get path(): string {
    return join(this.#folder.path, logFileName(this.#writer, Math.max(1, this.#part)));
  }

  /** Rejects with the system's error when the bytes are not known to be on the device. */
  async append(bytes: Uint8Array): Promise<void> {
    const file = await this.#usable();
    try {
      await writeAll(file, bytes);
    } catch (error) {
      await this.#cutBack(file);
      throw error;
    }
    try {
      await file.datasync();
    } catch (error) {
      await this.#cutBack(file);
      await this.#leave();
      throw error;
    }
    this.#size += bytes.length;
  }

  async close(): Promise<void> {
    await this.#leave();
  }

  /** The open part if nobody else touched it, or a new one. */
  async #usable(): Promise<FsFile> {
    if (this.#file !== undefined) {
      const { size, links } = await this.#file.status();
      if (links > 0 && size === this.#size) return this.#file;
      await this.#leave();
    }
    return this.#create();
  }

  async #create(): Promise<FsFile> {
    const made = await makeFolders(this.#fs, this.#folder.root, [
      this.#folder.kind,
      this.#folder.id,
    ]);
    if (!made.ok) throw new FolderError(made.message);
    const file = await this.#createNextPart();
    try {
      await this.#fs.syncFolder(this.#folder.path);
    } catch (error) {
      await closeQuietly(file);
      throw error;
    }
    this.#file = file;
    this.#size = 0;
    return file;
  }

  async #createNextPart(): Promise<FsFile> {
    for (;;) {
      const part = this.#part + 1;
      const path = join(this.#folder.path, logFileName(this.#writer, part));
      try {
        const file = await this.#fs.createFile(path);
        this.#part = part;
        return file;
      } catch (error) {
        if (systemCode(error) !== 'EEXIST') throw error;
        this.#part = part;
      }
    }
  }

  async #cutBack(file: FsFile): Promise<void> {
    try {
      await file.truncate(this.#size);
    } catch {
      // The torn bytes stay and readers pass over them; nothing may be appended after them.
      await this.#leave();
    }
  }

  async #leave(): Promise<void> {
    const file = this.#file;
    this.#file = undefined;
    if (file !== undefined) await closeQuietly(file);
  }
}

/** Writes everything; a short write is continued, since nobody else appends to this file. */
export async function writeAll(file: FsFile, bytes: Uint8Array): Promise<void> {
  let done = 0;
  while (done < bytes.length) {
    const written = await file.write(done === 0 ? bytes : bytes.subarray(done));
    if (written <= 0) throw Object.assign(new Error('nothing was written'), { code: 'EIO' });
    done += written;
  }
}

/** What was acknowledged is synced already, so an error on closing loses nothing. */
export async function closeQuietly(file: FsFile): Promise<void> {
  try {
    await file.close();
  } catch {
    return;
  }
}
