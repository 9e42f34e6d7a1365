import { mkdir, readdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Built-in extensions that no test looks at and that cost each window seconds of processor time:
 * what starts with every window, signs in, debugs, or serves languages no runbook is written in.
 */
const leftOut = new Set([
  'configuration-editing',
  'copilot',
  'css-language-features',
  'debug-auto-launch',
  'debug-server-ready',
  'emmet',
  'extension-editing',
  'git',
  'git-base',
  'github',
  'github-authentication',
  'grunt',
  'gulp',
  'html-language-features',
  'jake',
  'json-language-features',
  'merge-conflict',
  'microsoft-authentication',
  'ms-vscode.js-debug',
  'ms-vscode.js-debug-companion',
  'ms-vscode.vscode-js-profile-table',
  'npm',
  'php-language-features',
  'references-view',
  'simple-browser',
  'terminal-suggest',
  'tunnel-forwarding',
  'typescript-language-features',
]);

/**
 * Makes a folder with the built-in extensions the tests need, as links to those of VS Code.
 *
 * @param {string} builtIn absolute path of VS Code's own `extensions/`
 * @param {string} folder absolute path; created, must not exist
 */
export async function linkQuietExtensions(builtIn, folder) {
  await mkdir(folder);
  for (const entry of await readdir(builtIn, { withFileTypes: true })) {
    if (!entry.isDirectory() || leftOut.has(entry.name)) continue;
    await symlink(join(builtIn, entry.name), join(folder, entry.name));
  }
}
