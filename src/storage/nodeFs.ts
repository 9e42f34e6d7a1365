import * as fs from 'node:fs';
import type { EntryKind, FileStatus, Fs, FsFile } from './ports';

const { O_APPEND, O_CREAT, O_DIRECTORY, O_EXCL, O_RDONLY, O_RDWR, O_WRONLY } = fs.constants;
// Absent on Windows, where opening does not follow into folders the user cannot write anyway.
const O_NOFOLLOW = fs.constants.O_NOFOLLOW ?? 0;

/** Writes up to this many bytes go to the page cache at once: cheaper than a trip to a thread. */
const DIRECT_WRITE = 64 * 1024;

/**
 * A disk whose syncs took fewer milliseconds than this of late is waited for directly: nobody can
 * notice so short a wait, and on a busy machine the trip to a thread takes longer than the sync.
 */
const QUICK = 8;
const LATEST_SHARE = 1 / 8;

/** The file system of the machine. Files are 0600 and folders 0700: a log may hold names and hosts. */
export const nodeFs: Fs = {
  createFile: (path) => openNode(path, O_WRONLY | O_APPEND | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600),
  openFile: (path) => openNode(path, O_RDONLY | O_NOFOLLOW),
  createFolder: (path) => fs.promises.mkdir(path, { mode: 0o700 }),
  readFolder: async (path) => {
    const entries = await fs.promises.readdir(path, { withFileTypes: true });
    return entries.map((entry) => ({ name: entry.name, kind: kindOf(entry) }));
  },
  status: async (path) => statusOf(await fs.promises.lstat(path)),
  rename: (from, to) => fs.promises.rename(from, to),
  unlink: (path) => fs.promises.unlink(path),
  syncFile: async (path) => {
    const file = await fs.promises.open(path, O_RDWR | O_NOFOLLOW);
    try {
      await file.datasync();
    } finally {
      await file.close();
    }
  },
  syncFolder: async (path) => {
    // Windows cannot open a folder; NTFS journals names by itself.
    if (process.platform === 'win32') return;
    const folder = await fs.promises.open(path, O_RDONLY | O_DIRECTORY);
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  },
  watch: (path, changed) => {
    const watcher = fs.watch(path, { persistent: false }, changed);
    // A watcher that breaks (folder gone) is no fault: whoever watches also polls.
    watcher.on('error', () => watcher.close());
    return { dispose: () => watcher.close() };
  },
};

class NodeFile implements FsFile {
  readonly #fd: number;
  /** Moving average in milliseconds; a new file's disk has to show first that it is quick. */
  #syncTime = 2 * QUICK;

  constructor(fd: number) {
    this.#fd = fd;
  }

  write(bytes: Uint8Array): Promise<number> {
    return new Promise((resolve, reject) => {
      if (bytes.length <= DIRECT_WRITE) resolve(fs.writeSync(this.#fd, bytes));
      else fs.write(this.#fd, bytes, settle(resolve, reject));
    });
  }

  read(into: Uint8Array, position: number): Promise<number> {
    return new Promise((resolve, reject) => {
      fs.read(this.#fd, into, 0, into.length, position, settle(resolve, reject));
    });
  }

  datasync(): Promise<void> {
    const start = performance.now();
    if (this.#syncTime < QUICK) {
      return new Promise((resolve) => {
        fs.fdatasyncSync(this.#fd);
        this.#note(performance.now() - start);
        resolve();
      });
    }
    return new Promise((resolve, reject) => {
      fs.fdatasync(this.#fd, (error) => {
        this.#note(performance.now() - start);
        if (error) reject(error);
        else resolve();
      });
    });
  }

  /** After a sync that hung, the next ones go to a thread again. */
  #note(milliseconds: number): void {
    this.#syncTime += (milliseconds - this.#syncTime) * LATEST_SHARE;
  }

  truncate(size: number): Promise<void> {
    return new Promise((resolve, reject) => {
      fs.ftruncate(this.#fd, size, (error) => (error ? reject(error) : resolve()));
    });
  }

  status(): Promise<FileStatus> {
    return new Promise((resolve) => resolve(statusOf(fs.fstatSync(this.#fd))));
  }

  close(): Promise<void> {
    return new Promise((resolve, reject) => {
      fs.close(this.#fd, (error) => (error ? reject(error) : resolve()));
    });
  }
}

function openNode(path: string, flags: number, mode?: number): Promise<FsFile> {
  return new Promise((resolve, reject) => {
    fs.open(path, flags, mode, (error, fd) => (error ? reject(error) : resolve(new NodeFile(fd))));
  });
}

function settle(resolve: (count: number) => void, reject: (error: Error) => void) {
  return (error: Error | null, count: number): void => (error ? reject(error) : resolve(count));
}

function statusOf(stats: fs.Stats): FileStatus {
  return { kind: kindOf(stats), size: stats.size, links: stats.nlink };
}

function kindOf(entry: fs.Stats | fs.Dirent): EntryKind {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  return entry.isSymbolicLink() ? 'link' : 'other';
}
