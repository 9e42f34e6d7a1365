import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { exportIpynb } from '../../../../src/core/export/ipynb';
import { CASES } from './cases';
import { ended, logOf, started, storyOf } from './logOf';
import { hostileLog, PAYLOADS } from './payloads';

const broken = logOf([
  started('b'),
  ended('b', `cut ${'\ud83d'} in two \u001b]0;title\u0007 and \u001b[32mgreen`),
]);
const NOTEBOOKS = [
  ...CASES.map(([name, log, events]) => [name, exportIpynb(storyOf(events, log))] as const),
  ['hostile', exportIpynb(storyOf(hostileLog(PAYLOADS).events))] as const,
  ['broken', exportIpynb(storyOf(broken.events))] as const,
];

/** The Python that has nbformat: Debian's, or the one on the path. */
const python = ['/usr/bin/python3', 'python3'].find(
  (name) => spawnSync(name, ['-c', 'import nbformat']).status === 0,
);

const VALIDATE = `
import sys, nbformat
for path in sys.argv[1:]:
    notebook = nbformat.read(path, as_version=nbformat.NO_CONVERT)
    nbformat.validate(notebook)
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
print(len(sys.argv) - 1)
`;

describe('a notebook in the format 4.5', () => {
  for (const [name, text] of NOTEBOOKS) {
    test(`${name}: has what the format asks for and nothing else`, () => {
      const notebook = JSON.parse(text) as Record<string, unknown>;
      expect(Object.keys(notebook).sort()).toEqual([
        'cells',
        'metadata',
        'nbformat',
        'nbformat_minor',
      ]);
      expect(notebook['metadata']).toEqual({});
      const cells = notebook['cells'] as Record<string, unknown>[];
      const ids = cells.map((cell) => String(cell['id']));
      expect(new Set(ids).size).toBe(cells.length);
      for (const cell of cells) {
        expect(cell['id']).toMatch(/^[a-zA-Z0-9-_]{1,64}$/);
        expect(cell['metadata']).toEqual({});
        for (const line of cell['source'] as string[])
          expect(line.slice(0, -1)).not.toContain('\n');
        if (cell['cell_type'] === 'markdown') {
          expect(Object.keys(cell).sort()).toEqual(['cell_type', 'id', 'metadata', 'source']);
          continue;
        }
        expect(cell['execution_count']).toBeNull();
        for (const output of cell['outputs'] as Record<string, unknown>[]) {
          expect(Object.keys(output).sort()).toEqual(['name', 'output_type', 'text']);
          expect(output).toMatchObject({ output_type: 'stream', name: 'stdout' });
        }
      }

      expect(JSON.parse(text) && text).not.toMatch(/\\u001b(?!\[[0-9;:]*m)/);
      expect(Buffer.from(text).toString()).toBe(text);
    });
  }

  test.skipIf(python === undefined)('is accepted by python3-nbformat', () => {
    const folder = mkdtempSync(join(tmpdir(), 'runbook-ipynb-'));
    try {
      const paths = NOTEBOOKS.map(([name, text]) => {
        const path = join(folder, `${name}.ipynb`);
        writeFileSync(path, text);
        return path;
      });
      const checked = spawnSync(python ?? '', ['-c', VALIDATE, ...paths], { encoding: 'utf8' });
      expect(checked.stderr).toBe('');
      expect(checked.stdout.trim()).toBe(String(NOTEBOOKS.length));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
