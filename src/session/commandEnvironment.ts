import { loadDotEnv } from './dotEnv';

/** Variables of the editor's own that a command must not inherit. */
const OWN = /^(?:VSCODE_|ELECTRON_|CHROME_|GIO_LAUNCHED_DESKTOP|APPLICATION_INSIGHTS)/;

/**
 * What a command inherits: the program's environment without the editor's own variables, and the
 * workspace folder's `.env`, which wins. Read at each run.
 */
export async function commandEnvironment(
  root: string,
  inherited: Readonly<Record<string, string | undefined>>,
): Promise<Readonly<Record<string, string>>> {
  const environment: Record<string, string> = {};
  for (const [name, value] of Object.entries(inherited)) {
    if (value !== undefined && !OWN.test(name)) environment[name] = value;
  }
  return { ...environment, ...(await loadDotEnv(root)) };
}
