/**
 * A pattern over letters of every script. V8 takes long to build `\p{L}`, and most texts hold none
 * but ASCII: for these there is a pattern of its own, which means the same in them. Each is built
 * when it is first asked for.
 */
export class LetterPattern {
  readonly #source: string;
  readonly #flags: string;
  #ascii: RegExp | undefined;
  #any: RegExp | undefined;

  /** `source` names `\p{L}` and `\p{Extended_Pictographic}` in classes only; `flags` are without `u`. */
  constructor(source: string, flags: string) {
    this.#source = source;
    this.#flags = flags;
  }

  /** The pattern to search a text with. */
  for(text: string): RegExp {
    if (NOT_ASCII.test(text)) return (this.#any ??= new RegExp(this.#source, `${this.#flags}u`));
    return (this.#ascii ??= new RegExp(
      this.#source.replaceAll('\\p{L}', 'A-Za-z').replaceAll('\\p{Extended_Pictographic}', ''),
      this.#flags,
    ));
  }
}

const NOT_ASCII = /[^\0-\x7f]/;
