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
  for (; end > 0; end--) {
    const unit = text.charCodeAt(end - 1);
    if (unit !== 32 && (unit < 9 || unit > 13)) break;
  }
  let start = end;
  for (; start > 0; start--) {
    const lower = text.charCodeAt(start - 1) | 0x20;
    if (lower < 97 || lower > 122) break;
  }
  return text.slice(start, end).toLowerCase();
}

/** Whether a text of any case begins with one of the parts, which are in lower case. */
export function beginsWithAny(text: string, parts: readonly string[]): boolean {
  const lower = text.toLowerCase();
  for (const part of parts) if (lower.startsWith(part)) return true;
  return false;
}

/** Whether one of the parts, which are in lower case, stands in a text of any case. */
export function mentionsAny(text: string, parts: readonly string[]): boolean {
  const lower = text.toLowerCase();
  for (const part of parts) if (lower.includes(part)) return true;
  return false;
}
