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
  let end = text.length;
  while (end > 0 && isSpace(text.charCodeAt(end - 1))) end--;
  let start = end;
  while (start > 0 && isLetter(text.charCodeAt(start - 1))) start--;
  return text.slice(start, end).toLowerCase();
}

function isSpace(unit: number): boolean {
  return unit === 32 || (unit >= 9 && unit <= 13);
}

function isLetter(unit: number): boolean {
  const lower = unit | 0x20;
  return lower >= 97 && lower <= 122;
}

/** Whether one of the parts, which are in lower case, stands in a text of any case. */
export function mentionsAny(text: string, parts: readonly string[]): boolean {
  const lower = text.toLowerCase();
  for (const part of parts) if (lower.includes(part)) return true;
  return false;
}
