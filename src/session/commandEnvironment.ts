import { join } from 'node:path';

import { loadDotEnv } from '../execution/environment/loadDotEnv';

/** Variables of the editor's own that a command must not inherit. */
const OWN = /^(?:VSCODE_|ELECTRON_|CHROME_|GIO_LAUNCHED_DESKTOP|APPLICATION_INSIGHTS)/;

/**
 * What a command inherits: the program's environment without the editor's own variables, and the
 * workspace folder's `.env`, which wins. Read at each run; a missing or unreadable `.env` adds
 * nothing.
 */
export function commandEnvironment(
  root: string,
  inherited: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> {
  const environment: Record<string, string> = {};
  for (const [name, value] of Object.entries(inherited)) {
    if (value !== undefined && !OWN.test(name)) environment[name] = value;
  }
  const loaded = loadDotEnv(join(root, '.env'));
  return loaded.ok ? { ...environment, ...loaded.value } : environment;
}
