const BASE32 = Array.from('0123456789abcdefghjkmnpqrstvwxyz', (digit) => digit.charCodeAt(0));

/**
 * A short name for a text: cyrb53 (public domain, by bryc), a 53-bit hash that needs neither
 * crypto nor BigInt, as 8 characters of Crockford's base 32 (40 bits). Not for security.
 */
export function shortHash(text: string): string {
  return new ShortHash().with(text);
}

const HIGH = 0xdeadbeef;
const LOW = 0x41c6ce57;

/** The same of a text given in pieces, of which the first may be common to many. */
export class ShortHash {
  #high = HIGH;
  #low = LOW;

  /** As if nothing had been added. */
  reset(): this {
    this.#high = HIGH;
    this.#low = LOW;
    return this;
  }

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
  return String.fromCharCode(
    digit(high, 0),
    digit(low, 0),
    digit(high, 5),
    digit(low, 5),
    digit(high, 10),
    digit(low, 10),
    digit(high, 15),
    digit(low, 15),
  );
}

function digit(bits: number, at: number): number {
  return BASE32[(bits >>> at) & 31] ?? 0;
}
