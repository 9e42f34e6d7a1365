import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeBytes } from '../core/cells/bytes';
import { fail, succeed, type Result } from '../util/result';
import { whyUnread } from './fileReasons';

export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** Reads one runbook. Bytes that are not UTF-8 are kept, never replaced. */
export async function readSource(path: string): Promise<Result<SourceFile, 'unreadable'>> {
  try {
    return succeed({ path, text: decodeBytes(await readFile(path)) });
  } catch (error) {
    return unreadable(path, error);
  }
}

/** Folders that hold no runbooks. */
const SKIPPED: ReadonlySet<string> = new Set(['.git', '.runbook', 'node_modules']);

/**
 * The Markdown files that a path names: itself, or those below it in order of their names. A folder
 * below it that cannot be read is named like a file: who reads it is told why, and has the others.
 */
export async function markdownFiles(
  path: string,
): Promise<Result<readonly string[], 'unreadable'>> {
  try {
    if (!(await stat(path)).isDirectory()) return succeed([path]);
    const files = await markdownBelow(path);
    return succeed([...files].sort());
  } catch (error) {
    return unreadable(path, error);
  }
}

async function markdownBelow(folder: string): Promise<readonly string[]> {
  const files: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isFile() && /\.(?:md|markdown)$/i.test(entry.name)) files.push(path);
    if (!entry.isDirectory() || SKIPPED.has(entry.name)) continue;
    files.push(...(await markdownBelow(path).catch(() => [path])));
  }
  return files;
}

function unreadable(path: string, error: unknown): Result<never, 'unreadable'> {
  return fail('unreadable', `${path} could not be read: ${whyUnread(error)}.`);
}
