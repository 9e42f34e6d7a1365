import { execFile } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { installVsCode } from './installVsCode.mjs';

const execute = promisify(execFile);

/**
 * Installs a packaged extension the way a user does, for windows that load no sources.
 *
 * @param {string} vsix absolute path
 * @param {import('./vsCodeVersions.mjs').VsCodeVersion} [version]
 * @returns {Promise<string>} a new folder to pass as `extensionsDir`; the caller deletes it
 */
export async function installVsix(vsix, version) {
  const { node, serverScript } = await installVsCode(version);
  const extensionsDir = await mkdtemp(join(tmpdir(), 'runbook-extensions-'));
  const args = ['--install-extension', vsix, '--extensions-dir', extensionsDir];
  await execute(node, [serverScript, '--accept-server-license-terms', ...args]);
  return extensionsDir;
}
