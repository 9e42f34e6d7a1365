/**
 * A window's browser context of its own, in which nothing moves: no window inherits what another
 * one remembered, and nothing is drawn on the way from one state to the next. Each scroll bar that
 * fades costs fifty frames.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {{ width: number, height: number }} viewport
 */
export async function openStillContext(browser, viewport) {
  const context = await browser.newContext({ viewport, reducedMotion: 'reduce' });
  await context.addInitScript(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      '*, ::before, ::after { animation: none !important; transition: none !important }',
    );
    document.adoptedStyleSheets.push(sheet);
  });
  return context;
}
