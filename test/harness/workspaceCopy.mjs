import { cp, mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { repoRoot } from './repoPaths.mjs';

const fixtures = join(repoRoot, 'test', 'fixtures', 'workspaces');

/**
 * A fresh copy of a workspace, so that a test may change whatever it likes.
 *
 * @param {string} source name of a folder in `test/fixtures/workspaces/`, or a path relative to the
 *   repository such as `runbooks/unoc`
 * @returns {Promise<{ folder: string, remove: () => Promise<void> }>}
 */
export async function copyWorkspace(source) {
  const named = join(fixtures, source);
  const from = existsSync(named) ? named : join(repoRoot, source);
  if (!existsSync(from)) {
    throw new Error(`There is no workspace "${source}": neither ${named} nor ${from} exists.`);
  }
  // Where /tmp is a link, the extension host would see another path than the test.
  const parent = await realpath(await mkdtemp(join(tmpdir(), 'runbook-workspace-')));
  const folder = join(parent, basename(source));
  await mkdir(folder);
  await cp(from, folder, { recursive: true });
  return { folder, remove: () => rm(parent, { recursive: true, force: true, maxRetries: 5 }) };
}
