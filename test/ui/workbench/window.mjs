/**
 * @typedef {import('playwright-core').Page} Page
 * @typedef {import('playwright-core').Locator} Locator
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
 * @param {Page} page
 * @param {string | RegExp} text
 * @returns {Locator} an item of the status bar
 */
export function statusBarItem(page, text) {
  return page.locator('.part.statusbar .statusbar-item', { hasText: text });
}
