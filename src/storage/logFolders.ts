import { dirname, join } from 'node:path';
import type { Result } from '../util/result';
import { fail, succeed } from '../util/result';
import { isLogName } from './logNames';
import type { Fs } from './ports';
import { systemCode } from './ports';

export type LogKind = 'journal' | 'checklists' | 'incidents';

/** One log: a folder in which every writer has its own file. */
export interface LogFolder {
  /** The log directory of the workspace, normally `<workspace>/.runbook`. */
  readonly root: string;
  readonly kind: LogKind;
  readonly id: string;
  readonly path: string;
}

/** Where everything is under a log directory (DESIGN §4). */
export class LogFolders {
  readonly root: string;

  constructor(root: string) {
    this.root = root;
  }

  /** @param day `2026-03-29`, in UTC. */
  journal(day: string): Result<LogFolder, 'bad-name'> {
    return this.#log('journal', day);
  }

  /** @param month `2026-03`, in UTC. */
  checklists(month: string): Result<LogFolder, 'bad-name'> {
    return this.#log('checklists', month);
  }

  incident(id: string): Result<LogFolder, 'bad-name'> {
    return this.#log('incidents', id);
  }

  /** Holds the logs of one kind. */
  kindFolder(kind: LogKind): string {
    return join(this.root, kind);
  }

  get outputs(): string {
    return join(this.root, 'outputs');
  }

  #log(kind: LogKind, id: string): Result<LogFolder, 'bad-name'> {
    if (!isLogName(id)) {
      return fail(
        'bad-name',
        `${JSON.stringify(id.slice(0, 80))} cannot name a log: use lower-case letters, digits and hyphens.`,
      );
    }
    return succeed({ root: this.root, kind, id, path: join(this.root, kind, id) });
  }
}

/**
 * Makes each folder of a path and refuses a symbolic link on the way: a repository could point one
 * outside. Every folder is synced, also one that was there: another process may have made it a
 * moment ago and not synced it yet. Rejects with the system's error when it cannot.
 */
export async function makeFolders(
  fs: Fs,
  root: string,
  names: readonly string[],
): Promise<Result<string, 'not-a-folder'>> {
  const paths = [root];
  for (const name of names) paths.push(join(paths.at(-1) ?? root, name));
  let rootIsNew = false;
  for (const path of paths) {
    const made = await makeFolder(fs, path);
    if (!made.ok) return made;
    if (path === root) rootIsNew = made.value;
  }
  if (rootIsNew) await fs.syncFolder(dirname(root));
  for (const path of paths) await fs.syncFolder(path);
  return succeed(paths.at(-1) ?? root);
}

/** Answers whether the folder is new. */
async function makeFolder(fs: Fs, path: string): Promise<Result<boolean, 'not-a-folder'>> {
  try {
    await fs.createFolder(path);
    return succeed(true);
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error;
  }
  const { kind } = await fs.status(path);
  if (kind === 'folder') return succeed(false);
  const what = kind === 'link' ? 'a symbolic link' : 'not a folder';
  return fail('not-a-folder', `${path} is ${what}; nothing was written there.`);
}
