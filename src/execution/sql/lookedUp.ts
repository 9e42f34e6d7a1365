import type { NamesUsed } from '../../core/run/sql/namesUsed';

/** For so many milliseconds an answer counts; somebody may plant what a name means then. */
const VALID_MS = 10_000;
const MOST = 100;

/**
 * The names that a connection has looked up of late and found nothing behind: looking takes longer
 * than a short statement, and a check that is tried again names the same ones.
 */
export class LookedUp {
  readonly #until = new Map<string, number>();

  has(used: NamesUsed): boolean {
    return (this.#until.get(JSON.stringify(used)) ?? 0) > performance.now();
  }

  add(used: NamesUsed): void {
    if (this.#until.size >= MOST) this.#until.clear();
    this.#until.set(JSON.stringify(used), performance.now() + VALID_MS);
  }
}
