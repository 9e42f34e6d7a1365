import { writeFile } from 'node:fs/promises';
import { exportJournal } from '../session/journalExport';
import type { WorkspaceSession } from '../session/workspaceSession';
import type { CommandLine } from './arguments';
import type { Terminal } from './terminal';

/** `runbook export`: the journal of a day as Markdown, to a file or to standard output. */
export async function exportCommand(
  options: Extract<CommandLine, { command: 'export' }>,
  session: WorkspaceSession,
  terminal: Terminal,
): Promise<number> {
  const day = options.day ?? session.log.today();
  const text = await exportJournal(session.log, day, session.now());
  if (!text.ok) {
    terminal.err(`${text.message}\n`);
    return 2;
  }
  if (options.out === undefined) {
    terminal.out(text.value);
    return 0;
  }
  try {
    await writeFile(options.out, text.value, { flag: 'wx' });
    return 0;
  } catch (error) {
    const exists = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    const why = exists ? 'it exists already; name another file' : String(error);
    terminal.err(`${options.out} was not written: ${why}.\n`);
    return 2;
  }
}
