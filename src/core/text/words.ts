/**
 * Cheap questions asked before a pattern: building a pattern of many words takes longer than
 * reading a short runbook, and most texts need none.
 */

/** The words of a text, set apart by spaces. */
export function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}

/** The letters a text begins with, in lower case; empty when it begins with another character. */
export function firstWord(text: string): string {
  return (/^[A-Za-z]+/.exec(text)?.[0] ?? '').toLowerCase();
}

/** The letters a text ends with, in lower case, white space behind them not counted. */
export function lastWord(text: string): string {
  return (/([A-Za-z]+)\s*$/.exec(text)?.[1] ?? '').toLowerCase();
}

/** Whether one of the parts, which are in lower case, stands in a text of any case. */
export function mentionsAny(text: string, parts: readonly string[]): boolean {
  const lower = text.toLowerCase();
  for (const part of parts) if (lower.includes(part)) return true;
  return false;
}
