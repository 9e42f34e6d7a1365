import { readdir, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { whyUnread } from './fileReasons';

/** Folders that hold no runbooks and no target of a link worth the walk. */
const SKIPPED: ReadonlySet<string> = new Set(['.git', 'node_modules']);

export interface FolderFiles {
  /** Relative to the root, with `/`, sorted. */
  readonly paths: readonly string[];
  /** Folders that could not be read, with the reason. */
  readonly problems: readonly string[];
}

/** Every file below a folder. Links to folders are named and not followed, so none can loop. */
export async function filesBelow(root: string): Promise<FolderFiles> {
  const paths: string[] = [];
  const problems: string[] = [];
  const open = [''];
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    try {
      for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
        const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
        if (!entry.isDirectory()) paths.push(path);
        else if (!SKIPPED.has(entry.name)) open.push(path);
      }
    } catch (error) {
      problems.push(`${folder === '' ? root : folder} could not be read: ${whyUnread(error)}.`);
    }
  }
  return { paths: paths.sort(), problems };
}

/** The folder that links may reach: the repository around a path, or else its own folder. */
async function rootAround(path: string): Promise<string> {
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  const start = isFolder ? path : dirname(path);
  for (let folder = start; ; folder = dirname(folder)) {
    const inside = await stat(join(folder, '.git')).then(
      () => true,
      () => false,
    );
    if (inside) return folder;
    if (dirname(folder) === folder) return start;
  }
}

export interface Around {
  /** What the folders have in common; paths are told from here. */
  readonly root: string;
  /** The folder that links may reach, of each path. */
  readonly folders: readonly string[];
}

/** Where the links of several paths may lead. */
export async function around(paths: readonly string[]): Promise<Around> {
  const folders = [...new Set(await Promise.all(paths.map(rootAround)))];
  const root = folders.reduce((common, folder) => {
    let above = common;
    while (relative(above, folder).startsWith('..') && dirname(above) !== above)
      above = dirname(above);
    return above;
  });
  return { root, folders };
}

/** Every file below folders, told from their root. */
export async function filesAround({ root, folders }: Around): Promise<FolderFiles> {
  const found = await Promise.all(
    folders.map(async (folder) => {
      const { paths, problems } = await filesBelow(folder);
      const prefix = slashed(root, folder);
      return { paths: prefix === '' ? paths : paths.map((path) => `${prefix}/${path}`), problems };
    }),
  );
  return {
    paths: [...new Set(found.flatMap(({ paths }) => paths))].sort(),
    problems: found.flatMap(({ problems }) => problems),
  };
}

/** A path as the rules and reports write it. */
export function slashed(from: string, to: string): string {
  return relative(from, to).split(sep).join('/');
}
