import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeBytes } from '../core/cells/bytes';

/** Folders that hold no runbooks and no target of a link worth the walk. */
const SKIPPED: ReadonlySet<string> = new Set(['.git', 'node_modules']);
/** A folder with more files is not somebody's documentation. */
const MAX_FILES = 50_000;
const MAX_BYTES = 2_000_000;

export interface FolderContent {
  readonly paths: readonly string[];
  /** Markdown by path. */
  readonly texts: readonly (readonly [string, string])[];
}

/** Reads the names of all files below a folder, and its Markdown. What cannot be read is left out. */
export async function readFolder(root: string): Promise<FolderContent> {
  const paths: string[] = [];
  const open = [''];
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    if (paths.length > MAX_FILES) break;
    try {
      for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
        const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
        if (!entry.isDirectory()) paths.push(path);
        else if (!SKIPPED.has(entry.name)) open.push(path);
      }
    } catch {
      continue;
    }
  }
  const texts: (readonly [string, string])[] = [];
  for (const path of paths) {
    if (!/\.(?:md|markdown)$/i.test(path)) continue;
    const text = await readText(join(root, path));
    if (text !== undefined) texts.push([path, text]);
  }
  return { paths, texts };
}

/** A file as the parser wants it; undefined when it cannot be read or is too large to check. */
export async function readText(path: string): Promise<string | undefined> {
  try {
    const { size } = await stat(path);
    return size > MAX_BYTES ? undefined : decodeBytes(await readFile(path));
  } catch {
    return undefined;
  }
}
