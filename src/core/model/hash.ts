const BASE32 = '0123456789abcdefghjkmnpqrstvwxyz';

/**
 * A short name for a text: cyrb53 (public domain, by bryc), a 53-bit hash that needs neither
 * crypto nor BigInt, as 8 characters of Crockford's base 32 (40 bits). Not for security.
 */
export function shortHash(text: string): string {
  return new ShortHash().with(text);
}

/** The same of a text given in pieces, of which the first may be common to many. */
export class ShortHash {
  #high = 0xdeadbeef;
  #low = 0x41c6ce57;

  add(text: string): this {
    let high = this.#high;
    let low = this.#low;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      high = Math.imul(high ^ unit, 2654435761);
      low = Math.imul(low ^ unit, 1597334677);
    }
    this.#high = high;
    this.#low = low;
    return this;
  }

  /** The name of what was added and this behind it, which is not kept. */
  with(text: string): string {
    const [high, low] = [this.#high, this.#low];
    this.add(text);
    const name = nameOf(this.#high, this.#low);
    this.#high = high;
    this.#low = low;
    return name;
  }
}

function nameOf(first: number, second: number): string {
  const high =
    Math.imul(first ^ (first >>> 16), 2246822507) ^ Math.imul(second ^ (second >>> 13), 3266489909);
  const low =
    Math.imul(second ^ (second >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  let out = '';
  for (let i = 0; i < 4; i++) {
    out += BASE32.charAt((high >>> (i * 5)) & 31) + BASE32.charAt((low >>> (i * 5)) & 31);
  }
  return out;
}
