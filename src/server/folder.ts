import { readFileSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeBytes } from '../core/cells/bytes';

/** Folders that hold no runbooks and no target of a link worth the walk. */
const SKIPPED: ReadonlySet<string> = new Set(['.git', 'node_modules']);
/** A folder with more files is not somebody's documentation. */
const MAX_FILES = 50_000;
const MAX_BYTES = 2_000_000;

/** The names of all files below a folder, with `/`. What cannot be read is left out. */
export async function filesBelow(root: string): Promise<readonly string[]> {
  const paths: string[] = [];
  const open = [''];
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    if (paths.length > MAX_FILES) break;
    try {
      // Links to folders are named and not followed, so none can loop.
      for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
        const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
        if (!entry.isDirectory()) paths.push(path);
        else if (!SKIPPED.has(entry.name)) open.push(path);
      }
    } catch {
      continue;
    }
  }
  return paths;
}

export function isMarkdown(path: string): boolean {
  return /\.(?:md|markdown)$/i.test(path);
}

/** A file as the parser wants it; undefined when it cannot be read or is too large to check. */
export function readText(path: string): string | undefined {
  try {
    return statSync(path).size > MAX_BYTES ? undefined : decodeBytes(readFileSync(path));
  } catch {
    return undefined;
  }
}
