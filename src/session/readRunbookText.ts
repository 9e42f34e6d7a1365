import { readFile } from 'node:fs/promises';
import { resolve, sep } from 'node:path';
import { decodeBytes } from '../core/cells/bytes';

/**
 * A runbook as it is on the disk; undefined when it cannot be read, or when a log edited by hand
 * names a path outside the folder.
 */
export async function readRunbookText(root: string, path: string): Promise<string | undefined> {
  const file = resolve(root, path);
  if (!file.startsWith(root.endsWith(sep) ? root : root + sep)) return undefined;
  try {
    return decodeBytes(await readFile(file));
  } catch {
    return undefined;
  }
}
