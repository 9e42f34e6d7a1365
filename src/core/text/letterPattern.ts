/**
 * A pattern over letters of every script. V8 takes long to build `\p{L}`, and most texts hold none
 * but those of ASCII or of Western Europe: for these there are patterns of their own, which mean
 * the same in them. Each is built when it is first asked for.
 */
export class LetterPattern {
  readonly #source: string;
  readonly #flags: string;
  readonly #known = new Map<string, RegExp>();

  /** `source` names `\p{L}` and `\p{Extended_Pictographic}` in classes only; `flags` are without `u`. */
  constructor(source: string, flags: string) {
    this.#source = source;
    this.#flags = flags;
  }

  /** The pattern to search a text with. */
  for(text: string): RegExp {
    if (!NOT_ASCII.test(text)) return this.#with('A-Za-z');
    const western = isWestern(text) && !this.#source.includes('\\p{E');
    return this.#with(western ? WESTERN_LETTERS : ANY_LETTER);
  }

  #with(letters: string): RegExp {
    const known = this.#known.get(letters);
    if (known !== undefined) return known;
    const any = letters === ANY_LETTER;
    const source = any
      ? this.#source
      : this.#source.replaceAll('\\p{L}', letters).replaceAll('\\p{Extended_Pictographic}', '');
    const made = new RegExp(source, any ? `${this.#flags}u` : this.#flags);
    this.#known.set(letters, made);
    return made;
  }
}

const NOT_ASCII = /[^\0-\x7f]/;
const ANY_LETTER = '\\p{L}';

/** The letters of the texts that `isWestern` knows, for a class. */
export const WESTERN_LETTERS = 'A-Za-zªµºÀ-ÖØ-öø-ɏ';

/** Whether a text holds nothing but Latin letters, digits, typographic signs, arrows and symbols. */
export function isWestern(text: string): boolean {
  return !NOT_WESTERN.test(text);
}

const NOT_WESTERN =
  /[^\0-\u024f\u2010-\u2027\u2030-\u205e\u2122\u2190-\u23ff\u2500-\u2775\u2794-\u27bf\ufe0f]/;
