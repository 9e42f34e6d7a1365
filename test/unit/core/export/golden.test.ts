import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { exportHtml } from '../../../../src/core/export/html';
import { exportIpynb } from '../../../../src/core/export/ipynb';
import { exportMarkdown } from '../../../../src/core/export/markdown';
import { CASES } from './cases';
import { storyOf } from './logOf';

const FORMATS = { md: exportMarkdown, html: exportHtml, ipynb: exportIpynb } as const;

describe('an exported log reads as it did', () => {
  for (const [name, log, events] of CASES) {
    for (const [ending, inFormat] of Object.entries(FORMATS)) {
      test(`${name}.${ending}`, () => {
        const path = `test/fixtures/exports/${name}.${ending}`;
        const text = inFormat(storyOf(events, log));
        if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(path, text);
        expect(existsSync(path), `${path} is missing; make it with UPDATE_GOLDEN=1`).toBe(true);
        expect(text).toBe(readFileSync(path, 'utf8'));
      });
    }
  }
});
