import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root folder of the repository. */
export const repoRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Everything the harness installs or leaves behind; git-ignored, safe to delete. */
export const testDataFolder = join(repoRoot, '.vscode-test');
