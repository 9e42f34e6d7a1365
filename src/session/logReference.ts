import { statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { LogFolder, LogFolders, LogKind } from '../storage/logFolders';
import { parseLogFileName } from '../storage/logNames';
import { fail, type Result } from '../util/result';

/**
 * The log somebody means: a day (`2026-03-29`) is a journal, a month a checklist log, else
 * `kind/id` or the id of an incident.
 */
export function logReference(folders: LogFolders, name: string): Result<LogFolder, 'bad-name'> {
  const [kind, id] = name.split('/', 2);
  if (id !== undefined) {
    if (kind === 'incidents') return folders.incident(id);
    if (kind === 'journal') return folders.journal(id);
    if (kind === 'checklists') return folders.checklists(id);
    return fail('bad-name', `There is no kind of log called ${JSON.stringify(kind)}.`);
  }
  if (/^\d{4}-\d\d-\d\d$/.test(name)) return folders.journal(name);
  if (/^\d{4}-\d\d$/.test(name)) return folders.checklists(name);
  return folders.incident(name);
}

/** The name of a log in events and checkpoints: `incidents/<id>`. */
export function logName({ kind, id }: Pick<LogFolder, 'kind' | 'id'>): string {
  return `${kind}/${id}`;
}

/**
 * The log a person names, when it exists: by its name, or by the path of its folder, wherever that
 * was copied to.
 */
export function findLog(folders: LogFolders, cwd: string, name: string): LogFolder | undefined {
  const named = logReference(folders, name);
  if (named.ok && isFolder(named.value.path)) return named.value;
  const path = resolve(cwd, name);
  if (name === '' || !isFolder(path)) return undefined;
  const parent = basename(dirname(path));
  const kind: LogKind = parent === 'journal' || parent === 'checklists' ? parent : 'incidents';
  return { root: dirname(dirname(path)), kind, id: basename(path), path };
}

/** The folders with logs one or two levels below a folder, told from there. */
export async function logsBelow(path: string, levels = 2): Promise<readonly string[]> {
  const found: string[] = [];
  const entries = await readdir(path, { withFileTypes: true }).catch(() => []);
  for (const { name } of entries.filter((entry) => entry.isDirectory())) {
    const files = await readdir(join(path, name)).catch(() => []);
    if (files.some((file) => parseLogFileName(file) !== undefined)) found.push(name);
    else if (levels > 1)
      found.push(...(await logsBelow(join(path, name), levels - 1)).map((one) => `${name}/${one}`));
  }
  return found.sort();
}

function isFolder(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  } catch {
    return false; // a name no folder can have, or a place that may not be looked at
  }
}
