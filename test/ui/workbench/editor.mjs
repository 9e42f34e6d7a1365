/**
 * Moves the cursor to the line with a text and puts it in the upper half of the editor, where it
 * stays in view when the panel opens.
 *
 * @param {import('playwright-core').Page} page
 * @param {string} content of the file that is open
 * @param {string} text part of one of its lines
 */
export async function goToLineWith(page, content, text) {
  const lines = content.split('\n');
  const line = lines.findIndex((one) => one.includes(text)) + 1;
  if (line === 0) throw new Error(`No line has "${text}".`);
  // VS Code leaves a line where it is when it is in view already.
  await goToLine(page, lines.length);
  await goToLine(page, line);
  // In the middle now.
  for (let i = 0; i < 8; i++) await page.keyboard.press('Control+ArrowDown');
}

/**
 * @param {import('playwright-core').Page} page
 * @param {number} line counted from 1
 */
async function goToLine(page, line) {
  await page.keyboard.press('Control+G');
  await page.locator('.quick-input-widget input').first().fill(`:${line}`);
  await page.keyboard.press('Enter');
  await page.locator('.part.statusbar', { hasText: `Ln ${line},` }).waitFor();
}
