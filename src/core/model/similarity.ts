/**
 * How much of one text is in another, for telling a small edit from another thing: 1 when equal,
 * 0 when it is not to be taken for an edit. Words may be misspelt, added or removed; a word put in
 * another's place ("restart backend", "restart frontend"), a changed number or a new "not" makes
 * another thing of it, except within long code.
 */
export function editSimilarity(before: string, after: string, code: boolean): number {
  // Where a link leads tells two things apart; that one was added or taken away does not.
  const bare = !code && LINK.test(before) !== LINK.test(after);
  const old = wordsOf(bare ? withoutLink(before) : before, code);
  const now = wordsOf(bare ? withoutLink(after) : after, code);
  if (old.length === 0 || now.length === 0) return 0;
  const { removed, added } = difference(old, now);
  const [gone, come] = withoutMisspellings(removed, added);
  if (gone.some(decides) || come.some(decides)) return 0;
  const total = Math.max(old.length, now.length);
  const changed = gone.length + come.length;
  const kept = 1 - changed / (old.length + now.length);
  const replaced = Math.min(gone.length, come.length);
  if (replaced > 0 && !(code && total >= LONG && kept >= 0.92)) return 0;
  const allowed = code ? Math.max(2, total * 0.4) : Math.max(1, total * 0.34);
  return changed <= allowed && Math.min(old.length, now.length) > 1 ? kept : changed === 0 ? 1 : 0;
}

const LINK = /\]\([^)\s]*\)/;

function withoutLink(text: string): string {
  return text.replace(new RegExp(LINK, 'g'), ']');
}

const LONG = 30;
const FILLING =
  /^(?:the|a|an|is|are|was|all|any|that|this|of|to|for|in|on|and|please|then|also|any)$/;

function wordsOf(text: string, code: boolean): readonly string[] {
  const words = text
    .toLowerCase()
    .match(code ? /[\p{L}\p{N}_]+|-{1,2}[\w-]+|[|>&;]/gu : /[\p{L}\p{N}]+/gu);
  return (words ?? []).filter((word) => code || !FILLING.test(word)).slice(0, 2000);
}

/** Words that turn the meaning, every number, also a Roman one, and what is called by a letter. */
function decides(word: string): boolean {
  return /\d|^(?:[a-z]|[ivx]+|not|no|never|dont|don|without|except|un\w+|dis\w+|off|stop|delete|drop)$/.test(
    word,
  );
}

function difference(
  old: readonly string[],
  now: readonly string[],
): { readonly removed: readonly string[]; readonly added: readonly string[] } {
  const counts = new Map<string, number>();
  for (const word of old) counts.set(word, (counts.get(word) ?? 0) + 1);
  const added = now.filter((word) => {
    const count = counts.get(word) ?? 0;
    if (count > 0) counts.set(word, count - 1);
    return count === 0;
  });
  return {
    removed: [...counts].flatMap(([word, count]) => Array<string>(count).fill(word)),
    added,
  };
}

function withoutMisspellings(
  removed: readonly string[],
  added: readonly string[],
): readonly [readonly string[], readonly string[]] {
  if (removed.length * added.length > 400) return [removed, added];
  const come = [...added];
  const gone = removed.filter((word) => {
    const index = come.findIndex((other) => isMisspelling(word, other));
    if (index >= 0) come.splice(index, 1);
    return index < 0;
  });
  return [gone, come];
}

/** One letter wrong, missing, doubled or two exchanged, not in a number and not in a short word. */
function isMisspelling(a: string, b: string): boolean {
  if (/\d/.test(a + b)) return false;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (long === `${short}s`) return true;
  if (short.length < 4 || long.length - short.length > 1 || a[0] !== b[0]) return false;
  let head = 0;
  while (head < short.length && short[head] === long[head]) head++;
  let tail = 0;
  while (tail < short.length - head && short.at(-1 - tail) === long.at(-1 - tail)) tail++;
  const left = short.length - head - tail;
  const right = long.length - head - tail;
  if (left + right <= 1 || (left === 1 && right === 1 && long.length > 4)) return true;
  const swap = left === 2 && right === 2;
  return swap && short[head] === long[head + 1] && short[head + 1] === long[head];
}
