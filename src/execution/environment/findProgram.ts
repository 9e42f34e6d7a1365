import { accessSync, constants, realpathSync, statSync } from 'node:fs';
import { delimiter, isAbsolute, join, relative, sep } from 'node:path';

import type { ShellName } from '../command';

const PROGRAMS: Readonly<Record<ShellName, readonly string[]>> = {
  bash: ['bash'],
  sh: ['sh'],
  zsh: ['zsh'],
  pwsh: process.platform === 'win32' ? ['pwsh', 'powershell'] : ['pwsh'],
  python: ['python3', 'python'],
  node: ['node'],
};

/**
 * The absolute path of a shell, from the PATH the command will have. Relative entries and what lies
 * in an untrusted folder are skipped: a repository must not bring its own `bash`.
 */
export function findShell(
  shell: ShellName,
  env: Readonly<Record<string, string>>,
  untrustedFolders: readonly string[],
): string | undefined {
  for (const program of PROGRAMS[shell]) {
    const found = findProgram(program, env['PATH'] ?? env['Path'] ?? '', untrustedFolders);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** As `findShell`, for any program. On Windows only `.exe`: batch files cannot be quoted for. */
export function findProgram(
  name: string,
  path: string,
  untrustedFolders: readonly string[],
): string | undefined {
  const file = process.platform === 'win32' ? `${name}.exe` : name;
  const untrusted = untrustedFolders.flatMap((folder) => [folder, realPath(folder) ?? folder]);
  for (const folder of path.split(delimiter)) {
    if (!isAbsolute(folder)) continue;
    const candidate = join(folder, file);
    const real = executable(candidate) ? realPath(candidate) : undefined;
    if (real === undefined) continue;
    if (untrusted.some((bad) => isWithin(candidate, bad) || isWithin(real, bad))) continue;
    return candidate;
  }
  return undefined;
}

function executable(path: string): boolean {
  try {
    // Most folders do not have it: an exception for each would cost more than all the rest.
    if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return false;
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}
