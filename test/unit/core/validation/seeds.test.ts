import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { LineIndex } from '../../../../src/core/text/lineIndex';
import { sharedFiles } from '../parser/sharedFiles';
import { openCheck, type Check } from './openCheck';

const GOLDEN = join(import.meta.dirname, '../../../fixtures/check');

describe.skipIf(sharedFiles('seeds').length === 0)('the findings in the seeds', () => {
  let check: Check;
  beforeAll(async () => {
    check = await openCheck();
  });

  it.each(sharedFiles('seeds'))('are as reviewed in $name', ({ name, text }) => {
    const lines = new LineIndex(text);
    const found = check(text)
      .filter(({ code }) => code !== 'unsafe-placeholder')
      .map(({ code, severity, span, fix }) => {
        const line = lines.lineAt(span.start);
        const column = span.start - lines.start(line) + 1;
        return `${line + 1}:${column} ${severity} ${code}${fix === undefined ? '' : ' (fix)'}`;
      });
    const path = join(GOLDEN, `${name.replace(/^.*\//, '').replace(/\.md$/, '')}.txt`);
    const now = `${found.join('\n')}\n`;
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(path, now);
    expect(existsSync(path), `${path} is missing; make it with UPDATE_GOLDEN=1`).toBe(true);
    expect(now).toBe(readFileSync(path, 'utf8'));
  });
});
