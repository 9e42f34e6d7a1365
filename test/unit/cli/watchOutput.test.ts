import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { watchOutput } from '../../../src/cli/watchOutput';

import { programFolder } from '../builtProgram';

it('tells a failure once, and not that a reader left', () => {
  const stream = new PassThrough();
  const said: string[] = [];
  watchOutput(stream, (sentence) => said.push(sentence));
  for (const code of ['EPIPE', 'ENOSPC', 'ENOSPC'])
    stream.emit('error', Object.assign(new Error('write'), { code }));
  expect(said).toEqual(['The output could not be written: no space is left there.']);
});

it.runIf(existsSync('/dev/full'))('ends 74 with one sentence on a full device', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'runbook-full-'));
  await writeFile(join(folder, 't.md'), '# T\n\n```bash\nls\n```\n');
  const cli = join(await programFolder(), 'cli.js');
  const { code, err } = await new Promise<{ code: unknown; err: string }>((resolve) => {
    const line = '"$0" "$1" list t.md > /dev/full';
    execFile('sh', ['-c', line, process.execPath, cli], { cwd: folder }, (error, _out, stderr) =>
      resolve({ code: error?.code, err: stderr }),
    );
  });
  expect({ code, err }).toEqual({
    code: 74,
    err: 'runbook: The output could not be written: no space is left there.\n',
  });
  await rm(folder, { recursive: true });
});
