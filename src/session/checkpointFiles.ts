import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { toCheckpoint, type Checkpoint } from '../core/incident/checkpoint';
import { sha256 } from '../storage/sha256';
import type { Verification } from '../storage/verifyLog';

/**
 * What this reader saw of each log, kept outside of the logs: in the editor's global storage, or
 * in the user's state folder. A log that was cut or written anew since then is found by it.
 */
export class CheckpointFiles {
  readonly #folder: string;

  /** @param folder absolute; made when the first checkpoint is kept. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** @param root the log directory, so that two workspaces with logs of one name stay apart. */
  async read(root: string, log: string): Promise<readonly Checkpoint[]> {
    try {
      const value: unknown = JSON.parse(await readFile(this.#path(root, log), 'utf8'));
      const checkpoint = toCheckpoint(value);
      return checkpoint === undefined ? [] : [checkpoint];
    } catch {
      return []; // never looked at before, or unreadable: nothing can be proven by it
    }
  }

  /**
   * Keeps what an intact log reaches now. A damaged one leaves the old checkpoint as it is, and a
   * writer's checkpoint never goes back. Answers false when it could not be kept.
   */
  async keep(root: string, verification: Verification): Promise<boolean> {
    const { log, intact, writers } = verification;
    if (!intact || writers.length === 0) return true;
    const [before] = await this.read(root, log);
    const kept = { ...before?.writers };
    for (const { writer, count, hash } of writers) {
      if ((kept[writer]?.count ?? 0) <= count) kept[writer] = { count, hash };
    }
    const path = this.#path(root, log);
    const checkpoint: Checkpoint = { log, writers: kept };
    try {
      await mkdir(this.#folder, { recursive: true, mode: 0o700 });
      // Two windows may keep one at the same time: each writes its own file and moves it there.
      const temp = `${path}.${process.pid}`;
      await writeFile(temp, `${JSON.stringify(checkpoint)}\n`, { mode: 0o600 });
      await rename(temp, path);
      return true;
    } catch {
      return false;
    }
  }

  #path(root: string, log: string): string {
    return join(this.#folder, `${sha256(`${root}\n${log}`).slice(0, 32)}.json`);
  }
}

/** Where programs keep such things for a user, by the conventions of each system. */
export function stateFolder(
  environment: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform = process.platform,
): string {
  const chosen = environment[platform === 'win32' ? 'LOCALAPPDATA' : 'XDG_STATE_HOME'];
  if (chosen !== undefined && chosen !== '') return join(chosen, 'runbook');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'runbook');
  return join(homedir(), '.local', 'state', 'runbook');
}

/** Reads a checkpoint from a file: one of its own, or an export as JSON, which has it inside. */
export function readCheckpoint(text: string): Checkpoint | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const inside =
    typeof value === 'object' && value !== null && 'checkpoint' in value
      ? value.checkpoint
      : undefined;
  return toCheckpoint(value) ?? toCheckpoint(inside);
}
