import { isUtf8 } from 'node:buffer';

import { incompleteEnd } from './boundedBytes';

/** Tells whether a stream is anything but UTF-8 text: a NUL, or bytes that are no character. */
export class Utf8Watch {
  #carry: Buffer = Buffer.alloc(0);
  #binary = false;

  add(chunk: Buffer): void {
    if (this.#binary) return;
    const bytes = this.#carry.length === 0 ? chunk : Buffer.concat([this.#carry, chunk]);
    const cut = incompleteEnd(bytes);
    const whole = bytes.subarray(0, bytes.length - cut);
    this.#binary = whole.includes(0) || !isUtf8(whole);
    this.#carry = Buffer.from(bytes.subarray(bytes.length - cut));
  }

  /** After the last byte: a character that was never finished is no text either. */
  get binary(): boolean {
    return this.#binary || this.#carry.length > 0;
  }
}
