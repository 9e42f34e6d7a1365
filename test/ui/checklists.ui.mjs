import { ok } from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { practiceWindow } from './workbench/practiceWindow.mjs';
import { answerInputBox, runCommand } from './workbench/quickInput.mjs';
import {
  clickCheckbox,
  openViewContainer,
  selectTreeRow,
  treeRow,
  waitForTick,
} from './workbench/treeView.mjs';
import { waitForWorkbench } from './workbench/window.mjs';

/**
 * The tests share a window, so that each has a runbook of its own.
 *
 * @param {string} house
 */
const runbookOf = (house) => `# ${house}

## Daily in ${house}

- [ ] ${house}: read the pressure
- [ ] ${house}: oil the pump
- [ ] ${house}: sweep the floor
`;

/** @param {import('../harness/runUi.mjs').UiTest} uiTest */
export function register(uiTest) {
  uiTest('every state has a name for a screen reader', practiceWindow, async (ui) => {
    const { page } = ui;
    await openChecklists(ui, 'East');
    await named(page, 'East: sweep', 'East: sweep the floor, not done');
    await clickCheckbox(page, 'East: read');
    await named(page, 'East: read', 'East: read the pressure, done by');
    await selectTreeRow(page, 'East: oil');
    await page.keyboard.press('Shift+Space');
    await answerInputBox(page, 'no oil left');
    await named(page, 'East: oil', 'East: oil the pump, skipped (no oil left) by');
    await treeRow(page, /skipped: no oil left/u)
      .first()
      .waitFor();
    await named(page, 'Daily in East', 'Daily in East, Due today, 2 of 3 items done');
    await writeFile(
      join(ui.workspaceFolder, 'East.md'),
      runbookOf('East').replace('East: read', 'Never touch'),
    );
    await named(page, 'East: read', 'vanished item, done by');
  });

  uiTest('two windows on one workspace see each other tick', practiceWindow, async (ui) => {
    const { page } = ui;
    await openChecklists(ui, 'South');
    const other = await page.context().newPage();
    await other.goto(page.url());
    await waitForWorkbench(other);
    await openViewContainer(other, 'Runbooks');
    await waitForTick(other, 'South: sweep', false);
    await clickCheckbox(page, 'South: sweep');
    await waitForTick(other, 'South: sweep', true);
    await clickCheckbox(other, 'South: sweep');
    await waitForTick(page, 'South: sweep', false);
  });

  uiTest(
    'the history is a calendar, and the search narrows the view',
    practiceWindow,
    async (ui) => {
      const { page, screenshot } = ui;
      await openChecklists(ui, 'West');
      await clickCheckbox(page, 'West: read');
      await waitForTick(page, 'West: read', true);
      await runCommand(page, 'Runbook: Search Checklists');
      await answerInputBox(page, 'west: sweep');
      await treeRow(page, 'West: oil').first().waitFor({ state: 'detached' });
      ok(await treeRow(page, 'West: sweep').first().isVisible());
      await runCommand(page, 'Runbook: Search Checklists');
      await answerInputBox(page, '');
      await treeRow(page, 'West: oil').first().waitFor();
      await runCommand(page, 'Runbook: Show Checklist History');
      const frame = page
        .frameLocator('iframe.webview.ready >> visible=true')
        .frameLocator('iframe#active-frame');
      await frame.locator('ol.calendar li.partial').first().waitFor();
      await screenshot('checklist-history');
    },
  );
}

/** Shows the view with one more runbook in the workspace. */
async function openChecklists({ page, workspaceFolder }, house) {
  await writeFile(join(workspaceFolder, `${house}.md`), runbookOf(house));
  await openViewContainer(page, 'Runbooks');
  await treeRow(page, `${house}: read`).first().waitFor();
}

/** Waits for a row whose accessible name holds some words. */
async function named(page, text, words) {
  const row = page.locator(
    `.part.sidebar .monaco-list-row[role="treeitem"][aria-label*="${words}"]`,
    { hasText: text },
  );
  await row.first().waitFor();
}
