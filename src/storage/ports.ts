import type { Disposable } from '../util/dispose';

/** What a path is, not following a symbolic link. */
export type EntryKind = 'file' | 'folder' | 'link' | 'other';

export interface FolderEntry {
  readonly name: string;
  readonly kind: EntryKind;
}

export interface FileStatus {
  readonly kind: EntryKind;
  readonly size: number;
  /** Names the file has; 0 when it was deleted while open. */
  readonly links: number;
}

/** An open file. Every operation may reject with an error that has a system `code` (ENOSPC, …). */
export interface FsFile {
  /** One write call at the end of the file; answers the bytes really written. */
  write(bytes: Uint8Array): Promise<number>;
  /** One read call; answers the bytes read, 0 at the end. */
  read(into: Uint8Array, position: number): Promise<number>;
  /** Waits until what was written is on the device. */
  datasync(): Promise<void>;
  truncate(size: number): Promise<void>;
  status(): Promise<FileStatus>;
  close(): Promise<void>;
}

/**
 * The file system as the log uses it. Each method is one system call's worth, so that a test can
 * put a fault or a crash between any two. No method follows a symbolic link at the last name.
 */
export interface Fs {
  /** A new file for appending, mode 0600; EEXIST when the name is taken. */
  createFile(path: string): Promise<FsFile>;
  /** For reading; ELOOP when it is a symbolic link. */
  openFile(path: string): Promise<FsFile>;
  /** One level, mode 0700; EEXIST when the name is taken. */
  createFolder(path: string): Promise<void>;
  readFolder(path: string): Promise<readonly FolderEntry[]>;
  status(path: string): Promise<FileStatus>;
  rename(from: string, to: string): Promise<void>;
  unlink(path: string): Promise<void>;
  /** Waits until the content of a file another process wrote is on the device. */
  syncFile(path: string): Promise<void>;
  /** Makes names made or changed in the folder last. */
  syncFolder(path: string): Promise<void>;
  /** Calls back when something in the folder may have changed; may call too often, or rarely. */
  watch(path: string, changed: () => void): Disposable;
}

export interface Clock {
  now(): Date;
  /** Milliseconds that never go back. */
  monotonic(): number;
  /** Calls back once after so many milliseconds, unless disposed before. */
  after(milliseconds: number, call: () => void): Disposable;
}

export interface Ids {
  /** A new ULID, greater than the last one. */
  next(): string;
}

export interface StoragePorts {
  readonly fs: Fs;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** The system's code of an error a port rejected with, or undefined when it has none. */
export function systemCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
