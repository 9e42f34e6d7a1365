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
  return page
    .locator('.monaco-editor .codelens-decoration a', { hasText: text })
    .filter({ visible: true });
}

/**
 * Clicks a lens with the mouse, once the lenses have come to rest.
 *
 * @param {Page} page
 * @param {string} text part of what it shows
 * @param {{ above?: string, effect?: Locator }} [how] `above`: of several lenses with that text, the
 *   one nearest above the line that contains this; `effect`: what the click leads to, without which
 *   it is made again
 */
export async function clickLens(page, text, { above, effect } = {}) {
  const find = async () =>
    above === undefined ? lens(page, text).first() : lensAbove(page, text, above);
  const deadline = Date.now() + clickTimeoutMs;
  let tried = false;
  for (;;) {
    await lens(page, text).first().waitFor();
    await waitUntilLensesRest(page);
    // What the click before led to came late, and may hide the lens by now.
    if (tried && (await effect?.isVisible())) return;
    tried = true;
    try {
      await (await find()).click({ timeout: oneClickTimeoutMs });
      return await effect?.waitFor({ timeout: effectTimeoutMs });
    } catch (error) {
      // It was drawn anew between finding and clicking, or between press and release.
      if (error.name !== 'TimeoutError' || Date.now() > deadline) throw error;
    }
  }
}

const clickTimeoutMs = 30_000;
const oneClickTimeoutMs = 3_000;
const effectTimeoutMs = 10_000;

/**
 * While a file is being opened VS Code draws its lenses several times, as one extension after the
 * other registers its provider; a click that falls between two drawings is lost. The editor asks
 * providers again after 250 ms at the soonest, so twice that without a change is rest.
 *
 * @param {Page} page
 */
async function waitUntilLensesRest(page) {
  await page.evaluate(
    (quietMs) =>
      new Promise((resolve) => {
        const observer = new MutationObserver((changes) => {
          const inLens = changes.some((change) =>
            [change.target, ...change.addedNodes, ...change.removedNodes].some((node) =>
              (node.nodeType === 1 ? node : node.parentElement)?.closest('.codelens-decoration'),
            ),
          );
          if (inLens) timer = restart();
        });
        const restart = () => {
          clearTimeout(timer);
          return setTimeout(() => {
            observer.disconnect();
            resolve(undefined);
          }, quietMs);
        };
        let timer;
        observer.observe(document.body, { childList: true, subtree: true });
        timer = restart();
      }),
    quietLensesMs,
  );
}

const quietLensesMs = 600;

/**
 * @param {Page} page
 * @param {string} text part of what the lens shows
 * @param {string} lineText part of a visible line
 * @returns {Promise<Locator>} the nearest lens above that line, once there is one
 */
export async function lensAbove(page, text, lineText) {
  // Looked for inside the page, at one moment: the lines move while lenses are put between them.
  const found = await page.waitForFunction(nearestLensAbove, { text, lineText });
  const { widgetId, position } = await found.jsonValue();
  const links = page.locator(`.codelens-decoration[widgetid="${widgetId}"] a`);
  return links.nth(position);
}

/**
 * Runs inside the page.
 *
 * @param {{ text: string, lineText: string }} wanted
 */
function nearestLensAbove({ text, lineText }) {
  // The editor shows every space as a no-break space.
  const shown = (element) => element.textContent.replaceAll('\u00a0', ' ');
  const lines = [...document.querySelectorAll('.monaco-editor .view-line')];
  const line = lines.find((candidate) => shown(candidate).includes(lineText));
  if (line === undefined) return false;
  const lineTop = line.getBoundingClientRect().top;

  let nearest = false;
  let nearestTop = 0;
  for (const link of document.querySelectorAll('.monaco-editor .codelens-decoration a')) {
    const { top } = link.getBoundingClientRect();
    const nearer = nearest === false || top > nearestTop;
    if (!shown(link).includes(text) || top <= 0 || top > lineTop || !nearer) continue;
    const widget = link.closest('.codelens-decoration');
    const position = [...widget.querySelectorAll('a')].indexOf(link);
    nearest = { widgetId: widget.getAttribute('widgetid'), position };
    nearestTop = top;
  }
  return nearest;
}
