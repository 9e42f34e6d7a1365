import type { HoleSite } from './holeSite';

/** An option whose value is a template of the program's own. */
const TEMPLATED = /(?:--?[\w-]*(?:format|template)|jsonpath(?:-as-json)?|go-template(?:-file)?)\b/;
/** Such an option as a word of its own: the value is the next one. */
const AWAITS_VALUE = new RegExp(`${TEMPLATED.source}["']?$`);
const PIECE = /"(?:[^"\\]|\\[^])*(?:"|$)|'[^']*(?:'|$)|\\[^]?|\s+|[^\s"'\\]+/g;

/** Whether a place belongs to the value of such an option, and not to another argument. */
export function isInTemplate({ before }: HoleSite): boolean {
  if (!TEMPLATED.test(before)) return false;
  const words = wordsOf(before);
  const last = words.length - 1;
  if (TEMPLATED.test(words[last] ?? '') || AWAITS_VALUE.test(words[last - 1] ?? '')) return true;
  // Without quotes a template with blanks is several words: its braces are still open.
  const rest = words.slice(words.findLastIndex((word) => TEMPLATED.test(word))).join(' ');
  return rest.split('{').length > rest.split('}').length;
}

/** The words of a command up to a place; the last is the one that goes on there, or empty. */
function wordsOf(before: string): readonly string[] {
  const words = [''];
  for (const [piece] of before.matchAll(PIECE)) {
    if (piece.trim() === '') words.push('');
    else words[words.length - 1] += piece;
  }
  return words;
}
