import { equal } from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { delimiter, dirname } from 'node:path';
import { promisify } from 'node:util';
import { describe, it } from 'mocha';
import { workspace } from 'vscode';
import { practiceSystem } from '../practiceSystem';

const execute = promisify(execFile);

describe('the window on the practice system', () => {
  it('is open on the practice folder, with the system up', async () => {
    const unoc = await practiceSystem();
    equal(workspace.workspaceFolders?.[0]?.uri.fsPath, unoc.home);
    const response = await fetch(`${unoc.url}/health`);
    equal(response.status, 200);
  });

  it('finds the stand-ins of the practice system on its PATH', async () => {
    const unoc = await practiceSystem();
    const { stdout } = await execute('sh', ['-c', 'command -v docker']);
    const [standIns] = (unoc.env['PATH'] ?? '').split(delimiter);
    equal(dirname(stdout.trim()), standIns);
  });
});
