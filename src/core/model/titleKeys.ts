import { normalise } from './normalise';

/** The key of no title, and of nothing before. */
export const NO_KEY = 0;

/** Numbers for titles and for paths of them, as far as they decide over identity. */
export class TitleKeys {
  readonly #texts: string[] = [''];
  readonly #keys = new Map([['', NO_KEY]]);
  readonly #folded = new Map<string, number>();
  readonly #paths = new Map<readonly string[], number>();

  text(key: number): string {
    return this.#texts[key] ?? '';
  }

  key(title: string): number {
    let key = this.#folded.get(title);
    if (key === undefined) this.#folded.set(title, (key = this.#keyOf(normalise(title))));
    return key;
  }

  pathKey(path: readonly string[]): number {
    let key = this.#paths.get(path);
    if (key === undefined) {
      const titles = path.map((title) => this.text(this.key(title)));
      this.#paths.set(path, (key = this.#keyOf(titles.join('\n'))));
    }
    return key;
  }

  #keyOf(text: string): number {
    let key = this.#keys.get(text);
    if (key === undefined) this.#keys.set(text, (key = this.#texts.push(text) - 1));
    return key;
  }
}
