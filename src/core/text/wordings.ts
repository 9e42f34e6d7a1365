import { builtOnce, partsOf, type PatternPart } from './patternParts';

/**
 * A long pattern of many wordings, searched one by one: only those are built and tried of which a
 * word is in the text. V8 takes tens of milliseconds to build a pattern of some thousand letters,
 * and most of its wordings are in no text at all.
 *
 * Finds what the pattern itself would find, the earliest in the text; of two that begin at the same
 * place, the wording that is named first. Groups are counted within the wording.
 */
export class Wordings {
  readonly #pattern: RegExp;
  readonly #built = new Map<PatternPart, RegExp>();
  #parts: readonly PatternPart[] | undefined;

  /** `pattern` is neither global nor sticky. */
  constructor(pattern: RegExp) {
    this.#pattern = pattern;
  }

  test(text: string): boolean {
    for (const pattern of this.#thatMayBeIn(text)) if (pattern.test(text)) return true;
    return false;
  }

  exec(text: string): RegExpExecArray | null {
    let first: RegExpExecArray | null = null;
    for (const pattern of this.#thatMayBeIn(text)) {
      const match = pattern.exec(text);
      if (match !== null && (first === null || match.index < first.index)) first = match;
    }
    return first;
  }

  *#thatMayBeIn(text: string): Iterable<RegExp> {
    const { ignoreCase, flags, source } = this.#pattern;
    this.#parts ??= partsOf(source, ignoreCase);
    const words = ignoreCase ? text.toLowerCase() : text;
    for (const part of this.#parts) {
      if (!part.needs.every((oneOf) => oneOf.some((word) => words.includes(word)))) continue;
      const built = this.#built.get(part) ?? new RegExp(builtOnce(part.source), flags);
      this.#built.set(part, built);
      yield built;
    }
  }
}
