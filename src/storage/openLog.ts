import type { Result } from '../util/result';
import { fail, succeed } from '../util/result';
import type { LogFolder } from './logFolders';
import { isLogName } from './logNames';
import type { WriterInfo } from './logWriter';
import { LogWriter } from './logWriter';
import type { StoragePorts } from './ports';
import { readHeads } from './readHeads';

/**
 * A writer for a log. Nothing is created before the first event, so opening works in a read-only
 * folder and leaves no trace. Events recorded follow everything that stands in the log now.
 */
export async function openLog(
  folder: LogFolder,
  info: WriterInfo,
  ports: StoragePorts,
): Promise<Result<LogWriter, 'bad-name'>> {
  if (!isLogName(info.writer)) {
    return fail('bad-name', `${JSON.stringify(info.writer.slice(0, 80))} cannot name a writer`);
  }
  return succeed(new LogWriter(folder, info, ports, await readHeads(folder, ports.fs)));
}
