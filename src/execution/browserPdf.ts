import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { execa } from 'execa';
import { fail, succeed, type Result } from '../util/result';

export type PdfCode = 'no-browser' | 'browser-failed' | 'timed-out';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
];

const MAC = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

const WINDOWS = [
  ['PROGRAMFILES', 'Google\\Chrome\\Application\\chrome.exe'],
  ['PROGRAMFILES(X86)', 'Google\\Chrome\\Application\\chrome.exe'],
  ['LOCALAPPDATA', 'Google\\Chrome\\Application\\chrome.exe'],
  ['PROGRAMFILES(X86)', 'Microsoft\\Edge\\Application\\msedge.exe'],
  ['PROGRAMFILES', 'Microsoft\\Edge\\Application\\msedge.exe'],
] as const;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The Chromium, Chrome or Edge of this machine; `RUNBOOK_BROWSER` names another. Folders that are
 * not absolute are passed over: one in the workspace could bring its own.
 */
export function findBrowser(
  environment: Environment,
  platform: NodeJS.Platform = process.platform,
): string | undefined {
  const chosen = environment['RUNBOOK_BROWSER'];
  if (chosen !== undefined && chosen !== '') return existsSync(chosen) ? chosen : undefined;
  const candidates: string[] = [];
  if (platform === 'darwin') candidates.push(...MAC);
  if (platform === 'win32') {
    for (const [name, path] of WINDOWS) {
      const folder = environment[name];
      if (folder !== undefined && folder !== '') candidates.push(join(folder, path));
    }
  } else {
    const folders = (environment['PATH'] ?? '').split(delimiter).filter((f) => f.startsWith('/'));
    for (const name of NAMES) candidates.push(...folders.map((folder) => join(folder, name)));
  }
  return candidates.find((path) => existsSync(path));
}

/**
 * Prints a page as PDF with a browser that has no network and a profile of its own, which is
 * removed afterwards together with the page.
 * @param html a page that needs nothing but itself.
 */
export async function printPdf(
  html: string,
  environment: Environment,
  timeoutMs = 60_000,
): Promise<Result<Uint8Array, PdfCode>> {
  const browser = findBrowser(environment);
  if (browser === undefined) {
    return fail(
      'no-browser',
      'PDF needs Chromium, Chrome or Edge on this machine, and none was found. ' +
        'Export as HTML and print that, or name the browser in RUNBOOK_BROWSER.',
    );
  }
  const folder = await mkdtemp(join(tmpdir(), 'runbook-pdf-'));
  try {
    return await printIn(folder, browser, html, timeoutMs);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function printIn(
  folder: string,
  browser: string,
  html: string,
  timeoutMs: number,
): Promise<Result<Uint8Array, PdfCode>> {
  const page = join(folder, 'page.html');
  const pdf = join(folder, 'page.pdf');
  await writeFile(page, html, { mode: 0o600 });
  const ended = await execa(browser, [...flags(folder), `--print-to-pdf=${pdf}`, urlOf(page)], {
    cwd: folder,
    stdin: 'ignore',
    timeout: timeoutMs,
    killSignal: 'SIGKILL',
    reject: false,
    maxBuffer: 1024 * 1024,
  });
  if (ended.timedOut) {
    return fail('timed-out', `The browser took longer than ${timeoutMs / 1000} s to print.`);
  }
  try {
    return succeed(await readFile(pdf));
  } catch {
    const said = String(ended.stderr ?? '')
      .trim()
      .split('\n')
      .at(-1);
    const why = said === undefined || said === '' ? `exit ${String(ended.exitCode)}` : said;
    return fail('browser-failed', `${browser} did not print the page: ${why.slice(0, 300)}`);
  }
}

function flags(folder: string): readonly string[] {
  // Chromium refuses its sandbox to root; the page has no script and no way out in any case.
  const root = typeof process.getuid === 'function' && process.getuid() === 0;
  return [
    '--headless',
    '--disable-gpu',
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-extensions',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--blink-settings=scriptEnabled=false',
    '--host-resolver-rules=MAP * ~NOTFOUND',
    '--no-pdf-header-footer',
    `--user-data-dir=${join(folder, 'profile')}`,
    ...(root ? ['--no-sandbox'] : []),
  ];
}

function urlOf(path: string): string {
  return pathToFileURL(path).href;
}
