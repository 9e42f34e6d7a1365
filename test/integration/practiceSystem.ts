import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { env } from 'node:process';
import { extensions } from 'vscode';
import type * as StartUnoc from '../systems/unoc/startUnoc.mjs';

/**
 * The practice system the launcher started for this suite (`system: 'unoc'` in suites.mjs); the
 * window is open on its folder and the extension host has its PATH.
 */
export async function practiceSystem(): Promise<StartUnoc.Unoc> {
  const home = env['UNOC_HOME'];
  if (home === undefined) throw new Error('The suite has no practice system.');
  // Loaded from its own place, not bundled: it finds its programs beside itself.
  const script = join(extensionFolder(), 'test', 'systems', 'unoc', 'startUnoc.mjs');
  const { unocAt } = (await import(pathToFileURL(script).href)) as typeof StartUnoc;
  return unocAt(home);
}

/** The folder of the extension under test, which is the repository. */
export function extensionFolder(): string {
  const extension = extensions.all.find((one) => one.id.endsWith('.executable-runbooks'));
  if (extension === undefined) throw new Error('The extension under test is not installed.');
  return extension.extensionPath;
}
