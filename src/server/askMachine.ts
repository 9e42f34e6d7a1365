import type { MachineAnswer, MachineQuestion } from '../core/validation/machine';

/** Somebody who can start programs: answers in the order of the questions. */
export type Machine = (
  uri: string,
  questions: readonly MachineQuestion[],
  signal: AbortSignal,
) => Promise<readonly MachineAnswer[]>;

type Told = (questions: readonly MachineQuestion[], answers: readonly MachineAnswer[]) => void;

/** A keystroke comes before the pause in which the machine is asked. Milliseconds. */
const PAUSE_MS = 400;
const DEADLINE_MS = 30_000;

interface Asking {
  /** The questions; the same again change nothing. */
  readonly key: string;
  readonly timer: NodeJS.Timeout;
  readonly abort: AbortController;
}

/**
 * Asks the machine about open documents, one question at a time for each: when the next version
 * is checked first, what was asked about the last is given up.
 */
export class AskMachine {
  readonly #machine: Machine;
  readonly #told: Told;
  readonly #asking = new Map<string, Asking>();
  readonly #answers = new Map<string, number>();

  /** @param told called with every answer, before the document is checked again */
  constructor(machine: Machine, told: Told) {
    this.#machine = machine;
    this.#told = told;
  }

  /** How often the machine told something new of a document. */
  answersTo(uri: string): number {
    return this.#answers.get(uri) ?? 0;
  }

  ask(uri: string, questions: readonly MachineQuestion[]): void {
    const key = JSON.stringify(questions);
    if (this.#asking.get(uri)?.key === key) return;
    this.forget(uri);
    const abort = new AbortController();
    const timer = setTimeout(() => void this.#ask(uri, questions, abort), PAUSE_MS);
    this.#asking.set(uri, { key, timer, abort });
  }

  /** Gives up what is asked about a document. */
  forget(uri: string): void {
    const before = this.#asking.get(uri);
    clearTimeout(before?.timer);
    before?.abort.abort();
    this.#asking.delete(uri);
  }

  async #ask(
    uri: string,
    questions: readonly MachineQuestion[],
    abort: AbortController,
  ): Promise<void> {
    const signal = AbortSignal.any([abort.signal, AbortSignal.timeout(DEADLINE_MS)]);
    // A client that cannot answer, or not in time: it is not asked the same again.
    const none = (): readonly MachineAnswer[] => [];
    const answers = await this.#machine(uri, questions, signal).catch(none);
    if (abort.signal.aborted) return;
    this.#asking.delete(uri);
    const told = answers.some((faults) => faults !== undefined && faults.length > 0);
    if (told) this.#answers.set(uri, this.answersTo(uri) + 1);
    this.#told(questions, answers);
  }
}
