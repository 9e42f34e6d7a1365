/**
 * @typedef {import('playwright-core').Page} Page
 * @typedef {import('playwright-core').Locator} Locator
 */

/**
 * @param {Page} page
 * @param {string | RegExp} text what the lens shows, without its icon
 * @returns {Locator} all visible lenses with that text
 */
export function lens(page, text) {
  return page.locator('.monaco-editor .codelens-decoration a', { hasText: text });
}

/**
 * Clicks a lens with the mouse.
 *
 * @param {Page} page
 * @param {string | RegExp} text
 * @param {{ above?: string }} [where] `above`: of several lenses with that text, the one nearest
 *   above the line that contains this
 */
export async function clickLens(page, text, { above } = {}) {
  if (above === undefined) {
    await lens(page, text).first().click();
    return;
  }
  const found = await lensAbove(page, text, above);
  await found.click();
}

/**
 * @param {Page} page
 * @param {string | RegExp} text
 * @param {string} lineText part of a visible line
 * @returns {Promise<Locator>} the nearest lens above that line
 */
export async function lensAbove(page, text, lineText) {
  const lenses = lens(page, text);
  await lenses.first().waitFor();
  const lineTop = await topOf(editorLine(page, lineText).first());
  let nearest;
  let nearestTop = -Infinity;
  for (const candidate of await lenses.all()) {
    const top = await topOf(candidate);
    if (top <= lineTop && top > nearestTop) {
      nearest = candidate;
      nearestTop = top;
    }
  }
  if (nearest === undefined) throw new Error(`No lens "${text}" above the line "${lineText}".`);
  return nearest;
}

/**
 * @param {Page} page
 * @param {string} text part of the line
 * @returns {Locator} a line of the visible text editor
 */
export function editorLine(page, text) {
  // The editor shows every space as a no-break space.
  const shown = new RegExp(escapeRegExp(text).replaceAll(' ', '[ \\u00a0]'), 'u');
  return page.locator('.monaco-editor .view-line', { hasText: shown });
}

/** @param {Locator} locator */
async function topOf(locator) {
  const box = await locator.boundingBox();
  if (box === null) throw new Error('The element is not visible.');
  return box.y;
}

/** @param {string} text */
function escapeRegExp(text) {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/gu, '\\$&');
}
