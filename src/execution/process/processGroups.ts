import { signalGroup, signalProcess } from './processGroup';

/**
 * The process groups that belong to us, to be ended when their time has come. The number of a group
 * goes to somebody else once the group is empty: on Linux with its 32,768 process ids within
 * minutes of a busy machine. So a group whose leader has ended is ours only while it has processes
 * and no process has its number; the system gives no number away that a group still uses.
 */
export class ProcessGroups {
  readonly #led = new Set<number>();
  /** Their leaders have ended; background processes live on in them. */
  readonly #left = new Set<number>();

  /** A leader that we, or a child of ours, has started and not yet waited for. */
  started(group: number): void {
    this.#left.delete(group);
    this.#led.add(group);
  }

  /** To be called when the leader has been waited for, without delay. */
  ended(group: number): void {
    if (this.#led.delete(group) && signalGroup(group, 0)) this.#left.add(group);
  }

  /** Those in which there is something to end. */
  get alive(): readonly number[] {
    return [...this.#led, ...this.left];
  }

  /** Those in which background processes live on whose leaders have ended. */
  get left(): readonly number[] {
    for (const group of this.#left) if (!isStillOurs(group)) this.#left.delete(group);
    return [...this.#left];
  }

  clear(): void {
    this.#led.clear();
    this.#left.clear();
  }
}

function isStillOurs(group: number): boolean {
  return signalGroup(group, 0) && !signalProcess(group, 0);
}
