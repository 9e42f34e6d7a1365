/**
 * Moves the cursor to the line with a text, which VS Code puts in the middle of the editor: there
 * it stays in view when the panel opens.
 *
 * @param {import('playwright-core').Page} page
 * @param {string} content of the file that is open
 * @param {string} text part of one of its lines
 */
export async function goToLineWith(page, content, text) {
  const line = content.split('\n').findIndex((one) => one.includes(text)) + 1;
  if (line === 0) throw new Error(`No line has "${text}".`);
  await page.keyboard.press('Control+G');
  await page.keyboard.type(String(line));
  await page.keyboard.press('Enter');
}
