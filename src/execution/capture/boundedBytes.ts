/** Keeps the first and the last bytes of a stream; at most `2 * limit` of them. */
export class BoundedBytes {
  readonly #limit: number;
  #head: Buffer[] = [];
  #headLength = 0;
  /** Ring of the last bytes, made once the head is full; `#tailEnd` is where the next goes. */
  #ring: Buffer | undefined;
  #tailLength = 0;
  #tailEnd = 0;
  #total = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** All bytes ever added. */
  get total(): number {
    return this.#total;
  }

  add(bytes: Buffer): void {
    this.#total += bytes.length;
    const room = this.#limit - this.#headLength;
    if (room > 0) {
      // Copied: a slice would keep the whole chunk it is cut from.
      this.#head.push(Buffer.from(bytes.subarray(0, room)));
      this.#headLength += Math.min(room, bytes.length);
    }
    if (bytes.length > room) this.#addTail(bytes.subarray(Math.max(0, room)));
  }

  /** Head and tail, each without a character cut in two; the tail is undefined when all is head. */
  read(): { readonly head: Buffer; readonly tail: Buffer | undefined } {
    const head = Buffer.concat(this.#head);
    const tail = this.#readRing();
    if (this.#total <= this.#headLength + this.#tailLength) {
      return { head: Buffer.concat([head, tail]), tail: undefined };
    }
    return { head: withoutCutEnd(head), tail: withoutCutStart(tail) };
  }

  #addTail(bytes: Buffer): void {
    this.#ring ??= Buffer.allocUnsafe(this.#limit);
    const last = bytes.length > this.#limit ? bytes.subarray(bytes.length - this.#limit) : bytes;
    const first = Math.min(last.length, this.#limit - this.#tailEnd);
    last.copy(this.#ring, this.#tailEnd, 0, first);
    last.copy(this.#ring, 0, first);
    this.#tailEnd = (this.#tailEnd + last.length) % this.#limit;
    this.#tailLength = Math.min(this.#limit, this.#tailLength + last.length);
  }

  #readRing(): Buffer {
    if (this.#ring === undefined) return Buffer.alloc(0);
    if (this.#tailLength < this.#limit) return this.#ring.subarray(0, this.#tailLength);
    return Buffer.concat([
      this.#ring.subarray(this.#tailEnd),
      this.#ring.subarray(0, this.#tailEnd),
    ]);
  }
}

/** Drops the beginning of a UTF-8 character whose rest is missing. */
export function withoutCutEnd(bytes: Buffer): Buffer {
  return bytes.subarray(0, bytes.length - incompleteEnd(bytes));
}

/** How many bytes at the end are the beginning of a UTF-8 character: 0 to 3. */
export function incompleteEnd(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue; // goes on: look for where it began
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return length > back ? back : 0;
  }
  return 0;
}

function withoutCutStart(bytes: Buffer): Buffer {
  let start = 0;
  while (start < 3 && ((bytes[start] ?? 0) & 0xc0) === 0x80) start += 1;
  return bytes.subarray(start);
}
