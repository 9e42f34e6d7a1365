const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz';

/**
 * A short name for a text: cyrb53 (public domain, by bryc), a 53-bit hash that needs neither
 * crypto nor BigInt, as 8 characters of Crockford's base 32 (40 bits). Not for security.
 */
export function shortHash(text: string): string {
  let first = 0xdeadbeef;
  let second = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    first = Math.imul(first ^ unit, 2654435761);
    second = Math.imul(second ^ unit, 1597334677);
  }
  const high =
    Math.imul(first ^ (first >>> 16), 2246822507) ^ Math.imul(second ^ (second >>> 13), 3266489909);
  const low =
    Math.imul(second ^ (second >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  let name = '';
  for (let at = 0; at < 20; at += 5)
    name += DIGITS.charAt((high >>> at) & 31) + DIGITS.charAt((low >>> at) & 31);
  return name;
}
