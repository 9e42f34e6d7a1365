import { cp, mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { alsoWhenInterrupted } from './alsoWhenInterrupted.mjs';
import { repoRoot } from './repoPaths.mjs';

const fixtures = join(repoRoot, 'test', 'fixtures', 'workspaces');

/**
 * What a window of a test is opened on.
 *
 * @typedef {object} OpenedWorkspace
 * @property {string | null} folder absolute path; null: no folder
 * @property {Readonly<Record<string, string>>} env what the extension host needs to know of it
 * @property {import('../systems/unoc/startUnoc.mjs').Unoc} [unoc] the running practice system
 * @property {() => Promise<void>} close deletes the folder and ends what runs in it
 */

/**
 * @param {object} wanted
 * @param {string | null} wanted.workspace see {@link copyWorkspace}; null: no folder
 * @param {'unoc'} [wanted.system] a practice system to start; its folder is the workspace then
 * @returns {Promise<OpenedWorkspace>}
 */
export async function openWorkspace({ workspace, system }) {
  if (system === 'unoc') return startPracticeSystem();
  if (workspace === null) return { folder: null, env: {}, close: async () => {} };
  const { folder, remove } = await copyWorkspace(workspace);
  return { folder, env: {}, close: remove };
}

/** @returns {Promise<OpenedWorkspace>} a practice system of its own, on free ports */
async function startPracticeSystem() {
  const { startUnoc, unocAt } = await import('../systems/unoc/startUnoc.mjs');
  const { readConfig } = await import('../systems/unoc/home.mjs');
  const parent = await realpath(await mkdtemp(join(tmpdir(), 'runbook-unoc-')));
  const home = join(parent, 'unoc');
  // Its processes are daemons: they would stay when the tests are interrupted, or a start fails.
  const close = alsoWhenInterrupted(async () => {
    if (readConfig(home) !== undefined) await unocAt(home).remove();
    await rm(parent, { recursive: true, force: true, maxRetries: 5 });
  });
  try {
    const unoc = await startUnoc({ home, backendPort: 0, postgresPort: 0, frontendPort: 0 });
    return { folder: home, env: unoc.env, unoc, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * A fresh copy of a workspace, so that a test may change whatever it likes.
 *
 * @param {string} source name of a folder in `test/fixtures/workspaces/`, or a path relative to the
 *   repository such as `runbooks/unoc`
 * @returns {Promise<{ folder: string, remove: () => Promise<void> }>}
 */
async function copyWorkspace(source) {
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
