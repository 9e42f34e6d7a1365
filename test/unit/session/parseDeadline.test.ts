import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseRunbook } from '../../../src/core/parser/parseRunbook';
import { ParseDeadline } from '../../../src/session/parseDeadline';

let folder = '';
let script = '';
let stuck = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'parse-deadline-'));
  script = join(folder, 'worker.cjs');
  await build({
    entryPoints: [resolve(import.meta.dirname, '../../../src/session/parseWorker.ts')],
    bundle: true,
    format: 'cjs',
    platform: 'node',
    outfile: script,
    logLevel: 'error',
  });
  stuck = join(folder, 'stuck.cjs');
  writeFileSync(
    stuck,
    `require('node:worker_threads').parentPort.on('message', () => { for (;;); });`,
  );
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('ParseDeadline', () => {
  it('gives the runbook that reading at once gives', async () => {
    const reader = new ParseDeadline(script, 60_000);
    const text = '# A\n\n```bash\nls\n```\n';
    const [first, second] = await Promise.all([reader.parse(text), reader.parse('# B\n')]);
    expect(first).toEqual(parseRunbook(text));
    expect(second.title).toBe('B');
    reader.dispose();
  });

  it('ends a thread that does not come back, and says so', async () => {
    const reader = new ParseDeadline(stuck, 50);
    const runbook = await reader.parse('# A\n');
    expect(runbook.problems.map((problem) => problem.code)).toEqual(['gave-up']);
    const again = await reader.parse('# A\n');
    expect(again.problems).toHaveLength(1);
    reader.dispose();
  });

  it('survives a thread that fails to start', async () => {
    const reader = new ParseDeadline(join(folder, 'absent.cjs'), 60_000);
    const runbook = await reader.parse('# A\n');
    expect(runbook.problems.map((problem) => problem.code)).toEqual(['gave-up']);
    reader.dispose();
  });
});
