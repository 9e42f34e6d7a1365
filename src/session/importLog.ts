import { importJson, type ImportCode } from '../core/export/json';
import type { Checkpoint } from '../core/incident/checkpoint';
import { restoreLog } from '../storage/archiveLog';
import type { LogFolders } from '../storage/logFolders';
import { nodeFs } from '../storage/nodeFs';
import { OutputStore } from '../storage/outputs';
import { succeed, type Result } from '../util/result';
import { logReference } from './logReference';

export interface ImportedLog {
  /** As `incidents/<id>`. */
  readonly log: string;
  readonly path: string;
  /** The checkpoint of the export: verify with it. */
  readonly checkpoint: Checkpoint;
}

/** Puts an exported log back as the same bytes. A log of that name must not exist yet. */
export async function importLog(
  text: string,
  folders: LogFolders,
): Promise<Result<ImportedLog, ImportCode | 'bad-name' | 'exists' | 'not-saved'>> {
  const archive = importJson(text);
  if (!archive.ok) return archive;
  const { log, files, outputs, checkpoint } = archive.value;
  const folder = logReference(folders, log);
  if (!folder.ok) return folder;
  const store = new OutputStore(folders, nodeFs);
  for (const output of outputs) {
    const bytes =
      'text' in output ? Buffer.from(output.text) : Buffer.from(output.base64, 'base64');
    // Kept under its hash, whatever name it came with.
    const kept = await store.putOutput(bytes);
    if (!kept.ok) return kept;
  }
  const restored = await restoreLog(folder.value, files, nodeFs);
  if (!restored.ok) return restored;
  return succeed({ log, path: folder.value.path, checkpoint });
}
