import { logReference } from '../session/logReference';
import { verifyOneLog } from '../session/verifyOneLog';
import type { WorkspaceSession } from '../session/workspaceSession';
import type { Terminal } from './terminal';

/**
 * Says which of the logs that are used are damaged: what is shown of a log that somebody changed
 * may not be what was recorded.
 *
 * @param names as `logReference` takes them: the id of an incident, a day
 */
export async function warnOfDamage(
  names: readonly string[],
  session: WorkspaceSession,
  terminal: Terminal,
): Promise<void> {
  for (const name of names) {
    const folder = logReference(session.log.folders, name);
    if (!folder.ok) continue;
    const { verification } = await verifyOneLog(folder.value, []);
    if (!verification.intact)
      terminal.err(`This log is damaged: runbook verify ${name} says where.\n`);
  }
}
