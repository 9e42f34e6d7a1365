import { GENESIS } from '../core/incident/chain';
import type { Envelope } from '../core/incident/event';
import type { LogProblem, ProblemCode } from './logProblem';

/** Where an event was read. */
export interface Place {
  readonly file: string;
  readonly line: number;
  /** The same event may stand in several parts and copies; twice in one file is a fault. */
  readonly mayRepeat: boolean;
}

export interface Joined {
  /** False for an event that was there already. */
  readonly isNew: boolean;
  readonly problem: LogProblem | undefined;
}

const FINE: Joined = { isNew: true, problem: undefined };

/** The events of one writer, joined as they are read: which are there, and what does not follow. */
export class WriterChain {
  /** Hashes of events 1, 2, 3, … as far as none is missing. */
  readonly #hashes: string[] = [];
  /** All others, by sequence: after a gap, and different events with one sequence. */
  readonly #others = new Map<number, Set<string>>();
  #lastSeq = 0;
  #lastHash = GENESIS;

  /** Of the last event; with nothing missing also their number. */
  get seq(): number {
    return this.#lastSeq;
  }

  get hash(): string {
    return this.#lastHash;
  }

  has(seq: number, hash: string): boolean {
    return this.#hashes[seq - 1] === hash || this.#others.get(seq)?.has(hash) === true;
  }

  /** Takes an event that was read at a place. */
  join({ seq, prev, hash }: Pick<Envelope, 'seq' | 'prev' | 'hash'>, place: Place): Joined {
    const expected = this.#lastSeq + 1;
    if (seq === expected) {
      const linked = prev === this.#lastHash;
      this.#take(seq, hash);
      if (linked) return FINE;
      return found('broken-chain', place, `event ${seq} does not follow the event before it`);
    }
    if (this.has(seq, hash)) {
      const problem = found('duplicate', place, `event ${seq} stands here again`).problem;
      return { isNew: false, problem: place.mayRepeat ? undefined : problem };
    }
    const forked = this.#hashes[seq - 1] !== undefined || this.#others.has(seq);
    this.#take(seq, hash);
    if (forked) return found('forked', place, `there are two different events ${seq}`);
    if (seq < expected) {
      return found('out-of-order', place, `event ${seq} stands after event ${expected - 1}`);
    }
    const missing =
      expected === seq - 1 ? `event ${expected} is` : `events ${expected} to ${seq - 1} are`;
    return found('gap', place, `${missing} missing before event ${seq}`);
  }

  #take(seq: number, hash: string): void {
    if (seq === this.#hashes.length + 1) this.#hashes.push(hash);
    else this.#others.set(seq, (this.#others.get(seq) ?? new Set()).add(hash));
    if (seq <= this.#lastSeq) return;
    this.#lastSeq = seq;
    this.#lastHash = hash;
  }
}

function found(code: ProblemCode, place: Place, message: string): Joined {
  return { isNew: true, problem: { code, file: place.file, line: place.line, message } };
}
