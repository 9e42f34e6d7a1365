/**
 * The windows the integration tests need. A suite's tests are the files
 * `test/integration/<name>/*.test.ts`; all of them share one window.
 *
 * @typedef {object} Suite
 * @property {string} name also the folder of its tests
 * @property {string | null} workspace what the window opens: a folder of
 *   `test/fixtures/workspaces/` or a path in the repository, copied for each run; null: no folder
 * @property {'unoc'} [system] a practice system that runs during the suite; its folder is what the
 *   window opens, see `test/integration/practiceSystem.ts`
 * @property {boolean} restricted true: the window is in Restricted Mode
 * @property {Readonly<Record<string, unknown>>} [userSettings]
 * @property {Readonly<Record<string, string>>} [env] environment of the extension host
 */

/** @type {readonly Suite[]} */
export const suites = [
  { name: 'workspace', workspace: 'practice', restricted: false },
  { name: 'noFolder', workspace: null, restricted: false },
  { name: 'restricted', workspace: 'practice', restricted: true },
  { name: 'unoc', workspace: null, system: 'unoc', restricted: false },
];
