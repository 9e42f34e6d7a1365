import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseRunbook } from '../../../src/core/parser/parseRunbook';
import { RememberedValues } from '../../../src/session/rememberedValues';
import { bash } from './sessionUnderTest';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'runbook-values-'));
  mkdirSync(join(root, 'backups'));
  for (const [name, at] of [
    ['shop_20260101_010101.sql', 1000],
    ['shop_20260301_030303.sql', 3000],
    ['shop_20260201_020202.sql', 2000],
    ['other.txt', 9000],
  ] as const) {
    writeFileSync(join(root, 'backups', name), '');
    utimesSync(join(root, 'backups', name), at, at);
  }
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const now = () => new Date(2026, 3, 5, 6, 7, 8);

async function proposals(
  text: string,
  values = new RememberedValues(root, undefined, now),
): Promise<readonly string[]> {
  const [step] = parseRunbook(bash(text)).steps;
  const [hole] = step?.placeholders ?? [];
  if (step === undefined || hole === undefined) throw new Error('no hole');
  return values.proposals('2026-04-05', hole, step, step.text);
}

test('a file that is read: the newest that fits first', async () => {
  const found = await proposals('psql shop < backups/shop_YYYYMMDD_HHMMSS.sql');
  expect(found.slice(0, 3)).toEqual(['20260301_030303', '20260201_020202', '20260101_010101']);
});

test('a file that is written: the time of now first', async () => {
  const [first] = await proposals('pg_dump shop > backups/shop_YYYYMMDD_HHMMSS.sql');
  expect(first).toBe('20260405_060708');
});

test('what was typed before, for the same day only, and never a secret', async () => {
  const values = new RememberedValues(root, undefined, now);
  values.keep('2026-04-05', [{ name: 'host', value: 'web-1' }, { name: 'password' }]);
  expect(await proposals('ping -c 1 <host>', values)).toEqual(['web-1']);
  values.keep('2026-04-06', []);
  expect(await proposals('ping -c 1 <host>', values)).toEqual([]);
});

test('nothing outside the workspace folder', async () => {
  expect(await proposals('cat ../../etc/<file>.conf')).toEqual([]);
});
