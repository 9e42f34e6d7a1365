import type { OutputStore } from '../storage/outputs';
import { textHash } from './consent';
import { maskText } from './maskText';

/** Longer runbooks are not kept: no person wrote them. */
const LONGEST = 4_000_000;

/** Keeps runbooks as they were read, each text once, with what looks like a secret masked. */
export class RunbookCopies {
  readonly #store: OutputStore;
  readonly #kept = new Map<string, Promise<string | undefined>>();

  constructor(store: OutputStore) {
    this.#store = store;
  }

  /** The name of the side file; undefined when it could not be written, which stops nothing. */
  keep(text: string): Promise<string | undefined> {
    const hash = textHash(text);
    const known = this.#kept.get(hash);
    if (known !== undefined) return known;
    const keeping = this.#put(text);
    this.#kept.set(hash, keeping);
    return keeping;
  }

  /** The text of a copy; undefined when it is gone or damaged. */
  async read(file: string): Promise<string | undefined> {
    const bytes = await this.#store.readOutput(file, LONGEST);
    return bytes.ok ? Buffer.from(bytes.value).toString('utf8') : undefined;
  }

  async #put(text: string): Promise<string | undefined> {
    if (text.length > LONGEST) return undefined;
    const stored = await this.#store.putOutput(Buffer.from(maskText(text, [])));
    if (!stored.ok) this.#kept.delete(textHash(text)); // tried again with the next run
    return stored.ok ? stored.value.file : undefined;
  }
}
