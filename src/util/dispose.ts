export interface Disposable {
  dispose(): void;
}

/** Owns disposables and disposes them once, last registered first; collects what they throw. */
export class DisposableStore implements Disposable {
  readonly #items: Disposable[] = [];
  #disposed = false;

  add<T extends Disposable>(item: T): T {
    if (this.#disposed) item.dispose();
    else this.#items.push(item);
    return item;
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    const errors: unknown[] = [];
    for (const item of this.#items.reverse()) {
      try {
        item.dispose();
      } catch (error) {
        errors.push(error);
      }
    }
    this.#items.length = 0;
    if (errors.length > 0) throw new AggregateError(errors, 'disposing failed');
  }
}
