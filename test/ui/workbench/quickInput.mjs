/**
 * The input at the top of the window: command palette, quick open, quick picks, input boxes.
 *
 * @typedef {import('playwright-core').Page} Page
 * @typedef {import('playwright-core').Locator} Locator
 */

/**
 * @param {Page} page
 * @returns {Locator} the field to type into
 */
export function quickInputField(page) {
  return page.locator('.quick-input-widget:visible .quick-input-box input');
}

/**
 * @param {Page} page
 * @param {string | RegExp} text part of what the entry shows
 * @returns {Locator}
 */
export function quickInputEntry(page, text) {
  return page.locator('.quick-input-widget:visible .quick-input-list .monaco-list-row', {
    hasText: text,
  });
}

/**
 * Picks an entry of the quick pick that is, or is about to be, shown.
 *
 * @param {Page} page
 * @param {string | RegExp} text
 */
export async function pickEntry(page, text) {
  await quickInputEntry(page, text).first().click();
}

/**
 * Answers the input box that is, or is about to be, shown.
 *
 * @param {Page} page
 * @param {string} value
 */
export async function answerInputBox(page, value) {
  const field = quickInputField(page);
  await field.fill(value);
  await field.press('Enter');
}

/**
 * Runs a command from the palette, by its full title ("Runbook: Export Journal").
 *
 * @param {Page} page
 * @param {string} title
 */
export async function runCommand(page, title) {
  await page.keyboard.press('F1');
  await quickInputField(page).fill(`>${title}`);
  await entryLabelled(page, title).first().click();
}

/**
 * Opens a text file of the workspace through quick open, and waits until its editor has the focus,
 * which otherwise would come in the middle of what the test does next.
 *
 * @param {Page} page
 * @param {string} path relative to the workspace folder; its last part suffices when unique
 */
export async function openFile(page, path) {
  const name = path.split('/').at(-1);
  await page.keyboard.press('Control+P');
  await quickInputField(page).fill(path);
  await entryLabelled(page, name).first().click();
  await page.locator('.tabs-container .tab.active', { hasText: name }).waitFor();
  await page.locator('.editor-instance .monaco-editor.focused').first().waitFor();
}

/**
 * @param {Page} page
 * @param {string} label the whole label, not a part of it
 */
function entryLabelled(page, label) {
  const rows = page.locator('.quick-input-widget:visible .quick-input-list .monaco-list-row');
  const exact = new RegExp(`^\\s*${escapeRegExp(label)}\\s*$`, 'u');
  const labels = page.locator('.quick-input-list-label .monaco-icon-label-container .label-name');
  return rows.filter({ has: labels.filter({ hasText: exact }) });
}

/** @param {string} text */
function escapeRegExp(text) {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/gu, '\\$&');
}
