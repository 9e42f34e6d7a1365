import { ok } from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { clickLens, lensAbove } from './workbench/codeLens.mjs';
import { goToLineWith } from './workbench/editor.mjs';
import { runCell, scrollToCell, waitForOutput } from './workbench/notebook.mjs';
import { answerDialog, waitForDialog, waitForNotification } from './workbench/notifications.mjs';
import { practiceWindow } from './workbench/practiceWindow.mjs';
import { runCommand } from './workbench/quickInput.mjs';
import {
  clickCheckbox,
  openViewContainer,
  selectTreeRow,
  treeRow,
  waitForTick,
} from './workbench/treeView.mjs';

/** @param {import('../harness/runUi.mjs').UiTest} uiTest */
export function register(uiTest) {
  const viewport = { width: 1280, height: 1000 };
  // Without the graphics processor a terminal's text stands in the page, where a test can read it.
  const userSettings = { 'terminal.integrated.gpuAcceleration': 'off' };
  const onUnoc = {
    system: 'unoc',
    keep: true,
    openFile: 'operations.md',
    viewport,
    userSettings,
  };

  uiTest('the Run lens of a check runs it unasked and tells how it went', onUnoc, async (ui) => {
    const { page, workspaceFolder, readmePicture } = ui;
    await goToLineWith(page, await operations(ui), 'docker compose ps');
    const effect = page.locator('.xterm-rows', { hasText: 'docker compose ps' });
    await clickLens(page, 'Run', { above: 'docker compose ps', effect });
    await lensAbove(page, 's · just now', 'docker compose ps');
    await page.locator('.xterm-rows', { hasText: 'unoc-backend' }).waitFor();
    await readmePicture('run-lens');
    const journal = await readAll(join(workspaceFolder, '.runbook', 'journal'));
    ok(journal.includes('"type":"run.started"') && journal.includes('"type":"run.ended"'));
  });

  uiTest('a change is shown word for word before it runs', onUnoc, async (ui) => {
    const { page, screenshot, readmePicture } = ui;
    await goToLineWith(page, await operations(ui), 'docker compose restart postgres');
    const effect = page.locator('.monaco-dialog-box');
    await clickLens(page, 'Run', { above: 'docker compose restart postgres', effect });
    const dialog = await waitForDialog(page, 'Run this change?');
    ok((await dialog.textContent())?.includes('docker compose restart postgres'));
    await readmePicture('consent');
    await answerDialog(page, 'Run this change?', 'Run');
    await lensAbove(page, 's · just now', 'docker compose restart postgres');
    await screenshot('after-change');
  });

  uiTest('ticks by mouse and keyboard survive a restart of the window', onUnoc, async (ui) => {
    const { page, workspaceFolder, reopen, readmePicture } = ui;
    const before = await readFile(join(workspaceFolder, 'operations.md'));
    await openViewContainer(page, 'Runbooks');
    await clickCheckbox(page, 'The UI header shows');
    await waitForTick(page, 'The UI header shows', true);
    await treeRow(page, /The UI header shows.*just now/u)
      .first()
      .waitFor();
    await readmePicture('checklists');
    // Nobody runs its command, which would tick it too.
    const byKeyboard = "Last night's backup";
    await waitForTick(page, byKeyboard, false);
    await selectTreeRow(page, byKeyboard);
    await page.keyboard.press('Space');
    await waitForTick(page, byKeyboard, true);
    await reopen();
    await openViewContainer(page, 'Runbooks');
    await waitForTick(page, 'The UI header shows', true);
    await waitForTick(page, byKeyboard, true);
    await waitForTick(page, 'Read the last errors', false);
    ok(before.equals(await readFile(join(workspaceFolder, 'operations.md'))));
  });

  uiTest('a tick by keyboard, with the space bar', onUnoc, async ({ page }) => {
    await openViewContainer(page, 'Runbooks');
    // A daily one: what is due later in the week stands in a closed group on all its other days.
    const item = 'Read the last errors';
    await waitForTick(page, item, false);
    await selectTreeRow(page, item);
    await page.keyboard.press('Space');
    await waitForTick(page, item, true);
    await page.keyboard.press('Space');
    await waitForTick(page, item, false);
  });

  uiTest('a cell of the notebook runs and shows its output', onUnoc, async (ui) => {
    const { page, workspaceFolder, readmePicture } = ui;
    const before = await readFile(join(workspaceFolder, 'operations.md'));
    // The lens stands at the top; the window remembers where the file was read last.
    await page.keyboard.press('Control+Home');
    await clickLens(page, 'Open as Notebook', { effect: page.locator('.notebookOverlay') });
    await scrollToCell(page, '/health');
    await runCell(page, '/health');
    await waitForOutput(page, '"status":"healthy"');
    await page.locator('.notebookOverlay').hover({ position: { x: 400, y: 300 } });
    await page.mouse.wheel(0, 500);
    await waitForOutput(page, '"status":"healthy"');
    await readmePicture('notebook');
    await page.keyboard.press('Control+S');
    ok(before.equals(await readFile(join(workspaceFolder, 'operations.md'))));
  });

  uiTest(
    'Restricted Mode leads to the trust dialog and runs nothing',
    { restricted: true, openFile: 'greeting.md' },
    async ({ page, workspaceFolder }) => {
      const effect = page.locator('.workspace-trust-editor');
      await clickLens(page, 'Trust this folder to run', { effect });
      ok(!(await readdir(workspaceFolder)).includes('.runbook'));
    },
  );

  const notSaved = 'a runbook that is not saved says what to do before it runs';
  uiTest(notSaved, practiceWindow, async ({ page }) => {
    await page.keyboard.press('Control+N');
    await page.locator('.monaco-editor .view-line').first().click();
    await page.keyboard.insertText('```bash\necho loose\n```\n');
    await clickLens(page, 'Run');
    await waitForNotification(page, 'not saved yet');
    await runCommand(page, 'View: Revert and Close Editor');
  });
}

/** @param {import('../harness/runUi.mjs').UiContext} ui */
function operations({ workspaceFolder }) {
  return readFile(join(workspaceFolder ?? '', 'operations.md'), 'utf8');
}

/** @param {string} folder */
async function readAll(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const texts = await Promise.all(
    files.map((entry) => readFile(join(entry.parentPath, entry.name), 'utf8')),
  );
  return texts.join('');
}
