import { equal, ok } from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { answerInputBox, runCommand } from './workbench/quickInput.mjs';
import { clickCheckbox, openViewContainer, treeRow, waitForTick } from './workbench/treeView.mjs';
import { waitForWorkbench } from './workbench/window.mjs';

const TEXT = `# Boiler house

## Daily

- [ ] Read the pressure
- [ ] Oil the pump
- [ ] Sweep the floor
`;

/** @param {import('../harness/runUi.mjs').UiTest} uiTest */
export function register(uiTest) {
  const tall = { viewport: { width: 1280, height: 1000 } };

  uiTest('ticks by mouse and keyboard are there after a reload', tall, async (ui) => {
    const { page, workspaceFolder, reopen } = ui;
    await openChecklists(ui);
    await clickCheckbox(page, 'Read the pressure');
    await waitForTick(page, 'Read the pressure', true);
    await select(page, 'Oil the pump');
    await page.keyboard.press('Space');
    await waitForTick(page, 'Oil the pump', true);
    await reopen();
    await openViewContainer(page, 'Runbooks');
    await waitForTick(page, 'Read the pressure', true);
    await waitForTick(page, 'Oil the pump', true);
    await waitForTick(page, 'Sweep the floor', false);
    equal(await readFile(join(workspaceFolder, 'boiler.md'), 'utf8'), TEXT);
  });

  uiTest('every state has a name for a screen reader', tall, async (ui) => {
    const { page } = ui;
    await openChecklists(ui);
    await named(page, 'Sweep the floor', 'Sweep the floor, not done');
    await clickCheckbox(page, 'Read the pressure');
    await named(page, 'Read the pressure', 'Read the pressure, done by');
    await select(page, 'Oil the pump');
    await page.keyboard.press('Shift+Space');
    await answerInputBox(page, 'no oil left');
    await named(page, 'Oil the pump', 'Oil the pump, skipped (no oil left) by');
    await treeRow(page, /skipped: no oil left/u)
      .first()
      .waitFor();
    await named(page, 'Daily', 'Daily, Due today, 2 of 3 items done');
    await writeFile(join(ui.workspaceFolder, 'boiler.md'), TEXT.replace('Read', 'Never touch'));
    await named(page, 'Read the pressure', 'vanished item, done by');
  });

  uiTest('two windows on one workspace see each other tick', tall, async (ui) => {
    const { page } = ui;
    await openChecklists(ui);
    const other = await page.context().newPage();
    await other.goto(page.url());
    await waitForWorkbench(other);
    await openViewContainer(other, 'Runbooks');
    await waitForTick(other, 'Sweep the floor', false);
    await clickCheckbox(page, 'Sweep the floor');
    await waitForTick(other, 'Sweep the floor', true);
    await clickCheckbox(other, 'Sweep the floor');
    await waitForTick(page, 'Sweep the floor', false);
  });

  uiTest('the history is a calendar, and the search narrows the view', tall, async (ui) => {
    const { page, screenshot } = ui;
    await openChecklists(ui);
    await clickCheckbox(page, 'Read the pressure');
    await waitForTick(page, 'Read the pressure', true);
    await runCommand(page, 'Runbook: Search Checklists');
    await answerInputBox(page, 'sweep');
    await treeRow(page, 'Oil the pump').first().waitFor({ state: 'detached' });
    ok(await treeRow(page, 'Sweep the floor').first().isVisible());
    await runCommand(page, 'Runbook: Show Checklist History');
    const frame = page
      .frameLocator('iframe.webview.ready >> visible=true')
      .frameLocator('iframe#active-frame');
    await frame.locator('ol.calendar li.partial').first().waitFor();
    await screenshot('checklist-history');
  });
}

/** Shows the view with one more runbook in the workspace. */
async function openChecklists({ page, workspaceFolder }) {
  await writeFile(join(workspaceFolder, 'boiler.md'), TEXT);
  await openViewContainer(page, 'Runbooks');
  await treeRow(page, 'Read the pressure').first().waitFor();
}

async function select(page, text) {
  await treeRow(page, text).first().locator('.label-name').first().click();
}

/** Waits for a row whose accessible name holds some words. */
async function named(page, text, words) {
  const row = page.locator(
    `.part.sidebar .monaco-list-row[role="treeitem"][aria-label*="${words}"]`,
    { hasText: text },
  );
  await row.first().waitFor();
}
