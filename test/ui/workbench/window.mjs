import { runCommand } from './quickInput.mjs';

/**
 * @typedef {import('playwright-core').Page} Page
 */

/**
 * Waits until the workbench has opened everything it opens by itself.
 *
 * @param {Page} page
 */
export async function waitForWorkbench(page) {
  await page.waitForFunction(
    () => performance.getEntriesByName('code/LifecyclePhase/Restored').length > 0,
    undefined,
    { timeout: 120_000 },
  );
  await page.locator('.monaco-workbench .part.statusbar').waitFor();
}

/**
 * Closes what a test has opened: dialogs, messages, editors, other windows.
 *
 * @param {Page} page
 */
export async function tidyWindow(page) {
  const others = page.context().pages();
  await Promise.all(others.filter((other) => other !== page).map((other) => other.close()));
  await page.keyboard.press('Escape');
  await runCommand(page, 'Notifications: Clear All Notifications');
  await runCommand(page, 'View: Close All Editors');
  await page.locator('.tabs-container .tab').first().waitFor({ state: 'detached' });
  // The palette has no such command while there is nothing to hide.
  if (await page.locator('.part.panel').isVisible()) await runCommand(page, 'View: Hide Panel');
}
