import type { Browser } from 'playwright-core';

/** A headless Chromium that ends with this process. */
export function launchChromium(): Promise<Browser>;

export interface FoundChromium {
  readonly executablePath: string;
  /** What it needs to find its libraries and fonts. */
  readonly env: Readonly<Record<string, string>>;
  readonly ownSandbox: boolean;
}

/** The one the tests use, put there first where the machine has none. */
export function findChromium(): Promise<FoundChromium>;
