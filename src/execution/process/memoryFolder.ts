import { statSync } from 'node:fs';

/** A folder in memory, on Linux. */
const MEMORY = '/dev/shm';

/** Where text that must not touch the disk can stand; undefined where there is no such folder. */
export function memoryFolder(): string | undefined {
  return statSync(MEMORY, { throwIfNoEntry: false })?.isDirectory() === true ? MEMORY : undefined;
}
