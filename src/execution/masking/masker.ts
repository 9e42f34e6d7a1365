import {
  MASK,
  mergeSpans,
  patternSpans,
  PRIVATE_KEY_BEGIN,
  PRIVATE_KEY_END,
  SECRET_PATTERNS,
  UNFINISHED_SECRET,
  type Span,
} from '../../core/incident/redaction';
import { secretVariants } from '../../core/incident/secretVariants';
import { NeedleScanner, type Finding, type Needle } from './needleScanner';

/** A line without end is cut when it gets longer than this; what may still grow is held back. */
const LONGEST_LINE = 65_536;
const HELD_BACK = 4_200;
/** How far around an anchor a pattern is tried, and how much of the line so far is remembered. */
const REACH_BEFORE = 256;
const REACH_AFTER = 8_192;
/** How much of a line's end is looked at for the beginning of a secret. */
const REACH_UNFINISHED = 1_024;
const MASK_BYTES = Buffer.from(MASK);
const NOTHING = Buffer.alloc(0);
const KEY_ANCHOR = SECRET_PATTERNS.length;
/** A private key that never ends is masked no further than this. */
const LONGEST_PRIVATE_KEY = 65_536;

/** What to look for, prepared once for all streams of a run. */
export interface MaskingRules {
  readonly scanner: NeedleScanner;
  readonly variants: readonly string[];
}

export function maskingRules(secrets: readonly string[]): MaskingRules {
  return rulesFor([...new Set(secrets.flatMap(secretVariants))]);
}

function rulesFor(variants: readonly string[]): MaskingRules {
  const needles: Needle[] = variants.map((text) => ({ text, ignoreCase: false, found: 'secret' }));
  SECRET_PATTERNS.forEach(({ anchors }, found) => {
    for (const text of anchors) needles.push({ text, ignoreCase: true, found });
  });
  needles.push({ text: '-----BEGIN', ignoreCase: false, found: KEY_ANCHOR });
  return { scanner: new NeedleScanner(needles), variants };
}

/**
 * Masks secrets in a byte stream, whatever the cuts between its chunks: text is passed on line by
 * line, and of a line still being written only what cannot become part of a secret.
 */
export class Masker {
  readonly #rules: MaskingRules;
  /** Not passed on yet. */
  #pending: Buffer[] = [];
  #pendingLength = 0;
  /** The last bytes passed on of the line that is still being written, as they came. */
  #context: Buffer = NOTHING;
  /** Bytes masked so far of a private key whose end has not come. */
  #privateKey: number | undefined;

  constructor(rules: MaskingRules) {
    this.#rules = rules;
  }

  /** True while bytes are held back: call `idle` when no more come for a while. */
  get holdsBack(): boolean {
    return this.#pendingLength > 0;
  }

  /**
   * The chunk may be used again once what comes back is no longer needed.
   * @returns what can be passed on, mostly a part of the chunk itself
   */
  push(chunk: Buffer): Buffer {
    const before = this.#pendingLength;
    const total = before + chunk.length;
    // A carriage return is looked for only behind the last line feed: mostly there is none at all.
    const feed = chunk.lastIndexOf(10) + 1;
    const lineEnd = feed + chunk.subarray(feed).lastIndexOf(13) + 1;
    const passes = lineEnd > 0 || total > LONGEST_LINE;
    this.#pending.push(passes ? chunk : Buffer.from(chunk));
    this.#pendingLength = total;
    if (!passes) return NOTHING;
    return lineEnd > 0 ? this.#pass(before + lineEnd, true) : this.#pass(total - HELD_BACK, false);
  }

  /** Nothing came for a while: passes on the line so far (a prompt, a row of dots). */
  idle(): Buffer {
    if (this.#pendingLength === 0) return NOTHING;
    const text = this.#joined().toString('latin1');
    return this.#pass(text.length - this.#unfinished(text), false);
  }

  /** The last bytes. */
  end(): Buffer {
    return this.#pendingLength === 0 ? NOTHING : this.#pass(this.#pendingLength, true);
  }

  #joined(): Buffer {
    const whole = this.#pending.length === 1 ? this.#pending[0] : Buffer.concat(this.#pending);
    this.#pending = [whole ?? NOTHING];
    return whole ?? NOTHING;
  }

  /** How many bytes at the end may be the beginning of a secret. */
  #unfinished(text: string): number {
    const line = this.#context.toString('latin1') + text;
    const looks = UNFINISHED_SECRET.exec(line.slice(-REACH_UNFINISHED));
    let held = looks === null ? 0 : looks[0].length;
    for (const variant of this.#rules.variants) {
      for (let length = Math.min(variant.length - 1, text.length); length > held; length -= 1) {
        if (text.endsWith(variant.slice(0, length))) held = length;
      }
    }
    return Math.min(held, text.length);
  }

  /** Passes on `count` bytes, or fewer when a secret reaches over that point. */
  #pass(count: number, wholeLines: boolean): Buffer {
    const pending = this.#joined();
    const before = this.#context.length;
    const bytes = before === 0 ? pending : Buffer.concat([this.#context, pending]);
    const spans = mergeSpans(this.#spans(bytes, before + count));
    const cut = wholeLines ? before + count : cutBefore(spans, before, before + count);
    const out = masked(bytes, before, cut, spans);
    this.#remember(bytes, cut);
    const rest = bytes.subarray(cut);
    this.#pending = rest.length === 0 ? [] : [Buffer.from(rest)];
    this.#pendingLength = rest.length;
    return out;
  }

  #remember(bytes: Buffer, cut: number): void {
    const last = bytes[cut - 1];
    const lineIsOver = last === 10 || last === 13;
    const context = bytes.subarray(Math.max(0, cut - REACH_BEFORE), cut);
    const lineStart = Math.max(context.lastIndexOf(10), context.lastIndexOf(13)) + 1;
    this.#context = lineIsOver ? NOTHING : Buffer.from(context.subarray(lineStart));
  }

  #spans(bytes: Buffer, end: number): Span[] {
    const findings = this.#rules.scanner.scan(bytes);
    const spans: Span[] = [];
    const tried = new Map<number, number>();
    for (const finding of findings) {
      const { found, text } = finding.needle;
      if (found === 'secret')
        spans.push({ start: finding.start, end: finding.start + text.length });
      else if (found !== KEY_ANCHOR) trySpans(bytes, finding, found, tried, spans);
    }
    const mayHoldKey =
      this.#privateKey !== undefined || findings.some(({ needle }) => needle.found === KEY_ANCHOR);
    if (mayHoldKey) spans.push(...this.#privateKeySpans(bytes.toString('latin1', 0, end)));
    return spans;
  }

  #privateKeySpans(text: string): Span[] {
    const spans: Span[] = [];
    let at = 0;
    while (at < text.length) {
      const begin = this.#privateKey === undefined ? match(PRIVATE_KEY_BEGIN, text, at) : undefined;
      if (this.#privateKey === undefined && begin === undefined) break;
      const start = begin?.start ?? at;
      const finish = match(PRIVATE_KEY_END, text, start);
      const end = finish?.end ?? text.length;
      spans.push({ start, end });
      const total = (this.#privateKey ?? 0) + end - start;
      this.#privateKey = finish !== undefined || total > LONGEST_PRIVATE_KEY ? undefined : total;
      at = end;
    }
    return spans;
  }
}

/** Tries a pattern on the line around its anchor; once per stretch of text. */
function trySpans(
  bytes: Buffer,
  { start }: Finding,
  pattern: number,
  tried: Map<number, number>,
  spans: Span[],
): void {
  if (start < (tried.get(pattern) ?? 0)) return;
  const lineStart = Math.max(bytes.lastIndexOf(10, start), start - REACH_BEFORE, 0);
  const feed = bytes.indexOf(10, start);
  const end = Math.min(feed === -1 ? bytes.length : feed, start + REACH_AFTER);
  tried.set(pattern, feed !== -1 && end === feed ? end : start + REACH_AFTER / 2);
  const rule = SECRET_PATTERNS[pattern];
  if (rule === undefined) return;
  for (const span of patternSpans(bytes.toString('latin1', lineStart, end), rule)) {
    spans.push({ start: lineStart + span.start, end: lineStart + span.end });
  }
}

/** Where to cut so that no secret is cut in two, unless it would be held back for ever. */
function cutBefore(spans: readonly Span[], from: number, wanted: number): number {
  const span = spans.find(({ start, end }) => start < wanted && wanted <= end);
  if (span === undefined || wanted - from > 4 * LONGEST_LINE) return wanted;
  return Math.max(from, span.start);
}

/** The bytes from `from` to `to` with a mask for each span. */
function masked(bytes: Buffer, from: number, to: number, spans: readonly Span[]): Buffer {
  const pieces: Buffer[] = [];
  let at = from;
  for (const span of spans) {
    if (span.end <= at || span.start >= to) continue;
    if (span.start > at) pieces.push(bytes.subarray(at, span.start));
    pieces.push(MASK_BYTES);
    at = Math.min(span.end, to);
  }
  if (at === from) return bytes.subarray(from, to);
  if (at < to) pieces.push(bytes.subarray(at, to));
  return Buffer.concat(pieces);
}

function match(expression: RegExp, text: string, from: number): Span | undefined {
  expression.lastIndex = from;
  const found = expression.exec(text);
  return found === null ? undefined : { start: found.index, end: found.index + found[0].length };
}
