import type { LogEvent } from '../core/incident/event';
import { GENESIS } from '../core/incident/chain';
import type { LogProblem, ProblemCode } from './logProblem';

/** Where an event was read. */
export interface Place {
  readonly file: string;
  readonly line: number;
  /** The same event may stand in several parts and copies; twice in one file is a fault. */
  readonly mayRepeat: boolean;
}

/** The events of one writer as they are read, with what does not follow. */
export class WriterEvents {
  readonly events: LogEvent[] = [];
  #bySeq: Map<number, Set<string>> | undefined;
  #lastSeq = 0;
  #lastHash = GENESIS;

  get seq(): number {
    return this.#lastSeq;
  }

  get hash(): string {
    return this.#lastHash;
  }

  /** Takes an event unless it is there already; answers what is wrong with its place. */
  add(event: LogEvent, place: Place): LogProblem | undefined {
    if (event.seq === this.#lastSeq + 1) {
      const linked = event.prev === this.#lastHash;
      this.#take(event);
      if (linked) return undefined;
      return problem('broken-chain', place, 'it does not follow the event before it');
    }
    const hashes = this.#index().get(event.seq);
    if (hashes?.has(event.hash) === true) {
      if (place.mayRepeat) return undefined;
      return problem('duplicate', place, `event ${event.seq} stands here again`);
    }
    const expected = this.#lastSeq + 1;
    this.#take(event);
    if (hashes !== undefined) {
      return problem('forked', place, `there are two different events ${event.seq}`);
    }
    if (event.seq < expected) {
      return problem('out-of-order', place, `event ${event.seq} stands after ${expected - 1}`);
    }
    const last = event.seq - 1;
    const missing = expected === last ? `event ${last} is` : `events ${expected} to ${last} are`;
    return problem('gap', place, `${missing} missing before this one`);
  }

  #take(event: LogEvent): void {
    this.events.push(event);
    this.#bySeq?.set(event.seq, (this.#bySeq.get(event.seq) ?? new Set()).add(event.hash));
    if (event.seq <= this.#lastSeq) return;
    this.#lastSeq = event.seq;
    this.#lastHash = event.hash;
  }

  #index(): Map<number, Set<string>> {
    if (this.#bySeq !== undefined) return this.#bySeq;
    this.#bySeq = new Map();
    for (const { seq, hash } of this.events) {
      this.#bySeq.set(seq, (this.#bySeq.get(seq) ?? new Set()).add(hash));
    }
    return this.#bySeq;
  }
}

function problem(code: ProblemCode, place: Place, message: string): LogProblem {
  return { code, file: place.file, line: place.line, message };
}
