/**
 * Messages at the bottom right and modal dialogs.
 *
 * @typedef {import('playwright-core').Page} Page
 * @typedef {import('playwright-core').Locator} Locator
 */

/**
 * @param {Page} page
 * @param {string | RegExp} text
 * @returns {Promise<Locator>} the message, once it is there
 */
export async function waitForNotification(page, text) {
  const toast = page.locator('.notification-toast', { hasText: text }).first();
  await toast.waitFor();
  return toast;
}

/**
 * Presses a button of a message.
 *
 * @param {Page} page
 * @param {string | RegExp} text of the message
 * @param {string} button
 */
export async function answerNotification(page, text, button) {
  const toast = await waitForNotification(page, text);
  // The buttons of a message show when the mouse is over it.
  await toast.hover();
  await toast.locator('.monaco-button', { hasText: button }).first().click();
}

/**
 * @param {Page} page
 * @param {string | RegExp} text
 * @returns {Promise<Locator>} the modal dialog, once it is there
 */
export async function waitForDialog(page, text) {
  const dialog = page.locator('.monaco-dialog-box', { hasText: text });
  await dialog.waitFor();
  return dialog;
}

/**
 * Presses a button of a modal dialog.
 *
 * @param {Page} page
 * @param {string | RegExp} text of the dialog
 * @param {string} button
 */
export async function answerDialog(page, text, button) {
  const dialog = await waitForDialog(page, text);
  await dialog.locator('.dialog-buttons .monaco-button', { hasText: button }).first().click();
}
