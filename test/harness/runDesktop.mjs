/**
 * Runs the integration tests inside desktop VS Code, which `@vscode/test-electron` downloads.
 *
 *     node test/harness/runDesktop.mjs [--suite NAME]… [--grep TEXT] [--min]
 *         [--workspace NAME | --no-folder] [--restricted]
 *
 * The same tests as runIntegration.mjs. Linux without a display: put `xvfb-run -a` in front.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { chooseSuites, describeSuite, suiteFlags } from './chooseSuites.mjs';
import { openWorkspace } from './openWorkspace.mjs';
import { quietSettings } from './quietSettings.mjs';
import { repoRoot, testDataFolder } from './repoPaths.mjs';
import { prepareTestRun, whatIsWrong } from './testRun.mjs';
import { oldestVsCode } from './vsCodeVersions.mjs';

const { values: flags } = parseArgs({ options: suiteFlags });

const version = flags.min ? oldestVsCode.vscode : 'stable';
const vscodeExecutablePath = await downloadAndUnzipVSCode({
  version,
  cachePath: join(testDataFolder, 'desktop'),
});
let allPassed = true;
for (const suite of chooseSuites(flags)) {
  const passed = await runSuite(suite);
  allPassed &&= passed;
}
process.exitCode = allPassed ? 0 : 1;

/**
 * @param {import('../integration/suites.mjs').Suite} suite
 * @returns {Promise<boolean>} whether everything passed
 */
async function runSuite(suite) {
  process.stdout.write(`\n${describeSuite(suite, version)}\n`);
  const opened = await openWorkspace(suite);
  const userDataDir = await mkdtemp(join(tmpdir(), 'runbook-desktop-'));
  const colour = process.stdout.isTTY === true;
  const testRun = await prepareTestRun({ suite: suite.name, grep: flags.grep, colour });
  try {
    await writeSettings(userDataDir, suite.userSettings);
    const exitProblem = await runTests({
      vscodeExecutablePath,
      extensionDevelopmentPath: repoRoot,
      extensionTestsPath: testRun.entry,
      extensionTestsEnv: { ...opened.env, ...suite.env },
      launchArgs: [
        ...(opened.folder === null ? [] : [opened.folder]),
        ...['--user-data-dir', userDataDir, '--disable-extensions'],
        ...(suite.restricted ? [] : ['--disable-workspace-trust']),
      ],
    }).then(
      () => undefined,
      (error) => `FAILED: VS Code ended without a result: ${error.message}`,
    );
    process.stdout.write(await testRun.newOutput());
    const result = await testRun.result();
    const problem =
      result === undefined
        ? (exitProblem ?? 'FAILED: VS Code ended without a result')
        : whatIsWrong(result, flags.grep !== undefined);
    process.stdout.write(`${problem ?? 'passed'}\n`);
    return problem === undefined;
  } finally {
    await testRun.remove();
    await opened.close();
    await rm(userDataDir, { recursive: true, force: true, maxRetries: 5 });
  }
}

/**
 * @param {string} userDataDir
 * @param {Readonly<Record<string, unknown>>} [settings]
 */
async function writeSettings(userDataDir, settings) {
  await mkdir(join(userDataDir, 'User'), { recursive: true });
  const text = JSON.stringify({ ...quietSettings, ...settings }, undefined, 2);
  await writeFile(join(userDataDir, 'User', 'settings.json'), `${text}\n`);
}
