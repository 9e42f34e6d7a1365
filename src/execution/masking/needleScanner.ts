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
 * A block is two bytes, seven bits of each. The eighth bits would tell more, but with them the table
 * outgrows the fastest cache.
 */
const SEVEN_BITS = 0x7f7f;
const BLOCKS = SEVEN_BITS + 1;
const STOPS = 128;
/** How needles may begin in the window. */
const WHOLE = 1;
const LED = 2;

/**
 * Finds many texts at once in a single pass that mostly skips (Wu and Manber, 1994, with blocks of
 * two bytes): a flood of output costs a nanosecond per byte or less, however many secrets there are.
 */
export class NeedleScanner {
  readonly #window: number;
  /**
   * By block: how far the window may move on, at most 127; with `STOPS`, one byte, as a needle may
   * begin in it.
   */
  readonly #shifts = new Uint8Array(BLOCKS);
  /**
   * By block: whether a needle begins with it: one that fills the window, or one with a lead.
   * Of the places to stop at, it leaves a few.
   */
  readonly #beginnings = new Uint8Array(BLOCKS);
  readonly #byBlock = new Map<number, Needle[]>();

  constructor(needles: readonly Needle[]) {
    const shortest = needles.reduce((least, { text }) => Math.min(least, text.length), 126);
    this.#window = Math.max(2, shortest) + 1;
    this.#shifts.fill(this.#window - 1);
    // Of two that are found at one stop, the one with a lead begins later.
    const inOrder = [...needles].sort((one, other) => this.#lead(one) - this.#lead(other));
    for (const needle of inOrder) this.#add(needle);
    this.#addLeads(needles);
  }

  /**
   * All places where a needle begins in `bytes`, overlapping ones too, in order. The four quarters
   * are gone through at once: each step waits for the one before it, and so the others fill in.
   */
  scan(bytes: Uint8Array): Finding[] {
    const found: Finding[][] = [[], [], [], []];
    const [first = [], second = [], third = [], fourth = []] = found;
    const shifts = this.#shifts;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const quarter = bytes.length >> 2;
    const [end1, end2, end3] = [quarter, 2 * quarter, 3 * quarter];
    const end4 = bytes.length;
    // The lead of a needle at the very beginning is before the first byte.
    let at1 = this.#window - 2;
    let at2 = Math.max(at1, end1);
    let at3 = Math.max(at1, end2);
    let at4 = Math.max(at1, end3);
    while (at1 < end1 && at2 < end2 && at3 < end3 && at4 < end4) {
      // Within bounds by `SEVEN_BITS`: a check for undefined would cost a third of the time.
      const shift1 = shifts[view.getUint16(at1 - 1, true) & SEVEN_BITS] as number;
      const shift2 = shifts[view.getUint16(at2 - 1, true) & SEVEN_BITS] as number;
      const shift3 = shifts[view.getUint16(at3 - 1, true) & SEVEN_BITS] as number;
      const shift4 = shifts[view.getUint16(at4 - 1, true) & SEVEN_BITS] as number;
      if (((shift1 | shift2 | shift3 | shift4) & STOPS) !== 0) {
        if (shift1 >= STOPS) this.#check(view, at1, first);
        if (shift2 >= STOPS) this.#check(view, at2, second);
        if (shift3 >= STOPS) this.#check(view, at3, third);
        if (shift4 >= STOPS) this.#check(view, at4, fourth);
      }
      at1 += shift1 & ~STOPS;
      at2 += shift2 & ~STOPS;
      at3 += shift3 & ~STOPS;
      at4 += shift4 & ~STOPS;
    }
    this.#scanRange(view, at1, end1, first);
    this.#scanRange(view, at2, end2, second);
    this.#scanRange(view, at3, end3, third);
    this.#scanRange(view, at4, end4, fourth);
    return found.flat();
  }

  #scanRange(view: DataView, from: number, to: number, findings: Finding[]): void {
    for (let at = from; at < to;) {
      const shift = this.#shifts[view.getUint16(at - 1, true) & SEVEN_BITS] as number;
      if (shift >= STOPS) this.#check(view, at, findings);
      at += shift & ~STOPS;
    }
  }

  /** @param at where the window ends */
  #check(view: DataView, at: number, findings: Finding[]): void {
    const afterLead = at - this.#window + 2;
    const whole = afterLead > 0 && this.#begins(view, afterLead - 1, WHOLE);
    if (!whole && !this.#begins(view, afterLead, LED)) return;
    for (const needle of this.#byBlock.get(view.getUint16(at - 1, true) & SEVEN_BITS) ?? []) {
      const start = afterLead - 1 + this.#lead(needle);
      if (start >= 0 && matches(view, start, needle)) findings.push({ needle, start });
    }
  }

  #begins(view: DataView, start: number, how: number): boolean {
    return ((this.#beginnings[view.getUint16(start, true) & SEVEN_BITS] ?? 0) & how) !== 0;
  }

  /**
   * The shortest needles are taken for a byte longer, with any byte at all before them: the window
   * is that much wider for all others.
   */
  #lead({ text }: Needle): number {
    return text.length < this.#window ? 1 : 0;
  }

  #add(needle: Needle): void {
    const lead = this.#lead(needle);
    for (const block of blocks(needle, 1)) {
      this.#beginnings[block] = (this.#beginnings[block] ?? 0) | (lead === 0 ? WHOLE : LED);
    }
    for (let index = 1; index < this.#window - lead; index += 1) {
      const shift = this.#window - 1 - lead - index;
      for (const block of blocks(needle, index)) this.#allow(block, shift, needle);
    }
  }

  /** The blocks of any byte and the first one of a needle with a lead, once for all needles. */
  #addLeads(needles: readonly Needle[]): void {
    const led = needles.filter((needle) => this.#lead(needle) === 1);
    for (const second of new Set(led.flatMap((needle) => cases(needle, 0)))) {
      for (let first = 0; first < STOPS; first += 1) {
        const block = (first | (second << 8)) & SEVEN_BITS;
        const before = this.#shifts[block] ?? 0;
        if (before < STOPS) this.#shifts[block] = Math.min(before, this.#window - 2);
      }
    }
  }

  #allow(block: number, shift: number, needle: Needle): void {
    const before = this.#shifts[block] ?? 0;
    if (shift > 0) {
      if (before < STOPS) this.#shifts[block] = Math.min(before, shift);
      return;
    }
    this.#shifts[block] = STOPS | 1;
    this.#byBlock.set(block, [...(this.#byBlock.get(block) ?? []), needle]);
  }
}

/** The blocks that end at `index` of a needle: up to four when case does not matter. */
function blocks(needle: Needle, index: number): Set<number> {
  const found = new Set<number>();
  for (const first of cases(needle, index - 1)) {
    for (const second of cases(needle, index)) found.add((first | (second << 8)) & SEVEN_BITS);
  }
  return found;
}

function cases(needle: Needle, index: number): number[] {
  const char = needle.text[index] ?? '';
  const all = needle.ignoreCase ? [char.toLowerCase(), char.toUpperCase()] : [char];
  return all.map((one) => one.charCodeAt(0));
}

function matches(view: DataView, start: number, { text, ignoreCase }: Needle): boolean {
  if (start + text.length > view.byteLength) return false;
  for (let index = 0; index < text.length; index += 1) {
    const expected = text.charCodeAt(index);
    const actual = view.getUint8(start + index);
    if (actual === expected) continue;
    const letter = (expected | 32) >= 97 && (expected | 32) <= 122;
    if (!(ignoreCase && letter && (actual | 32) === (expected | 32))) return false;
  }
  return true;
}
