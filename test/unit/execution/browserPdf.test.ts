import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findBrowser, printPdf } from '../../../src/execution/browserPdf';

const folder = mkdtempSync(join(tmpdir(), 'runbook-browser-'));
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
  const print = program(
    'prints',
    'for a in "$@"; do case "$a" in --print-to-pdf=*) out="${a#*=}";; file:*) page="$a";; esac; done\n' +
      'cat "${page#file://}" > "$out"',
  );

  test('answers what the browser wrote and leaves nothing behind', async () => {
    const before = leftovers();
    const printed = await printPdf('<p>page</p>', { RUNBOOK_BROWSER: print });
    expect(printed.ok && Buffer.from(printed.value).toString()).toBe('<p>page</p>');
    expect(leftovers()).toEqual(before);
  });

  test('says why a browser failed', async () => {
    const broken = program('broken', 'echo "no display" >&2; exit 3');
    expect(await printPdf('<p>', { RUNBOOK_BROWSER: broken })).toMatchObject({
      code: 'browser-failed',
      message: expect.stringContaining('no display') as string,
    });
  });

  test('ends a browser that hangs', async () => {
    const hangs = program('hangs', 'exec sleep 600');
    expect(await printPdf('<p>', { RUNBOOK_BROWSER: hangs }, 200)).toMatchObject({
      code: 'timed-out',
    });
  });

  test('says so when there is none', async () => {
    expect(await printPdf('<p>', {})).toMatchObject({ code: 'no-browser' });
  });
});

function leftovers(): readonly string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith('runbook-pdf-'));
}
