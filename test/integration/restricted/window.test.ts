import { equal } from 'node:assert/strict';
import { describe, it } from 'mocha';
import { workspace } from 'vscode';

describe('the window in Restricted Mode', () => {
  it('is open on a folder and not trusted', () => {
    equal(workspace.workspaceFolders?.length, 1);
    equal(workspace.isTrusted, false);
  });
});
