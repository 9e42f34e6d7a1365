import type { Check } from './openCheck';

/** Texts in which a rule has something to find, and texts that only look like them. */
export interface FaultTable {
  readonly faults: readonly string[];
  readonly sound: readonly string[];
}

/** A block of code. */
export const fence = (tag: string, ...lines: readonly string[]): string =>
  `\`\`\`${tag}\n${lines.join('\n')}\n\`\`\``;

/** A runbook that has nothing else to be found. */
export const page = (...parts: readonly string[]): string =>
  `# Toy kiln\n\n${parts.join('\n\n')}\n\n## Last words\n\nSay hello.\n`;

/** The faults that a check misses, and the sound texts that it alarms for. */
export function wrongOf(check: Check, code: string, { faults, sound }: FaultTable) {
  const finds = (text: string): boolean =>
    check(text.startsWith('# ') || text.startsWith('---\n') ? text : page(text)).some(
      (found) => found.code === code,
    );
  return [
    ...faults.filter((text) => !finds(text)).map((text) => `missed: ${text}`),
    ...sound.filter(finds).map((text) => `alarmed: ${text}`),
  ];
}
