import { GENESIS } from '../core/incident/chain';
import type { UnsealedEvent } from '../core/incident/encode';
import { encodeEvent } from '../core/incident/encode';
import type { Head, Heads, KnownEvent, LogEvent, NewEvent } from '../core/incident/event';
import { FORMAT_VERSION } from '../core/incident/event';
import { halveOutput } from '../core/incident/fitOutput';
import type { Result } from '../util/result';
import { fail, succeed } from '../util/result';
import type { Clock, Ids } from './ports';
import { sha256 } from './sha256';

/** Longest line of a log in bytes, line feed included; more belongs into a side file. */
export const MAX_LINE = 64 * 1024;

/** Most heads in one event: enough for every window of a team, small beside `MAX_LINE`. */
const MAX_HEADS = 64;

/** What a writer knows of another one's file. */
export interface SeenHead extends Head {
  readonly clock: number;
}

/** Events with the bytes that record them. */
export interface SealedEvents {
  readonly events: readonly KnownEvent[];
  readonly bytes: Buffer;
}

interface Position {
  readonly seq: number;
  readonly prev: string;
  readonly clock: number;
}

/** Gives a writer's events their place: sequence, logical clock, heads, chain. */
export class EventSealer {
  readonly #writer: string;
  readonly #actor: string;
  readonly #clock: Clock;
  readonly #ids: Ids;
  readonly #seen: Map<string, SeenHead>;
  /** Heads no event of this writer has named yet. */
  #news: Map<string, SeenHead>;
  #at: Position;

  constructor(
    writer: { readonly writer: string; readonly actor: string },
    ports: { readonly clock: Clock; readonly ids: Ids },
    seen: ReadonlyMap<string, SeenHead>,
  ) {
    this.#writer = writer.writer;
    this.#actor = writer.actor;
    this.#clock = ports.clock;
    this.#ids = ports.ids;
    this.#seen = new Map(seen);
    this.#news = new Map(seen);
    const clock = [...seen.values()].reduce((most, head) => Math.max(most, head.clock), 0);
    this.#at = { seq: 0, prev: GENESIS, clock };
  }

  /** How many events were sealed so far. */
  get count(): number {
    return this.#at.seq;
  }

  /** Later events come after these. */
  observe(events: readonly LogEvent[]): void {
    for (const { writer, seq, hash, clock } of events) {
      if (writer === this.#writer) continue;
      if (clock > this.#at.clock) this.#at = { ...this.#at, clock };
      const known = this.#seen.get(writer);
      if (known !== undefined && known.seq >= seq) continue;
      this.#seen.set(writer, { seq, hash, clock });
      this.#news.set(writer, { seq, hash, clock });
    }
  }

  /** Seals all of the events or none. */
  seal(events: readonly NewEvent[]): Result<SealedEvents, 'too-large'> {
    const before = this.#at;
    const newsBefore = this.#news;
    const sealed: KnownEvent[] = [];
    const lines: string[] = [];
    for (const event of events) {
      const result = this.#sealToFit(event);
      if (result === undefined) {
        this.#at = before;
        this.#news = newsBefore;
        return fail('too-large', `An event of more than ${MAX_LINE / 1024} KB was not recorded.`);
      }
      sealed.push(result.event);
      lines.push(`${result.line}\n`);
    }
    return succeed({ events: sealed, bytes: Buffer.from(lines.join('')) });
  }

  #sealToFit(event: NewEvent): { event: KnownEvent; line: string } | undefined {
    const before = this.#at;
    const newsBefore = this.#news;
    const id = this.#ids.next();
    const time = this.#clock.now().toISOString();
    let fitting = event;
    for (;;) {
      const sealed = this.#sealOne(fitting, id, time);
      if (fits(sealed.line)) return sealed;
      if (fitting.type !== 'run.ended') return undefined;
      const { head, tail } = fitting.data.output;
      if (head === '' && tail === '') return undefined;
      fitting = { ...fitting, data: halveOutput(fitting.data) };
      this.#at = before;
      this.#news = newsBefore;
    }
  }

  #sealOne(event: NewEvent, id: string, time: string): { event: KnownEvent; line: string } {
    const { seq, prev, clock } = this.#at;
    // Members are added in the order of DESIGN §4, which thus is the order of the line.
    const sealed: Record<string, unknown> = {
      v: FORMAT_VERSION,
      id,
      writer: this.#writer,
      seq: seq + 1,
      clock: clock + 1,
      time,
      actor: event.actor ?? this.#actor,
      type: event.type,
      data: event.data,
    };
    if (this.#news.size > 0) {
      sealed['heads'] = latestHeads(this.#news);
      this.#news = new Map();
    }
    sealed['prev'] = prev;
    const { line, hash } = encodeEvent(sealed as UnsealedEvent, sha256);
    sealed['hash'] = hash;
    this.#at = { seq: seq + 1, prev: hash, clock: clock + 1 };
    return { event: sealed as unknown as KnownEvent, line };
  }
}

function fits(line: string): boolean {
  // No character takes more than three bytes; counting them exactly is for the few long lines.
  return line.length * 3 < MAX_LINE || Buffer.byteLength(line) < MAX_LINE;
}

function latestHeads(heads: ReadonlyMap<string, SeenHead>): Heads {
  const latest = [...heads].sort(([, a], [, b]) => b.clock - a.clock).slice(0, MAX_HEADS);
  return Object.fromEntries(latest.map(([writer, { seq, hash }]) => [writer, { seq, hash }]));
}
