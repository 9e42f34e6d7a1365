const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz';

/**
 * A short name for a text: cyrb53 (public domain, by bryc), a 53-bit hash that needs neither
 * crypto nor BigInt, as 8 characters of Crockford's base 32 (40 bits). Not for security.
 */
export function shortHash(text: string): string {
  return new ShortHash(text).with('');
}

/** The beginning of many texts, whose names are then asked for by what is behind it. */
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

  /** The name of the whole text. */
  with(rest: string): string {
    return rest === '' ? this.#name() : new ShortHash(rest, this.#first, this.#second).#name();
  }

  #name(): string {
    const [first, second] = [this.#first, this.#second];
    const high =
      Math.imul(first ^ (first >>> 16), 2246822507) ^
      Math.imul(second ^ (second >>> 13), 3266489909);
    const low =
      Math.imul(second ^ (second >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
    let name = '';
    for (let at = 0; at < 20; at += 5)
      name += DIGITS.charAt((high >>> at) & 31) + DIGITS.charAt((low >>> at) & 31);
    return name;
  }
}
