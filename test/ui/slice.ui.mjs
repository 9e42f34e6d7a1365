import { ok } from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { clickLens, lens } from './workbench/codeLens.mjs';
import { clickCheckbox, openViewContainer, treeRow, waitForTick } from './workbench/treeView.mjs';
import { reopenWith, runCell, waitForOutput } from './workbench/notebook.mjs';

/** @param {import('../harness/runUi.mjs').UiTest} uiTest */
export function register(uiTest) {
  uiTest(
    'the Run lens runs a step and tells how it went',
    { system: 'unoc', openFile: 'operations.md' },
    async ({ page, screenshot, readmePicture }) => {
      await clickLens(page, 'Run');
      await lens(page, ' s · ').first().waitFor();
      await screenshot('run-lens');
      await readmePicture('run-lens');
    },
  );
}
