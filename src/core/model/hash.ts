const BASE32 = '0123456789abcdefghjkmnpqrstvwxyz';

/**
 * A short name for a text, given in one piece or in several: cyrb53 (public domain, by bryc), a 53-bit hash that needs neither
 * crypto nor BigInt, as 8 characters of Crockford's base 32 (40 bits). Not for security.
 */
export function shortHash(...texts: readonly string[]): string {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (const text of texts) {
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      high = Math.imul(high ^ unit, 2654435761);
      low = Math.imul(low ^ unit, 1597334677);
    }
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  let out = '';
  for (let i = 0; i < 4; i++) {
    out += BASE32.charAt((high >>> (i * 5)) & 31) + BASE32.charAt((low >>> (i * 5)) & 31);
  }
  return out;
}
