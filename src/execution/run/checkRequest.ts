import { existsSync, statSync } from 'node:fs';
import { isAbsolute } from 'node:path';

import { fail, succeed, type Result } from '../../util/result';
import type { CommandFailureCode, CommandRequest, ShellName } from '../command';
import { findShell } from '../environment/findProgram';

const SHELL_TITLES: Readonly<Record<ShellName, string>> = {
  bash: 'Bash',
  sh: 'The shell sh',
  zsh: 'Zsh',
  pwsh: 'PowerShell (pwsh)',
  python: 'Python',
  node: 'Node.js',
};

/**
 * Looked at just before a process is started: the shell's path, or why it cannot be started.
 * @param running the shell that a session already runs
 */
export function checkRequest(
  request: CommandRequest,
  running?: string,
): Result<string, CommandFailureCode> {
  if (request.script.includes('\0')) {
    return fail('spawn-failed', 'The step contains a NUL character and cannot be run. Remove it.');
  }
  if (!isFolder(request.cwd)) {
    return fail('cwd-missing', `The folder ${request.cwd} does not exist. Create or change it.`);
  }
  const shell =
    running !== undefined && existsSync(running)
      ? running
      : findShell(request.shell, request.env, request.untrustedFolders ?? []);
  if (shell !== undefined) return succeed(shell);
  const title = SHELL_TITLES[request.shell];
  return fail(
    'shell-not-found',
    `${title} was not found on PATH (relative and workspace folders are skipped). Install it or correct PATH.`,
  );
}

function isFolder(path: string): boolean {
  try {
    return isAbsolute(path) && statSync(path).isDirectory();
  } catch {
    return false;
  }
}
