const WORDS = 'no zero one two three four five six seven eight nine ten'.split(' ');

/** The number that a word or its digits stand for; "no" is none. */
export function numberOf(word: string): number {
  const at = WORDS.indexOf(word.toLowerCase());
  return at < 0 ? Number(word) : Math.max(0, at - 1);
}
