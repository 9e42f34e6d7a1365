/**
 * `npm start`: builds the extension, starts the practice system, and opens VS Code on its folder
 * with the extension loaded. Stays until Ctrl+C, then stops everything; the data stays.
 *
 *     node test/harness/start.mjs [--browser] [--port N] [--once]
 *
 * `--browser`: VS Code in the browser although `code` is there; `--port`: its port;
 * `--once`: start, check that everything answers, stop.
 */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { parseArgs } from 'node:util';
import { defaultHome } from '../systems/unoc/home.mjs';
import { startUnoc, UnocFailure } from '../systems/unoc/startUnoc.mjs';
import { freePort, isPortInUse } from './freePort.mjs';
import { NoVsCodeFromNpm } from './installVsCode.mjs';
import { linkExtension } from './linkExtension.mjs';
import { watchForEnd } from './onEnd.mjs';
import { repoRoot, testDataFolder } from './repoPaths.mjs';
import { startVsCodeServer } from './startServer.mjs';
import { workbenchUrl } from './workbenchUrl.mjs';

const usualPort = 8790;

/** What the user has to change, in one sentence. */
class CannotStart extends Error {}

/**
 * @typedef {object} OpenWindow
 * @property {string} message what to tell the user
 * @property {() => Promise<void>} stop
 */

const { values: flags } = parseArgs({
  options: {
    browser: { type: 'boolean', default: false },
    port: { type: 'string' },
    once: { type: 'boolean', default: false },
  },
});

try {
  await start();
} catch (error) {
  const expected = [CannotStart, UnocFailure, NoVsCodeFromNpm];
  if (!expected.some((kind) => error instanceof kind)) throw error;
  say(error.message);
  process.exitCode = 1;
}

async function start() {
  const end = watchForEnd();
  const port = await choosePort();
  build();
  say('Starting the practice system UNOC …');
  const unoc = await startUnoc({ home: defaultHome() });
  try {
    say(`UNOC is up: ${unoc.url}/health. Its folder: ${unoc.home}`);
    const window = openDesktop(unoc) ?? (await openInBrowser(unoc, port));
    say(window.message);
    if (!flags.once) {
      say('Ctrl+C stops everything; the data stays.');
      await end.asked();
    }
    await window.stop();
  } finally {
    await unoc.stop();
    say('Stopped.');
  }
}

function build() {
  say('Building …');
  try {
    execFileSync(process.execPath, [join(repoRoot, 'esbuild.config.js')], {
      cwd: repoRoot,
      stdio: 'inherit',
    });
  } catch {
    throw new CannotStart('The build failed: correct what is reported above, then start again.');
  }
}

/**
 * @param {import('../systems/unoc/startUnoc.mjs').Unoc} unoc
 * @returns {OpenWindow | undefined} undefined: there is no `code` to be used
 */
function openDesktop(unoc) {
  if (flags.browser || flags.once || flags.port !== undefined) return undefined;
  const command = desktopCommand();
  if (command === undefined) return undefined;
  const args = ['--new-window', `--extensionDevelopmentPath=${repoRoot}`, unoc.home];
  const child = spawn(command, args, {
    env: { ...process.env, ...unoc.env },
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  child.once('error', (error) => say(`"${command}" cannot be started: ${error.message}`));
  child.once('exit', (code) => {
    if (code !== 0) say(`"${command}" ended with ${code}: try "npm start -- --browser".`);
  });
  // The window belongs to the user; it is not ours to close.
  return { message: 'VS Code opens on the practice workspace.', stop: async () => {} };
}

/** @returns {string | undefined} */
function desktopCommand() {
  const name = process.platform === 'win32' ? 'code.cmd' : 'code';
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  // As root, desktop VS Code refuses to start without further flags.
  if (process.getuid?.() === 0) return undefined;
  return folders.some((folder) => existsSync(join(folder, name))) ? name : undefined;
}

/**
 * @param {import('../systems/unoc/startUnoc.mjs').Unoc} unoc
 * @param {number} port
 * @returns {Promise<OpenWindow>}
 */
async function openInBrowser(unoc, port) {
  const userDataDir = join(testDataFolder, 'start');
  const extensionsDir = join(userDataDir, 'extensions');
  await linkExtension(extensionsDir, repoRoot);
  const { env } = unoc;
  const server = await startVsCodeServer({
    workspaceTrust: false,
    port,
    userDataDir,
    extensionsDir,
    env,
  });
  const url = workbenchUrl({
    serverUrl: server.url,
    folder: unoc.home,
    openFile: firstRunbook(unoc.home),
  });
  return { message: `VS Code is ready. Open in a browser:\n\n    ${url}\n`, stop: server.stop };
}

/** @param {string} home */
function firstRunbook(home) {
  const candidates = ['operations.md', join('runbooks', 'operations.md')];
  return candidates.map((path) => join(home, path)).find((path) => existsSync(path));
}

/** @returns {Promise<number>} */
async function choosePort() {
  const asked = flags.port;
  if (asked === undefined) return (await isPortInUse(usualPort)) ? freePort() : usualPort;
  const port = Number(asked);
  if (!Number.isInteger(port) || port < 1024 || port > 65_535) {
    throw new CannotStart(`--port is "${asked}": give a number between 1024 and 65535.`);
  }
  if (await isPortInUse(port)) {
    throw new CannotStart(`Port ${port} is in use: end what holds it, or give another --port.`);
  }
  return port;
}

/** @param {string} text */
function say(text) {
  process.stdout.write(`${text}\n`);
}
