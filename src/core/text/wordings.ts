import { builtOnce, partsOf } from './patternParts';

/**
 * A long pattern of many wordings, searched one by one: only those are built and tried of which a
 * word is in the text. V8 takes tens of milliseconds to build a pattern of some thousand letters,
 * and most of its wordings are in no text at all.
 *
 * Finds what the pattern itself would find, the earliest in the text; of two that begin at the same
 * place, the wording that is named first. Groups are counted within the wording.
 */
export class Wordings {
  readonly #source: string;
  readonly #flags: string;
  readonly #ignoreCase: boolean;
  #wordings: readonly Wording[] | undefined;

  /** `pattern` is neither global nor sticky. */
  constructor({ source, flags, ignoreCase }: RegExp) {
    this.#source = source;
    this.#flags = flags;
    this.#ignoreCase = ignoreCase;
  }

  test(text: string): boolean {
    const words = this.#ignoreCase ? text.toLowerCase() : text;
    for (const wording of this.#all())
      if (wording.mayBeIn(words) && wording.pattern.test(text)) return true;
    return false;
  }

  exec(text: string): RegExpExecArray | null {
    const words = this.#ignoreCase ? text.toLowerCase() : text;
    let first: RegExpExecArray | null = null;
    for (const wording of this.#all()) {
      const match = wording.mayBeIn(words) ? wording.pattern.exec(text) : null;
      if (match !== null && (first === null || match.index < first.index)) first = match;
    }
    return first;
  }

  #all(): readonly Wording[] {
    return (this.#wordings ??= partsOf(this.#source, this.#ignoreCase).map(
      ({ source, needs }) => new Wording(source, this.#flags, needs),
    ));
  }
}

class Wording {
  readonly #source: string;
  readonly #flags: string;
  readonly #needs: readonly (readonly string[])[];
  #pattern: RegExp | undefined;

  constructor(source: string, flags: string, needs: readonly (readonly string[])[]) {
    this.#source = source;
    this.#flags = flags;
    this.#needs = needs;
  }

  get pattern(): RegExp {
    return (this.#pattern ??= new RegExp(builtOnce(this.#source), this.#flags));
  }

  mayBeIn(text: string): boolean {
    for (const oneOf of this.#needs) if (!holdsOne(text, oneOf)) return false;
    return true;
  }
}

function holdsOne(text: string, oneOf: readonly string[]): boolean {
  for (const word of oneOf) if (text.includes(word)) return true;
  return false;
}
