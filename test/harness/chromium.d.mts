import type { Browser } from 'playwright-core';

/** A headless Chromium that ends with this process. */
export function launchChromium(): Promise<Browser>;
