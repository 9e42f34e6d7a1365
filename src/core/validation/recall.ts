import { ownText } from '../text/ownText';

interface Known {
  readonly answer: unknown;
  /** The check that asked for it last. */
  check: number;
}

/**
 * What was found in single lines, passages and blocks by themselves, from one check of a document
 * to the next: an edit leaves most of them as they were. What a check did not ask for is forgotten.
 */
export class Recall {
  readonly #known = new Map<string, Map<string, Known>>();
  #check = 0;

  /** Begins a check. */
  begin(): void {
    for (const known of this.#known.values())
      known.forEach(({ check }, text) => {
        if (check < this.#check) known.delete(text);
      });
    this.#check++;
  }

  /** The answer to a question about a text, which must follow from the text alone. */
  once<T>(question: string, text: string, answer: (text: string) => T): T {
    let known = this.#known.get(question);
    if (known === undefined) this.#known.set(question, (known = new Map<string, Known>()));
    const found = known.get(text);
    if (found !== undefined) {
      found.check = this.#check;
      return found.answer as T;
    }
    // What is kept must not keep the document that it was a slice of.
    const own = ownText(text);
    const value = answer(own);
    known.set(own, { answer: value, check: this.#check });
    return value;
  }
}
