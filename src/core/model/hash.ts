const DIGITS = [...'0123456789abcdefghjkmnpqrstvwxyz'];
/** Two digits at a time, as each has its cost where the code is not compiled yet. */
const PAIRS = DIGITS.flatMap((first) => DIGITS.map((second) => first + second));

/**
 * A short name for a text: cyrb53 (public domain, by bryc), a 53-bit hash that needs neither
 * crypto nor BigInt, as 8 characters of Crockford's base 32 (40 bits). Not for security.
 */
export function shortHash(text: string): string {
  return new ShortHash(text).name();
}

/** What is known of a text's name before its end, so that nobody has to join its pieces. */
export class ShortHash {
  readonly #first: number;
  readonly #second: number;

  constructor(text: string, first = 0xdeadbeef, second = 0x41c6ce57) {
    let high = first;
    let low = second;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      high = Math.imul(high ^ unit, 2654435761);
      low = Math.imul(low ^ unit, 1597334677);
    }
    this.#first = high;
    this.#second = low;
  }

  /** The same with more text behind it. */
  with(rest: string): ShortHash {
    return new ShortHash(rest, this.#first, this.#second);
  }

  /** The name of the text so far. */
  name(): string {
    const first = this.#first;
    const second = this.#second;
    const high =
      Math.imul(first ^ (first >>> 16), 2246822507) ^
      Math.imul(second ^ (second >>> 13), 3266489909);
    const low =
      Math.imul(second ^ (second >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
    return (
      (PAIRS[((high & 31) << 5) | (low & 31)] ?? '') +
      (PAIRS[(high & 992) | ((low >>> 5) & 31)] ?? '') +
      (PAIRS[((high >>> 5) & 992) | ((low >>> 10) & 31)] ?? '') +
      (PAIRS[((high >>> 10) & 992) | ((low >>> 15) & 31)] ?? '')
    );
  }
}
