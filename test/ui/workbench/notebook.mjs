/**
 * @typedef {import('playwright-core').Page} Page
 * @typedef {import('playwright-core').Locator} Locator
 */

/**
 * @param {Page} page
 * @param {string | RegExp} text part of the cell's source
 * @returns {Locator} a code cell of the visible notebook
 */
export function codeCell(page, text) {
  return page.locator('.notebookOverlay .code-cell-row', { hasText: text });
}

/**
 * Runs a code cell with its own run button, which shows while the mouse is over the cell.
 *
 * @param {Page} page
 * @param {string | RegExp} text part of the cell's source
 */
export async function runCell(page, text) {
  const cell = codeCell(page, text).first();
  await cell.locator('.monaco-editor').first().hover();
  const button = cell.locator('.run-button-container .action-label').first();
  // Forced: the button fades in, and an element that fades never counts as at rest.
  await button.click({ force: true });
}

/**
 * All outputs of the visible notebook live in one nested frame, in the order of the cells.
 *
 * @param {Page} page
 * @returns {import('playwright-core').FrameLocator}
 */
export function outputFrame(page) {
  return page
    .frameLocator('iframe.webview.ready >> visible=true')
    .frameLocator('iframe#active-frame');
}

/**
 * Waits until an output of the visible notebook shows a text.
 *
 * @param {Page} page
 * @param {string | RegExp} text
 * @returns {Promise<Locator>}
 */
export async function waitForOutput(page, text) {
  const output = outputFrame(page).locator('.output', { hasText: text }).first();
  await output.waitFor();
  return output;
}

/**
 * Scrolls the visible notebook down until a code cell is drawn whole and has come to rest: those
 * out of view do not exist, and prose that is still being drawn pushes what follows down.
 *
 * @param {Page} page
 * @param {string | RegExp} text part of the cell's source
 */
export async function scrollToCell(page, text) {
  const cell = codeCell(page, text).first();
  const notebook = page.locator('.notebookOverlay');
  // Prose is drawn by a web view above its row, which therefore counts as hidden.
  await notebook.locator('.monaco-list-row').first().waitFor({ state: 'attached' });
  await notebook.hover({ position: { x: 400, y: 300 } });
  const frame = await notebook.boundingBox();
  const bottom = (frame?.y ?? 0) + (frame?.height ?? 0);
  for (let turns = 0; turns < 100; turns++) {
    const box = await boxAtRest(cell);
    if (box !== null && box.y + box.height < bottom) return;
    await page.mouse.wheel(0, 300);
  }
  throw new Error(`No cell with "${text}" came into view.`);
}

/**
 * @param {Locator} element
 * @returns {Promise<{ y: number, height: number } | null>} where it is drawn, once it stays there
 *   for ten frames; null: it is not drawn
 */
async function boxAtRest(element) {
  for (;;) {
    const box = await element.evaluateAll(placeAtRest, restFrames);
    if (box === 'gone') continue;
    if (box !== null || (await element.count()) === 0) return box;
  }
}

const restFrames = 10;

/**
 * Runs in the page.
 *
 * @param {readonly Element[]} elements
 * @param {number} frames
 * @returns {Promise<{ y: number, height: number } | 'gone' | null>} the place of the first, once it
 *   was the same for so many frames; null: there is none; 'gone': it was drawn anew meanwhile
 */
function placeAtRest([element], frames) {
  return new Promise((resolve) => {
    let before;
    let still = 0;
    const look = () => {
      if (element?.isConnected === false) return resolve('gone');
      const { y, height } = element?.getBoundingClientRect() ?? {};
      still = y === before?.y && height === before?.height ? still + 1 : 0;
      before = { y, height };
      if (still < frames) return requestAnimationFrame(look);
      return resolve(element === undefined ? null : before);
    };
    look();
  });
}
