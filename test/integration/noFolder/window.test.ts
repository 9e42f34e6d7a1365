import { equal } from 'node:assert/strict';
import { describe, it } from 'mocha';
import { workspace } from 'vscode';

describe('the window without a folder', () => {
  it('has no workspace folder', () => {
    equal(workspace.workspaceFolders, undefined);
  });
});
