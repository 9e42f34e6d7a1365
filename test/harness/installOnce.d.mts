/** Fills a folder exactly once, also when several processes ask for it at the same time. */
export function installOnce(
  folder: string,
  fill: (partial: string) => Promise<void>,
): Promise<string>;
