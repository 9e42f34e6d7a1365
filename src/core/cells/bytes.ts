/** A file's bytes as text, and back, without loss. */

/**
 * Reads UTF-8. A byte that is not part of valid UTF-8 becomes the lone surrogate U+DC80 to U+DCFF
 * for that byte, as Python's `surrogateescape` does (PEP 383), so `encodeText` can give it back.
 * A byte order mark stays in the text.
 */
export function decodeBytes(bytes: Uint8Array): string {
  const decoder = new Utf8Decoder(bytes);
  return decoder.decode();
}

/** The bytes of a text: UTF-8, and the original byte for U+DC80 to U+DCFF standing alone. */
export function encodeText(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 3);
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    let point = text.charCodeAt(i);
    if (point >= 0xd800 && point < 0xdc00) {
      const low = text.charCodeAt(i + 1);
      if (low >= 0xdc00 && low < 0xe000) {
        point = 0x10000 + ((point - 0xd800) << 10) + (low - 0xdc00);
        i++;
      }
    } else if (point >= 0xdc80 && point <= 0xdcff) {
      bytes[length++] = point - 0xdc00;
      continue;
    }
    if (point >= 0xd800 && point < 0xe000) point = 0xfffd;
    length = writePoint(bytes, length, point);
  }
  return bytes.slice(0, length);
}

function writePoint(bytes: Uint8Array, start: number, point: number): number {
  let at = start;
  if (point < 0x80) bytes[at++] = point;
  else {
    if (point < 0x800) bytes[at++] = 0xc0 | (point >> 6);
    else {
      if (point < 0x10000) bytes[at++] = 0xe0 | (point >> 12);
      else {
        bytes[at++] = 0xf0 | (point >> 18);
        bytes[at++] = 0x80 | ((point >> 12) & 63);
      }
      bytes[at++] = 0x80 | ((point >> 6) & 63);
    }
    bytes[at++] = 0x80 | (point & 63);
  }
  return at;
}

const CHUNK = 8192;

class Utf8Decoder {
  readonly #bytes: Uint8Array;
  readonly #parts: string[] = [];
  #units: number[] = [];

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  decode(): string {
    for (let at = 0; at < this.#bytes.length;) {
      const first = this.#bytes[at] ?? 0;
      const length = first < 0x80 ? 1 : this.#sequenceLength(at, first);
      if (length === 0) {
        this.#push(0xdc00 + first);
        at++;
        continue;
      }
      this.#pushPoint(at, first, length);
      at += length;
    }
    this.#flush();
    return this.#parts.join('');
  }

  /** Length of the valid sequence at an offset, 0 when there is none (RFC 3629). */
  #sequenceLength(at: number, first: number): number {
    const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first < 0xc2 || first > 0xf4 || at + length > this.#bytes.length) return 0;
    for (let i = 1; i < length; i++) {
      if (((this.#bytes[at + i] ?? 0) & 0xc0) !== 0x80) return 0;
    }
    const second = this.#bytes[at + 1] ?? 0;
    const tooLong = (first === 0xe0 && second < 0xa0) || (first === 0xf0 && second < 0x90);
    const outside = (first === 0xed && second > 0x9f) || (first === 0xf4 && second > 0x8f);
    return tooLong || outside ? 0 : length;
  }

  #pushPoint(at: number, first: number, length: number): void {
    let point = length === 1 ? first : first & (0xff >> (length + 1));
    for (let i = 1; i < length; i++) point = (point << 6) | ((this.#bytes[at + i] ?? 0) & 63);
    if (point < 0x10000) this.#push(point);
    else {
      this.#push(0xd800 + ((point - 0x10000) >> 10));
      this.#push(0xdc00 + ((point - 0x10000) & 0x3ff));
    }
  }

  #push(unit: number): void {
    this.#units.push(unit);
    if (this.#units.length >= CHUNK) this.#flush();
  }

  #flush(): void {
    if (this.#units.length > 0) this.#parts.push(String.fromCharCode(...this.#units));
    this.#units = [];
  }
}
