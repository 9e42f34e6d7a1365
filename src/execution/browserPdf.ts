import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { execa } from 'execa';
import { fail, succeed, type Result } from '../util/result';
import { BrowserPipe } from './browserPipe';

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
 * @param html makes a page that needs nothing but itself, while the browser starts.
 */
export async function printPdf(
  html: () => string,
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
  html: () => string,
  timeoutMs: number,
): Promise<Result<Uint8Array, PdfCode>> {
  const page = join(folder, 'page.html');
  const running = execa(browser, [...flags(folder), 'about:blank'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
    timeout: timeoutMs,
    killSignal: 'SIGKILL',
    reject: false,
    maxBuffer: { fd4: Infinity, stderr: 1024 * 1024 },
    buffer: { fd4: false },
  });
  await writeFile(page, html(), { mode: 0o600 });
  const [, , , toBrowser, fromBrowser] = running.stdio;
  const pipe = new BrowserPipe(toBrowser as unknown as Writable, fromBrowser);
  const printed = await Promise.race([
    // What it refuses is said below, by how it ended.
    print(pipe, urlOf(page)).catch(() => undefined),
    running.then(() => undefined),
  ]);
  running.kill('SIGKILL');
  const ended = await running;
  if (printed !== undefined) return succeed(printed);
  if (ended.timedOut) {
    return fail('timed-out', `The browser took longer than ${timeoutMs / 1000} s to print.`);
  }
  const lines = String(ended.stderr ?? '').trim();
  const why = lines === '' ? `exit ${String(ended.exitCode)}` : (lines.split('\n').at(-1) ?? '');
  return fail('browser-failed', `${browser} did not print the page: ${why.slice(0, 300)}`);
}

async function print(pipe: BrowserPipe, url: string): Promise<Uint8Array> {
  const { targetId } = await pipe.ask('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await pipe.ask('Target.attachToTarget', { targetId, flatten: true });
  const session = String(sessionId);
  await pipe.ask('Page.enable', {}, session);
  const loaded = pipe.once('Page.loadEventFired');
  await pipe.ask('Page.navigate', { url }, session);
  await loaded;
  const { data } = await pipe.ask(
    'Page.printToPDF',
    // Tags double the time of a long log; who needs a structure reads the HTML.
    { printBackground: true, preferCSSPageSize: true, generateTaggedPDF: false },
    session,
  );
  return Buffer.from(String(data), 'base64');
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
    '--remote-debugging-pipe',
    `--user-data-dir=${join(folder, 'profile')}`,
    ...(root ? ['--no-sandbox'] : []),
  ];
}

function urlOf(path: string): string {
  return pathToFileURL(path).href;
}
