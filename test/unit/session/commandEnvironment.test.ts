import { mkdtempSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';

import { commandEnvironment } from '../../../src/session/commandEnvironment';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'runbook-env-'));
});

test('the .env wins over what is inherited, and nothing in it is expanded', () => {
  writeFileSync(join(folder, '.env'), 'STAGE=test\nURL="http://$HOST/#x"\n# no\nexport A=1\n');
  expect(commandEnvironment(folder, { STAGE: 'prod', HOST: 'h', GONE: undefined })).toEqual({
    STAGE: 'test',
    HOST: 'h',
    URL: 'http://$HOST/#x',
    A: '1',
  });
});

test('variables of the editor are not inherited, those of the .env are', () => {
  writeFileSync(join(folder, '.env'), 'VSCODE_MINE=1');
  const inherited = { VSCODE_PID: '1', ELECTRON_RUN_AS_NODE: '1', PATH: '/bin' };
  expect(commandEnvironment(folder, inherited)).toEqual({ PATH: '/bin', VSCODE_MINE: '1' });
});

test('no .env, or one that cannot be read, adds nothing', () => {
  expect(commandEnvironment(folder, { A: '1' })).toEqual({ A: '1' });
  mkdirSync(join(folder, '.env'));
  expect(commandEnvironment(folder, { A: '1' })).toEqual({ A: '1' });
});
