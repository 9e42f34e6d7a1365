/**
 * Runs the UI tests: Chromium drives the workbench of a real VS Code, with mouse and keyboard.
 *
 *     node --test-reporter=spec test/harness/runUi.mjs [--grep TEXT] [--file NAME]… [--min]
 *         [--vsix FILE] [--extension FOLDER]
 *
 * `--vsix` tests an installed package instead of the sources. `dist/` must have been built.
 * Screenshots of failures go to `.vscode-test/failures/`.
 */
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { after, test } from 'node:test';
import { parseArgs } from 'node:util';
import { launchChromium } from './chromium.mjs';
import { installVsCode } from './installVsCode.mjs';
import { installVsix } from './installVsix.mjs';
import { linkExtension } from './linkExtension.mjs';
import { openWorkspace } from './openWorkspace.mjs';
import { repoRoot, testDataFolder } from './repoPaths.mjs';
import { ServerPool } from './serverPool.mjs';
import { openStillContext } from './stillContext.mjs';
import { newestVsCode, oldestVsCode } from './vsCodeVersions.mjs';
import { workbenchUrl } from './workbenchUrl.mjs';
import { openFile } from '../ui/workbench/quickInput.mjs';
import { tidyWindow, waitForWorkbench } from '../ui/workbench/window.mjs';

const testTimeoutMs = 180_000;
const pageOpenTimeoutMs = 120_000;
const actionTimeoutMs = 30_000;
const uiFolder = join(repoRoot, 'test', 'ui');

const { values: flags } = parseArgs({
  options: {
    grep: { type: 'string' },
    file: { type: 'string', multiple: true },
    min: { type: 'boolean', default: false },
    vsix: { type: 'string' },
    extension: { type: 'string' },
  },
});

const version = flags.min ? oldestVsCode : newestVsCode;
await installVsCode(version);
// Node reads these at every start; from here on nothing talks to another machine.
delete process.env.NODE_EXTRA_CA_CERTS;
const extensionsDir = await installedExtension();
const pool = new ServerPool();
const browser = await launchChromium();

/** @type {Map<UiWindow, ShownWindow>} */
const kept = new Map();

after(async () => {
  await Promise.all([...kept.keys()].map(closeKept));
  await browser.close();
  await pool.stopAll();
  await rm(extensionsDir, { recursive: true, force: true });
});

for (const name of await chosenFiles()) {
  const { register } = await import(join(uiFolder, name));
  register(uiTest);
}

/** @returns {Promise<string>} an extensions folder with what is to be tested */
async function installedExtension() {
  if (flags.vsix !== undefined) return installVsix(resolve(flags.vsix), version);
  const folder = await mkdtemp(join(tmpdir(), 'runbook-extensions-'));
  await linkExtension(folder, resolve(flags.extension ?? repoRoot));
  return folder;
}

async function chosenFiles() {
  const all = (await readdir(uiFolder)).filter((name) => name.endsWith('.ui.mjs')).sort();
  const wanted = flags.file;
  return wanted === undefined
    ? all
    : all.filter((name) => wanted.some((part) => name.includes(part)));
}

/**
 * Declares a UI test. Each test has a window of its own, with a new browser profile on a new copy
 * of the workspace, unless it asks for a kept one.
 *
 * @typedef {object} UiWindow
 * @property {string | null} [workspace] what to open: a folder of `test/fixtures/workspaces/` or a
 *   path in the repository; null: no folder; default `practice`
 * @property {'unoc'} [system] starts a practice system and opens its folder instead
 * @property {boolean} [keep] the tests that are given this very object share one window and its
 *   workspace, which are dear to start: tidied up before each, and new after one that failed. They
 *   must not depend on each other's order.
 * @property {boolean} [restricted] Restricted Mode
 * @property {Readonly<Record<string, unknown>>} [userSettings]
 * @property {Readonly<Record<string, string>>} [env] environment of the extension host
 * @property {string} [openFile] path in the workspace to show at once
 * @property {{ width: number, height: number }} [viewport] default 1280 × 800
 *
 * @typedef {object} UiContext
 * @property {import('playwright-core').Page} page the workbench, restored and ready
 * @property {string | null} workspaceFolder absolute path of the copy
 * @property {import('../systems/unoc/startUnoc.mjs').Unoc} [unoc] with `system: 'unoc'`
 * @property {import('./startServer.mjs').VsCodeServer} server
 * @property {() => Promise<void>} reopen closes the window and opens it again, as after a restart
 * @property {(name: string) => Promise<string>} screenshot to `.vscode-test/screenshots/`
 * @property {(name: string) => Promise<string>} readmePicture to `test/ui/screenshots/`, only when
 *   `UPDATE_PICTURES=1`; a picture in the repository does not change with every test run
 *
 * @callback UiTest
 * @param {string} name
 * @param {UiWindow} window
 * @param {(context: UiContext) => Promise<void>} body
 * @returns {void}
 *
 * @type {UiTest}
 */
function uiTest(name, window, body) {
  if (flags.grep !== undefined && !name.includes(flags.grep)) return;
  void test(name, { timeout: 2 * testTimeoutMs }, async (context) => {
    try {
      await runUiTest(name, window, body);
    } catch (error) {
      // A real window on a shared machine: one more try there, none at a desk.
      if (process.env.CI === undefined) throw error;
      context.diagnostic(`tried again after: ${error.message}`);
      await runUiTest(name, window, body);
    }
  });
}

/**
 * @typedef {object} ShownWindow
 * @property {import('./openWorkspace.mjs').OpenedWorkspace} opened
 * @property {import('./startServer.mjs').VsCodeServer} server
 * @property {import('playwright-core').Page} page
 * @property {() => Promise<void>} reopen
 * @property {() => Promise<void>} close
 */

/**
 * @param {string} name
 * @param {UiWindow} window
 * @param {(context: UiContext) => Promise<void>} body
 */
async function runUiTest(name, window, body) {
  const shown = await windowFor(window);
  const { page, server, reopen } = shown;
  const { folder: workspaceFolder, unoc } = shown.opened;
  const screenshot = (picture) =>
    takePicture(page, join(testDataFolder, 'screenshots', `${picture}.png`));
  const readmePicture = async (picture) => {
    const file = join(uiFolder, 'screenshots', `${picture}.png`);
    return process.env.UPDATE_PICTURES === '1' ? takePicture(page, file) : file;
  };
  try {
    await body({ page, workspaceFolder, unoc, server, reopen, screenshot, readmePicture });
  } catch (error) {
    const picture = join(testDataFolder, 'failures', `${fileNameOf(name)}.png`);
    await takePicture(page, picture).catch(() => {});
    error.message += `\nScreenshot: ${picture}`;
    await closeKept(window);
    throw error;
  } finally {
    if (window.keep !== true) await shown.close();
  }
}

/**
 * @param {UiWindow} window
 * @returns {Promise<ShownWindow>} ready, as {@link UiWindow} asks
 */
async function windowFor(window) {
  const there = kept.get(window);
  if (there === undefined) {
    const shown = await showWindow(window);
    if (window.keep === true) kept.set(window, shown);
    return shown;
  }
  try {
    await tidyWindow(there.page);
    if (window.openFile !== undefined) await openFile(there.page, window.openFile);
    return there;
  } catch (error) {
    await closeKept(window);
    throw error;
  }
}

/** @param {UiWindow} window */
async function closeKept(window) {
  const shown = kept.get(window);
  kept.delete(window);
  await shown?.close();
}

/**
 * @param {UiWindow} window
 * @returns {Promise<ShownWindow>}
 */
async function showWindow(window) {
  const { restricted = false, userSettings, system } = window;
  const workspace = window.workspace === undefined ? 'practice' : window.workspace;
  const opened = await openWorkspace({ workspace, system });
  const server = await pool.get({
    version,
    workspaceTrust: restricted,
    extensionsDir,
    userSettings,
    env: { ...opened.env, ...window.env },
  });
  const viewport = window.viewport ?? { width: 1280, height: 800 };
  const context = await openStillContext(browser, viewport);
  const page = await context.newPage();
  page.setDefaultTimeout(actionTimeoutMs);
  const open = async (file) => {
    const url = workbenchUrl({
      serverUrl: server.url,
      folder: opened.folder,
      openFile: file === undefined ? undefined : join(opened.folder, file),
    });
    await page.goto(url, { timeout: pageOpenTimeoutMs });
    await waitForWorkbench(page);
  };
  const reopen = async () => {
    await page.goto('about:blank');
    await open(undefined);
  };
  const close = async () => {
    await context.close();
    await opened.close();
  };
  try {
    await open(window.openFile);
  } catch (error) {
    await close();
    throw error;
  }
  return { opened, server, page, reopen, close };
}

/**
 * @param {import('playwright-core').Page} page
 * @param {string} file
 */
async function takePicture(page, file) {
  await mkdir(dirname(file), { recursive: true });
  await page.screenshot({ path: file });
  return file;
}

/** @param {string} name */
function fileNameOf(name) {
  return name.replaceAll(/[^\p{L}\p{N}]+/gu, '-');
}
