import type { KnownFiles } from './surroundings';

/** Whether the first folder of a path is here: what is below it was meant to be, too. */
export function hasFolder(files: KnownFiles, from: string, path: string): boolean {
  const [first = ''] = path.replace(/^(?:\.{1,2}\/)+/, '').split('/');
  return exists(files, from, first);
}

/** Whether a path is there, from the root or from the folder of the runbook. */
export function exists(files: KnownFiles, from: string, path: string): boolean {
  const clean = path.replaceAll('\\', '/').replace(/^\.\//, '');
  const folder = from.split('/').slice(0, -1);
  return files.has(normal(clean.split('/'))) || files.has(normal([...folder, ...clean.split('/')]));
}

function normal(parts: readonly string[]): string {
  const path: string[] = [];
  for (const part of parts) {
    if (part === '..' && path.length > 0 && path.at(-1) !== '..') path.pop();
    else if (part !== '.' && part !== '') path.push(part);
  }
  return path.join('/');
}

/** The name of a file without its folders. */
export function lastPart(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}

/** What is wrong with a path that leads nowhere. */
export function says(path: string): string {
  return `${path} is not in this folder. Correct the path, or add the file.`;
}
