/**
 * Runs the integration tests inside the extension host of a real VS Code.
 *
 *     node test/harness/runIntegration.mjs [--suite NAME]… [--grep TEXT] [--min]
 *         [--workspace NAME | --no-folder] [--restricted] [--timeout SECONDS]
 *
 * `--workspace`, `--no-folder` and `--restricted` change the window of the chosen suites.
 * `dist/` must have been built. Exit code 0: all passed; 1: a test failed or a run broke off.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { chooseSuites, describeSuite, suiteFlags } from './chooseSuites.mjs';
import { launchChromium } from './chromium.mjs';
import { installVsCode, NoVsCodeFromNpm } from './installVsCode.mjs';
import { openWorkspace } from './openWorkspace.mjs';
import { bareSettings } from './quietSettings.mjs';
import { repoRoot, testDataFolder } from './repoPaths.mjs';
import { ServerPool } from './serverPool.mjs';
import { openStillContext } from './stillContext.mjs';
import { prepareTestRun, whatIsWrong } from './testRun.mjs';
import { newestVsCode, oldestVsCode } from './vsCodeVersions.mjs';
import { workbenchUrl } from './workbenchUrl.mjs';

const pollMs = 100;
const pageOpenTimeoutMs = 120_000;

const { values: flags } = parseArgs({
  options: { ...suiteFlags, timeout: { type: 'string', default: '300' } },
});

try {
  process.exitCode = (await runSuites(chooseSuites(flags))) ? 0 : 1;
} catch (error) {
  if (!(error instanceof NoVsCodeFromNpm)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

/**
 * @param {readonly import('../integration/suites.mjs').Suite[]} chosen
 * @returns {Promise<boolean>} whether everything passed
 */
async function runSuites(chosen) {
  await installVsCode(flags.min ? oldestVsCode : newestVsCode);
  // Node reads these at every start; from here on nothing talks to another machine.
  delete process.env.NODE_EXTRA_CA_CERTS;
  const pool = new ServerPool();
  const browser = await launchChromium();
  try {
    let allPassed = true;
    for (const suite of chosen) {
      const passed = await runSuite(suite, pool, browser);
      allPassed &&= passed;
    }
    return allPassed;
  } finally {
    await browser.close();
    await pool.stopAll();
  }
}

/**
 * @param {import('../integration/suites.mjs').Suite} suite
 * @param {ServerPool} pool
 * @param {import('playwright-core').Browser} browser
 */
async function runSuite(suite, pool, browser) {
  const startedAt = Date.now();
  const version = flags.min ? oldestVsCode : newestVsCode;
  process.stdout.write(`\n${describeSuite(suite, version.vscode)}\n`);

  const opened = await openWorkspace(suite);
  const server = await pool.get({
    version,
    testDriver: true,
    workspaceTrust: suite.restricted,
    userSettings: { ...bareSettings, ...suite.userSettings },
    env: { ...opened.env, ...suite.env },
  });
  const colour = process.stdout.isTTY === true;
  const testRun = await prepareTestRun({ suite: suite.name, grep: flags.grep, colour });
  const context = await openStillContext(browser, { width: 640, height: 400 });
  try {
    const page = await context.newPage();
    const consoleLines = collectConsole(page);
    const url = workbenchUrl({
      serverUrl: server.url,
      folder: opened.folder,
      extension: repoRoot,
      tests: testRun.entry,
    });
    await page.goto(url, { timeout: pageOpenTimeoutMs });
    const problem = await waitForResult(testRun, page);
    const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
    process.stdout.write(`${problem ?? 'passed'} (${seconds} s)\n`);
    if (problem !== undefined) await keepEvidence(suite.name, page, consoleLines);
    return problem === undefined;
  } finally {
    await context.close();
    await testRun.remove();
    await opened.close();
  }
}

/**
 * @param {import('./testRun.mjs').TestRun} testRun
 * @param {import('playwright-core').Page} page
 * @returns {Promise<string | undefined>} what is wrong, if anything
 */
async function waitForResult(testRun, page) {
  const limit = Number(flags.timeout);
  const deadline = Date.now() + limit * 1000;
  for (;;) {
    const result = await testRun.result();
    process.stdout.write(await testRun.newOutput());
    if (result !== undefined) return whatIsWrong(result, flags.grep !== undefined);
    if (page.isClosed()) return 'FAILED: the window closed before the tests were over';
    if (Date.now() > deadline) return `FAILED: no result after ${limit} s`;
    await delay(pollMs);
  }
}

/** @param {import('playwright-core').Page} page */
function collectConsole(page) {
  /** @type {string[]} */
  const lines = [];
  page.on('console', (message) => lines.push(`[${message.type()}] ${message.text()}`));
  page.on('pageerror', (error) => lines.push(`[page error] ${error.stack ?? error.message}`));
  return lines;
}

/**
 * @param {string} name
 * @param {import('playwright-core').Page} page
 * @param {readonly string[]} consoleLines
 */
async function keepEvidence(name, page, consoleLines) {
  const folder = join(testDataFolder, 'failures');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${name}.console.txt`), `${consoleLines.join('\n')}\n`);
  if (!page.isClosed()) await page.screenshot({ path: join(folder, `${name}.png`) });
  process.stdout.write(`Screenshot and console: ${join(folder, name)}.*\n`);
}
