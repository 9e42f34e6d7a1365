import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from './freePort.mjs';
import { installVsCode } from './installVsCode.mjs';
import { startKeptProcess } from './keptProcess.mjs';
import { linkQuietExtensions } from './quietExtensions.mjs';
import { quietSettings } from './quietSettings.mjs';
import { newestVsCode } from './vsCodeVersions.mjs';

const startTimeoutMs = 60_000;
const attempts = 3;

/**
 * @typedef {object} ServerOptions
 * @property {boolean} workspaceTrust true: folders start in Restricted Mode; false: all is trusted
 * @property {boolean} [testDriver] honour `extensionDevelopmentPath` and `extensionTestsPath` of the
 *   page's address; the workbench then shows no notifications
 * @property {boolean} [fewBuiltIns] only the built-in extensions that tests need
 * @property {import('./vsCodeVersions.mjs').VsCodeVersion} [version]
 * @property {number} [port] a fixed port; without it a free one is taken
 * @property {string} [extensionsDir] where installed extensions live; without it none is installed
 * @property {string} [userDataDir] kept by the caller; without it a temporary one, deleted at stop
 * @property {Readonly<Record<string, unknown>>} [userSettings] the User settings.json; without it
 *   the settings a `userDataDir` already has stay
 * @property {Readonly<Record<string, string>>} [env] added to the environment of the extension host
 *
 * @typedef {object} VsCodeServer
 * @property {string} url without a trailing slash
 * @property {number} port
 * @property {string} userDataDir
 * @property {string} logFile what the server printed
 * @property {number} groupId process group of the server, its extension hosts and what they started
 * @property {(settings: Readonly<Record<string, unknown>>) => Promise<void>} writeUserSettings
 * @property {() => Promise<void>} stop
 */

/**
 * Starts VS Code's own server and waits until it answers.
 *
 * User settings: this build keeps the profile's `User/` folder on the server's disk (not in the
 * browser), so `<userDataDir>/data/User/settings.json` is the User settings of every window.
 *
 * @param {ServerOptions} options
 * @returns {Promise<VsCodeServer>}
 */
export async function startVsCodeServer(options) {
  const installed = await installVsCode(options.version ?? newestVsCode);
  const ownsUserData = options.userDataDir === undefined;
  const userDataDir = options.userDataDir ?? (await mkdtemp(join(tmpdir(), 'runbook-vscode-')));
  const logFile = join(userDataDir, 'server.log');
  await mkdir(userDataDir, { recursive: true });
  const builtIns = join(userDataDir, 'built-in');
  if (options.fewBuiltIns === true) await linkQuietExtensions(installed.extensionsFolder, builtIns);
  const writeUserSettings = (settings) => writeSettings(userDataDir, settings);
  if (ownsUserData || options.userSettings !== undefined || !hasSettings(userDataDir)) {
    await writeUserSettings(options.userSettings ?? {});
  }

  const forget = async () => {
    if (ownsUserData) await rm(userDataDir, { recursive: true, force: true, maxRetries: 5 });
  };
  for (let attempt = 1; ; attempt++) {
    const port = options.port ?? (await freePort());
    const server = launch(installed, options, { port, userDataDir, logFile, builtIns });
    const answer = await waitUntilItAnswers(server, port);
    if (answer === 'up') {
      const stop = async () => {
        await server.stop();
        await forget();
      };
      const url = `http://127.0.0.1:${port}`;
      const { groupId } = server;
      return { url, port, userDataDir, logFile, groupId, writeUserSettings, stop };
    }
    await server.stop();
    // Somebody else may have taken the free port in the meantime: then another one is tried.
    const canRetry = answer === 'exited' && options.port === undefined && attempt < attempts;
    if (canRetry) continue;
    const log = (await readFile(logFile, 'utf8')).trim().split('\n').slice(-20).join('\n');
    await forget();
    throw new Error(`VS Code's server did not start on port ${port} (${answer}):\n${log}`);
  }
}

/** @param {string} userDataDir */
function settingsFile(userDataDir) {
  return join(userDataDir, 'data', 'User', 'settings.json');
}

/** @param {string} userDataDir */
function hasSettings(userDataDir) {
  return existsSync(settingsFile(userDataDir));
}

/**
 * @param {string} userDataDir
 * @param {Readonly<Record<string, unknown>>} settings
 */
async function writeSettings(userDataDir, settings) {
  const file = settingsFile(userDataDir);
  await mkdir(dirname(file), { recursive: true });
  const text = JSON.stringify({ ...quietSettings, ...settings }, undefined, 2);
  await writeFile(file, `${text}\n`);
}

function launch(installed, options, { port, userDataDir, logFile, builtIns }) {
  const extensionsDir = options.extensionsDir ?? join(userDataDir, 'extensions');
  const args = [
    installed.serverScript,
    ...['--host', '127.0.0.1', '--port', String(port), '--without-connection-token'],
    '--accept-server-license-terms',
    ...(options.testDriver === true ? ['--enable-smoke-test-driver'] : []),
    ...['--server-data-dir', userDataDir, '--extensions-dir', extensionsDir],
    ...(options.fewBuiltIns === true ? ['--builtin-extensions-dir', builtIns] : []),
    // Without it the login shell's PATH replaces the one we pass.
    ...['--telemetry-level', 'off', '--force-disable-user-env'],
    ...(options.workspaceTrust ? [] : ['--disable-workspace-trust']),
  ];
  const env = { ...environmentOutsideVsCode(), ...options.env };
  return startKeptProcess(installed.node, args, { env, cwd: userDataDir, logFile });
}

/** A test run that starts in a terminal of VS Code must not look like a child of that window. */
function environmentOutsideVsCode() {
  const ofAnotherWindow = /^(?:VSCODE_|ELECTRON_|npm_)/u;
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !ofAnotherWindow.test(name)),
  );
}

/**
 * @param {import('./keptProcess.mjs').KeptProcess} server
 * @param {number} port
 * @returns {Promise<'up' | 'exited' | 'timed out'>}
 */
async function waitUntilItAnswers(server, port) {
  const deadline = Date.now() + startTimeoutMs;
  while (Date.now() < deadline) {
    if (server.hasExited()) return 'exited';
    if (await answers(port)) return 'up';
    await delay(50);
  }
  return 'timed out';
}

/** @param {number} port */
async function answers(port) {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/version`, {
      signal: AbortSignal.timeout(5_000),
    });
    await response.text();
    return response.ok;
  } catch {
    return false;
  }
}
