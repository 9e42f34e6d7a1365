import { join } from 'node:path';
import { decodeLine } from '../core/incident/encode';
import type { LogFolder } from './logFolders';
import type { SeenHead } from './eventSealer';
import type { Fs } from './ports';
import { listLogFiles } from './scanLog';

/** Enough for two whole lines and a torn one. */
const TAIL = 200 * 1024;

/** The last event of each writer of a log, read from the ends of the files only. */
export async function readHeads(
  folder: Pick<LogFolder, 'path'>,
  fs: Fs,
): Promise<ReadonlyMap<string, SeenHead>> {
  const heads = new Map<string, SeenHead>();
  const { files } = await listLogFiles(folder.path, fs);
  for (const file of files) {
    const head = await readHead(join(folder.path, file.name), fs);
    if (head === undefined || head.writer !== file.writer) continue;
    const known = heads.get(file.writer);
    if (known !== undefined && known.seq >= head.seq) continue;
    heads.set(file.writer, { seq: head.seq, hash: head.hash, clock: head.clock });
  }
  return heads;
}

async function readHead(path: string, fs: Fs) {
  let text: string;
  try {
    const file = await fs.openFile(path);
    try {
      const { size } = await file.status();
      const buffer = Buffer.alloc(Math.min(size, TAIL));
      const count = await file.read(buffer, size - buffer.length);
      text = buffer.toString('utf8', 0, count);
    } finally {
      await file.close();
    }
  } catch {
    // A file that cannot be read was not seen; whoever reads the log reports it.
    return undefined;
  }
  for (const line of text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .reverse()) {
    const decoded = line === '' ? undefined : decodeLine(line);
    if (decoded?.ok === true) return decoded.value.event;
  }
  return undefined;
}
