import { existsSync, mkdtempSync, rmSync, unlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';

import { memoryFolder } from './memoryFolder';

/** How many are made by one `mkfifo`. */
const BATCH = 32;
const LOW = 6;

/**
 * Named pipes in a private folder. The pipes Node itself makes are sockets, on which
 * `echo … > /dev/stderr` fails (ENXIO); and a shell that lives on cannot be handed new pipes but by
 * name. Making one costs a process, so they are made in batches and used again. Temporary folders are
 * cleaned by others after some days: what has gone is made anew.
 */
export class FifoPool {
  #folder = newFolder(tmpdir());
  /** A private folder in memory, once it was needed. */
  #memory: string | undefined;
  #free: string[] = [];
  #made = 0;
  #making: Promise<boolean> | undefined;

  /** Pipes nobody has open; undefined where named pipes cannot be made. */
  async take(count: number): Promise<string[] | undefined> {
    this.#forgetCleaned(count);
    while (this.#free.length < count) if (!(await this.#make())) return undefined;
    const paths = this.#free.splice(-count);
    if (this.#free.length < LOW) void this.#make(); // in good time; failure shows when needed
    return paths;
  }

  /** Gives back a pipe nobody has open any more. */
  giveBack(path: string): void {
    this.#free.push(path);
  }

  /** For a pipe somebody may still have open: they keep it, its name goes. */
  discard(path: string): void {
    try {
      unlinkSync(path);
    } catch {
      // the folder was cleaned by somebody else
    }
  }

  /** A name for a file in memory that nobody else can read; undefined where there is no such folder. */
  pathInMemory(): string | undefined {
    const memory = memoryFolder();
    if (memory === undefined) return undefined;
    if (this.#memory === undefined || !existsSync(this.#memory)) this.#memory = newFolder(memory);
    return join(this.#memory, `${(this.#made += 1)}`);
  }

  dispose(): void {
    if (this.#memory !== undefined) rmSync(this.#memory, { recursive: true, force: true });
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #forgetCleaned(count: number): void {
    if (this.#free.slice(-count).every((path) => existsSync(path))) return;
    this.#free = this.#free.filter((path) => existsSync(path));
  }

  #make(): Promise<boolean> {
    this.#making ??= this.#makeBatch().finally(() => (this.#making = undefined));
    return this.#making;
  }

  async #makeBatch(): Promise<boolean> {
    if (process.platform === 'win32') return false;
    if (!existsSync(this.#folder)) this.#folder = newFolder(tmpdir());
    const names = Array.from({ length: BATCH }, () => join(this.#folder, `${(this.#made += 1)}`));
    const result = await execa('mkfifo', ['-m', '600', ...names], { reject: false });
    if (result.failed) return false;
    this.#free.unshift(...names);
    return true;
  }
}

function newFolder(parent: string): string {
  return mkdtempSync(join(parent, 'runbook-pipes-'));
}
