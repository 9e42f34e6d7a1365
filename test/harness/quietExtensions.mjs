import { mkdir, readdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The built-in extensions that have to do with runbooks: Markdown, the languages of their steps, and
 * how a window looks. The others cost each window seconds of processor time: they start with it,
 * sign in, debug, or are read only to be passed on to it.
 */
const kept = new Set([
  'json',
  'markdown-basics',
  'markdown-language-features',
  'notebook-renderers',
  'powershell',
  'python',
  'shellscript',
  'sql',
  'theme-defaults',
  'theme-modern-icons',
  'theme-seti',
  'yaml',
]);

/**
 * Makes a folder with the built-in extensions the tests need, as links to those of VS Code.
 *
 * @param {string} builtIn absolute path of VS Code's own `extensions/`
 * @param {string} folder absolute path; created, must not exist
 */
export async function linkQuietExtensions(builtIn, folder) {
  await mkdir(folder);
  for (const name of await readdir(builtIn)) {
    if (kept.has(name)) await symlink(join(builtIn, name), join(folder, name));
  }
}
