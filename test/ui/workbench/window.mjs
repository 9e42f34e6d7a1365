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
