import { relative, sep } from 'node:path';
import { describeMetrics } from '../core/incident/describeMetrics';
import type { KnownRunbook } from '../core/incident/usage';
import { parseRunbook } from '../core/parser/parseRunbook';
import { measureFolder } from '../session/measurements';
import type { WorkspaceSession } from '../session/workspaceSession';
import type { CommandLine } from './arguments';
import { markdownFiles, readSource } from './readFiles';
import type { Terminal } from './terminal';
import { warnOfDamage } from './warnOfDamage';

/** `runbook metrics`: times of all incidents, use and rot of the runbooks of this folder. */
export async function metricsCommand(
  options: Extract<CommandLine, { command: 'metrics' }>,
  session: WorkspaceSession,
  terminal: Terminal,
): Promise<number> {
  const measured = await measureFolder(session, await knownRunbooks(session.root));
  const { log } = session;
  const used = [...(await log.incidentIds()), ...(await log.journalDays())];
  await warnOfDamage(used, session, terminal);
  if (options.json) {
    const { incidents, usage } = measured;
    terminal.out(`${JSON.stringify({ incidents, runbooks: usage })}\n`);
  } else {
    terminal.out(`${describeMetrics(measured.incidents, measured.usage).join('\n')}\n`);
  }
  return 0;
}

/** Files that cannot be read are left out: their runs are counted all the same. */
async function knownRunbooks(root: string): Promise<readonly KnownRunbook[]> {
  const files = await markdownFiles(root);
  const known: KnownRunbook[] = [];
  for (const file of files.ok ? files.value : []) {
    const source = await readSource(file);
    if (!source.ok) continue;
    const model = parseRunbook(source.value.text);
    if (model.steps.length === 0) continue;
    known.push({ path: relative(root, file).split(sep).join('/'), model });
  }
  return known;
}
