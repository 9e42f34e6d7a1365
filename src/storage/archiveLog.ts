import { isUtf8 } from 'node:buffer';
import { basename, join } from 'node:path';
import type { Result } from '../util/result';
import { fail, succeed } from '../util/result';
import { closeQuietly, writeAll } from './appendFile';
import type { LogFolder } from './logFolders';
import { makeFolders } from './logFolders';
import { parseLogFileName } from './logNames';
import { FolderError, notSavedReason } from './logState';
import type { Fs } from './ports';
import { systemCode } from './ports';
import { listLogFiles } from './scanLog';

/** A log file as it is on the disk: text when its bytes are UTF-8, else base64. */
export type ArchivedFile =
  | { readonly name: string; readonly text: string }
  | { readonly name: string; readonly base64: string };

/** More than this is not taken into memory as one text. */
const MAX_BYTES = 400 * 1024 * 1024;

/** The bytes of every file of a log, in the order in which they are read. */
export async function archiveLog(
  folder: Pick<LogFolder, 'path'>,
  fs: Fs,
): Promise<Result<readonly ArchivedFile[], 'unreadable' | 'too-large'>> {
  const { files } = await listLogFiles(folder.path, fs);
  const archived: ArchivedFile[] = [];
  let total = 0;
  for (const { name } of files) {
    const path = join(folder.path, name);
    try {
      const bytes = await readWhole(path, fs, MAX_BYTES - total);
      if (bytes === undefined) {
        return fail('too-large', `${folder.path} is too large for one file; copy the folder.`);
      }
      total += bytes.length;
      archived.push(
        isUtf8(bytes)
          ? { name, text: bytes.toString('utf8') }
          : { name, base64: bytes.toString('base64') },
      );
    } catch (error) {
      return fail('unreadable', notSavedReason(error, path)[1].replace('written', 'read'));
    }
  }
  return succeed(archived);
}

async function readWhole(path: string, fs: Fs, most: number): Promise<Buffer | undefined> {
  const file = await fs.openFile(path);
  try {
    const { size } = await file.status();
    if (size > most) return undefined;
    const buffer = Buffer.alloc(size);
    let done = 0;
    while (done < size) {
      const count = await file.read(buffer.subarray(done), done);
      if (count === 0) break;
      done += count;
    }
    return buffer.subarray(0, done);
  } finally {
    await closeQuietly(file);
  }
}

/**
 * Writes archived files as a log that does not exist yet; nothing that exists is touched. When
 * writing fails, what was written stays as a log that is cut, and the failure says so.
 */
export async function restoreLog(
  folder: LogFolder,
  files: readonly ArchivedFile[],
  fs: Fs,
): Promise<Result<undefined, 'exists' | 'bad-name' | 'not-saved'>> {
  for (const { name } of files) {
    if (parseLogFileName(name) === undefined || basename(name) !== name || /[\\:\0]/.test(name)) {
      return fail('bad-name', `${JSON.stringify(name.slice(0, 80))} cannot name a file of a log.`);
    }
  }
  if (await isThere(folder.path, fs)) {
    return fail('exists', `${folder.path} exists already; nothing was written.`);
  }
  try {
    const made = await makeFolders(fs, folder.root, [folder.kind, folder.id]);
    if (!made.ok) throw new FolderError(made.message);
    for (const file of files) await writeNew(join(folder.path, file.name), file, fs);
    await fs.syncFolder(folder.path);
    return succeed(undefined);
  } catch (error) {
    return fail('not-saved', notSavedReason(error, folder.path)[1]);
  }
}

async function isThere(path: string, fs: Fs): Promise<boolean> {
  try {
    await fs.status(path);
    return true;
  } catch (error) {
    return systemCode(error) !== 'ENOENT';
  }
}

async function writeNew(path: string, content: ArchivedFile, fs: Fs): Promise<void> {
  const bytes =
    'text' in content ? Buffer.from(content.text) : Buffer.from(content.base64, 'base64');
  const file = await fs.createFile(path);
  try {
    if (bytes.length > 0) await writeAll(file, bytes);
    await file.datasync();
  } finally {
    await closeQuietly(file);
  }
}
