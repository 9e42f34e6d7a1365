import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');

/** Work that Node does not wait for, like that of a compiler on another thread. */
const FORGOTTEN = `new Promise((resolve) => setTimeout(() => resolve('all'), 20).unref())`;

describe('a program whose work Node forgets', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hold-open-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function say(name: string, work: string): Promise<string> {
    const outfile = join(folder, `${name}.cjs`);
    const contents = `import { holdOpen } from './src/cli/holdOpen';
${work}.then((said) => process.stdout.write(said));`;
    await build({
      stdin: { contents, resolveDir: root, loader: 'ts' },
      bundle: true,
      platform: 'node',
      outfile,
      logLevel: 'error',
    });
    return (await promisify(execFile)(process.execPath, [outfile])).stdout;
  }

  it('ends before it is done', async () => {
    expect(await say('left', FORGOTTEN)).toBe('');
  });

  it('does it all when it is held open, and ends then', async () => {
    expect(await say('held', `holdOpen(${FORGOTTEN})`)).toBe('all');
  });
});
