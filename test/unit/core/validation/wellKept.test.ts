import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openCheck, type Check } from './openCheck';

const FOLDER = join(import.meta.dirname, '../../../fixtures/wellKept');
const NAMES = readdirSync(FOLDER);
const ALLOWED: ReadonlySet<string> = new Set([
  // A hole in angle brackets is one that a shell would misread, however well it is explained.
  'gdpr-request.md unsafe-placeholder',
]);

describe('runbooks that are kept well, each in its own style', () => {
  let check: Check;
  const text = (name: string) => readFileSync(join(FOLDER, name), 'utf8');

  beforeAll(async () => {
    check = await openCheck();
  });

  it.each(NAMES)('%s is left alone', (name) => {
    const found = check(text(name))
      .map(({ code, range, message }) => `${name} ${code} ${range.start + 1} ${message}`)
      .filter((line) => ![...ALLOWED].some((start) => line.startsWith(`${start} `)));
    expect(found).toEqual([]);
  });
});
