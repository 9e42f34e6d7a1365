/**
 * @typedef {import('playwright-core').Page} Page
 * @typedef {import('playwright-core').Locator} Locator
 */

/**
 * Shows the views behind an icon of the activity bar.
 *
 * @param {Page} page
 * @param {string} title as the icon's tooltip says
 */
export async function openViewContainer(page, title) {
  const icon = page.locator('.part.activitybar .action-item', {
    has: page.locator(`.action-label[aria-label^="${title}"]`),
  });
  // A second click would hide the side bar.
  if (!(await icon.first().evaluate((item) => item.classList.contains('checked')))) {
    await icon.first().click();
  }
  await page.locator('.part.sidebar .composite.title', { hasText: title }).waitFor();
}

/**
 * @param {Page} page
 * @param {string} title of the view inside its container
 * @returns {Locator} the view
 */
export function view(page, title) {
  return page.locator('.part.sidebar .pane', {
    has: page.locator('.pane-header h3.title', { hasText: title }),
  });
}

/**
 * @param {Page} page
 * @param {string | RegExp} text
 * @returns {Locator} a row of any tree in the side bar
 */
export function treeRow(page, text) {
  return page.locator('.part.sidebar .monaco-list-row[role="treeitem"]', { hasText: text });
}

/**
 * Clicks the words of a row, which selects it, once the tree is at rest (see {@link clickCheckbox}).
 *
 * @param {Page} page
 * @param {string | RegExp} text
 */
export async function selectTreeRow(page, text) {
  const row = treeRow(page, text).first();
  await row.locator('xpath=..').evaluate(untilAtRest, restMs);
  // The middle of long words is out of sight, and would be scrolled to.
  await row
    .locator('.label-name')
    .first()
    .click({ position: { x: 8, y: 8 } });
  await row.and(page.locator('[aria-selected="true"]')).waitFor();
}

/**
 * Opens or closes a row's children.
 *
 * @param {Page} page
 * @param {string | RegExp} text
 */
export async function toggleTreeRow(page, text) {
  await treeRow(page, text).first().locator('.monaco-tl-twistie').click();
}

/**
 * Clicks the checkbox of a row with the mouse, once the tree is at rest: a row that is drawn anew
 * between the press and the release of the button takes the click with it.
 *
 * @param {Page} page
 * @param {string | RegExp} text
 */
export async function clickCheckbox(page, text) {
  await treeRow(page, text).first().locator('xpath=..').evaluate(untilAtRest, restMs);
  await checkbox(page, text).click();
}

/** How long nothing may change before a tree counts as drawn. */
const restMs = 200;

/**
 * Runs in the page.
 *
 * @param {Element} element
 * @param {number} ms
 * @returns {Promise<void>} settled when nothing in the element has changed for so long
 */
function untilAtRest(element, ms) {
  return new Promise((resolve) => {
    const done = () => {
      observer.disconnect();
      resolve();
    };
    let timer = setTimeout(done, ms);
    const observer = new MutationObserver(() => {
      clearTimeout(timer);
      timer = setTimeout(done, ms);
    });
    observer.observe(element, { subtree: true, childList: true });
  });
}

/**
 * @param {Page} page
 * @param {string | RegExp} text
 * @returns {Promise<boolean>} whether the row's checkbox is ticked
 */
export async function isTicked(page, text) {
  return (await checkbox(page, text).getAttribute('aria-checked')) === 'true';
}

/**
 * Waits until the checkbox of a row is ticked, or not.
 *
 * @param {Page} page
 * @param {string | RegExp} text
 * @param {boolean} ticked
 */
export async function waitForTick(page, text, ticked) {
  const row = treeRow(page, text).first();
  await row.locator(`${checkboxSelector}[aria-checked="${ticked}"]`).waitFor();
}

const checkboxSelector = '.custom-view-tree-node-item-checkbox';

function checkbox(page, text) {
  return treeRow(page, text).first().locator(checkboxSelector);
}
