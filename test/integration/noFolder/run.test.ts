import { equal, ok } from 'node:assert/strict';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { commands, Uri, window, workspace } from 'vscode';
import { extensionUnderTest, lensTitles, runbookOf } from '../extensionUnderTest';

describe('a runbook without a workspace folder', () => {
  it('is shown with its lenses; running it says which folder to open, and spawns nothing', async () => {
    const api = await extensionUnderTest();
    const file = join(await mkdtemp(join(tmpdir(), 'loose-')), 'loose.md');
    await writeFile(file, '```bash\necho loose\n```\n');
    const document = await workspace.openTextDocument(Uri.file(file));
    await window.showTextDocument(document);
    ok((await lensTitles(document.uri)).length > 0);
    const placed = api.sessions.place(document.uri);
    equal(placed.ok, false);
    if (!placed.ok) equal(placed.code, 'no-folder');
    const [step] = runbookOf(document).steps;
    const answer = await commands.executeCommand(
      'runbook.runStep',
      document.uri.toString(),
      step?.id,
    );
    equal(answer, undefined);
    equal(api.sessions.all.length, 0);
  });

  it('that is not saved is said to be not saved', async () => {
    const api = await extensionUnderTest();
    const content = '```bash\necho loose\n```\n';
    const document = await workspace.openTextDocument({ language: 'markdown', content });
    ok((await lensTitles(document.uri)).some((title) => title.includes('Run')));
    const placed = api.sessions.place(document.uri);
    ok(!placed.ok && placed.code === 'not-saved');
    ok(/not saved yet/u.test(placed.message));
  });
});
