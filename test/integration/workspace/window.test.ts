import { deepEqual, equal, ok } from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'mocha';
import { Uri, window, workspace } from 'vscode';

describe('the window with a workspace folder', () => {
  it('is trusted and open on a copy of the workspace', () => {
    equal(workspace.isTrusted, true);
    equal(workspace.workspaceFolders?.length, 1);
  });

  it('shows a file of the folder that can be edited on disk', async () => {
    const folder = workspace.workspaceFolders?.[0];
    ok(folder);
    const uri = Uri.joinPath(folder.uri, 'written-by-the-test.md');
    await workspace.fs.writeFile(uri, new TextEncoder().encode('# A heading\n'));
    const document = await workspace.openTextDocument(uri);
    await window.showTextDocument(document);
    equal(document.getText(), '# A heading\n');
    deepEqual(await readFile(uri.fsPath, 'utf8'), '# A heading\n');
  });
});
