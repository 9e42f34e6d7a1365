import { strictEqual } from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { editorLine } from './workbench/codeLens.mjs';
import { openFile, runCommand } from './workbench/quickInput.mjs';

/** @param {import('../harness/runUi.mjs').UiTest} uiTest */
export function register(uiTest) {
  uiTest('a file of the workspace opens from the keyboard', {}, async (context) => {
    const { page, screenshot } = context;
    await openFile(page, 'greeting.md');
    await editorLine(page, 'hello from the runbook').waitFor();
    await screenshot('smoke');
  });

  uiTest(
    'a window opens again on the same workspace',
    { openFile: 'greeting.md' },
    async (context) => {
      const { page, workspaceFolder, reopen } = context;
      strictEqual(typeof workspaceFolder, 'string');
      await editorLine(page, 'Greeting the on-call engineer').waitFor();
      await runCommand(page, 'View: Close All Editors');
      await page.locator('.tabs-container .tab').waitFor({ state: 'detached' });
      await writeFile(join(workspaceFolder, 'new.md'), '# Written meanwhile\n');
      await reopen();
      await openFile(page, 'new.md');
      await editorLine(page, 'Written meanwhile').waitFor();
    },
  );

  uiTest('a window without a folder opens', { workspace: null }, async ({ page }) => {
    await page.locator('.part.editor').waitFor();
  });
}
