import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { findChromium } from '../../harness/chromium.mjs';
import { findBrowser, printPdf } from '../../../src/execution/browserPdf';

const folder = mkdtempSync(join(tmpdir(), 'runbook-browser-'));
// Files share a process: no test may leave its environment to the next.
afterEach(() => vi.unstubAllEnvs());
afterAll(() => rmSync(folder, { recursive: true }));

function program(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${text}\n`);
  chmodSync(path, 0o755);
  return path;
}

describe('finding a browser', () => {
  beforeAll(() => program('chromium', 'exit 0'));

  test('takes the one on the path, and never one in a relative folder', () => {
    expect(findBrowser({ PATH: folder }, 'linux')).toBe(join(folder, 'chromium'));
    expect(findBrowser({ PATH: '.:bin' }, 'linux')).toBeUndefined();
    expect(findBrowser({}, 'linux')).toBeUndefined();
  });

  test('takes the one that is named, and no other in its stead', () => {
    const named = program('mine', 'exit 0');
    expect(findBrowser({ PATH: folder, RUNBOOK_BROWSER: named }, 'linux')).toBe(named);
    expect(findBrowser({ PATH: folder, RUNBOOK_BROWSER: '/nowhere' }, 'linux')).toBeUndefined();
  });
});

describe.skipIf(process.platform === 'win32')('printing a page', () => {
  test('says why a browser failed', async () => {
    const broken = program('broken', 'echo "no display" >&2; exit 3');
    expect(await printPdf(() => '<p>', { RUNBOOK_BROWSER: broken })).toMatchObject({
      code: 'browser-failed',
      message: expect.stringContaining('no display') as string,
    });
  });

  test('ends a browser that hangs', async () => {
    const hangs = program('hangs', 'exec sleep 600');
    expect(await printPdf(() => '<p>', { RUNBOOK_BROWSER: hangs }, 200)).toMatchObject({
      code: 'timed-out',
    });
  });

  test('says so when there is none', async () => {
    expect(await printPdf(() => '<p>', {})).toMatchObject({ code: 'no-browser' });
  });
});

/** The browser the tests of the screen use, with what it needs to start and to draw letters. */
async function realBrowser(): Promise<string> {
  const { executablePath, env } = await findChromium();
  const settings = Object.entries(env).map(([name, value]) => `export ${name}="${value}"\n`);
  return program('real', `${settings.join('')}exec "${executablePath}" "$@"`);
}

test.skipIf(process.platform === 'win32')(
  'a real browser prints a PDF with letters and leaves nothing behind',
  async () => {
    vi.stubEnv('TMPDIR', folder);
    const printed = await printPdf(() => '<!doctype html><title>t</title><h1>page</h1>', {
      RUNBOOK_BROWSER: await realBrowser(),
    });
    if (!printed.ok) throw new Error(printed.message);
    const bytes = Buffer.from(printed.value);
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(bytes.toString('latin1')).toContain('/FontDescriptor');
    expect(leftovers()).toEqual([]);
  },
);

function leftovers(): readonly string[] {
  return readdirSync(folder).filter((name) => name.startsWith('runbook-pdf-'));
}
