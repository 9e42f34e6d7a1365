import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { installOnce } from './installOnce.mjs';
import { repoRoot, testDataFolder } from './repoPaths.mjs';

const execute = promisify(execFile);

/**
 * Not imported: to learn what it exports, Node reads its three megabytes twice.
 *
 * @type {import('playwright-core')}
 */
const { chromium } = createRequire(import.meta.url)('playwright-core');

const flags = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Starts a headless Chromium: `RUNBOOK_CHROMIUM`, else the system's, else the one that comes from
 * npm. It ends with this process (Playwright holds its pipe).
 *
 * @returns {Promise<import('playwright-core').Browser>}
 */
export async function launchChromium() {
  const { executablePath, env, ownSandbox } = await findChromium();
  const withoutSandbox = !ownSandbox || process.getuid?.() === 0;
  return chromium.launch({
    executablePath,
    env: { ...process.env, ...env },
    headless: true,
    args: withoutSandbox ? [...flags, '--no-sandbox'] : flags,
    // The default handlers end the process before our own clean-up has run.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    timeout: 120_000,
  });
}

/**
 * @typedef {object} FoundChromium
 * @property {string} executablePath
 * @property {Record<string, string>} env
 * @property {boolean} ownSandbox whether it brings the helper its sandbox needs
 */

/** @returns {Promise<FoundChromium>} */
export async function findChromium() {
  const chosen = process.env.RUNBOOK_CHROMIUM;
  if (chosen !== undefined && chosen !== '') return systemBuild(chosen);
  const system = systemChromium();
  if (system !== undefined) return systemBuild(system);
  return chromiumFromNpm();
}

/** @param {string} executablePath */
function systemBuild(executablePath) {
  return { executablePath, env: {}, ownSandbox: true };
}

/** @returns {string | undefined} */
function systemChromium() {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const candidates = [
    ...folders.flatMap((folder) => names.map((name) => join(folder, name))),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ];
  return candidates.find((candidate) => existsSync(candidate));
}

async function chromiumFromNpm() {
  const folder = await installOnce(join(testDataFolder, 'chromium'), unpackChromium);
  const executablePath = join(folder, 'chromium');
  const env = {};
  if (await lacksLibraries(executablePath)) {
    const own = join(folder, 'al2023', 'lib');
    env.LD_LIBRARY_PATH = [own, process.env.LD_LIBRARY_PATH].filter(Boolean).join(delimiter);
  }
  if (!(await hasSystemFonts())) env.FONTCONFIG_FILE = await ownFonts(folder);
  return { executablePath, env, ownSandbox: false };
}

/**
 * The package unpacks into the temporary folder, where two processes at once would see each other's
 * half-written files; a child with a temporary folder of its own does not.
 *
 * @param {string} partial
 */
async function unpackChromium(partial) {
  const bin = join(repoRoot, 'node_modules', '@sparticuz', 'chromium', 'bin');
  const script = `
    const { inflate } = await import('@sparticuz/chromium');
    const { readdirSync } = await import('node:fs');
    const { join } = await import('node:path');
    const archives = readdirSync(process.argv[1]).filter((name) => name.endsWith('.br'));
    await Promise.all(archives.map((name) => inflate(join(process.argv[1], name))));`;
  await execute(process.execPath, ['--input-type=module', '-e', script, bin], {
    cwd: repoRoot,
    env: { ...process.env, TMPDIR: partial },
  });
}

/** @param {string} executable */
async function lacksLibraries(executable) {
  try {
    const { stdout } = await execute('ldd', [executable]);
    return stdout.includes('not found');
  } catch {
    return true;
  }
}

/**
 * The package's own configuration looks for its fonts where another system unpacks them: with it
 * every page is drawn without a single letter.
 *
 * @param {string} folder
 */
async function ownFonts(folder) {
  const fonts = join(folder, 'fonts');
  const file = join(fonts, 'here.conf');
  await writeFile(
    file,
    `<?xml version="1.0"?>\n<fontconfig><dir>${fonts}</dir><cachedir>${fonts}/cache</cachedir></fontconfig>\n`,
  );
  return file;
}

async function hasSystemFonts() {
  try {
    return (await readdir('/usr/share/fonts')).length > 0;
  } catch {
    return false;
  }
}
