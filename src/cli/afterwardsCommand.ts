import { draftPostMortem, readAfterwards } from '../session/afterwards';
import type { WorkspaceSession } from '../session/workspaceSession';
import { succeed, type Result } from '../util/result';
import type { CommandLine } from './arguments';
import { findIncident } from './incidentCommand';
import type { Terminal } from './terminal';
import { warnOfDamage } from './warnOfDamage';
import { writeResult } from './writeResult';

/** `runbook postmortem` and `runbook redline`: to a file or to standard output. */
export async function afterwardsCommand(
  options: Extract<CommandLine, { command: 'postmortem' | 'redline' }>,
  session: WorkspaceSession,
  terminal: Terminal,
): Promise<number> {
  const incident = await findIncident(session, options.id);
  if (incident.ok) await warnOfDamage([incident.value.id], session, terminal);
  const text = incident.ok
    ? options.command === 'postmortem'
      ? await draftPostMortem(session, incident.value.id)
      : await redlineText(session, incident.value.id, terminal)
    : incident;
  if (!text.ok) {
    terminal.err(`${text.message}\n`);
    return 2;
  }
  return writeResult(text.value, options.out, terminal);
}

async function redlineText(
  session: WorkspaceSession,
  id: string,
  terminal: Terminal,
): Promise<Result<string, string>> {
  const read = await readAfterwards(session, id);
  if (!read.ok) return read;
  const { redlines } = read.value;
  const steps = redlines.flatMap((one) => one.redlines);
  terminal.err(
    steps.length === 0
      ? 'Every step was run as the runbook has it.\n'
      : `${steps.length} ${steps.length === 1 ? 'step was' : 'steps were'} done differently from the runbook.\n`,
  );
  return succeed(redlines.map(({ diff }) => diff).join(''));
}
