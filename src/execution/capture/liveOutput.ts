import { StringDecoder } from 'node:string_decoder';

import type { OutputPiece } from '../command';
import { BoundedBytes } from './boundedBytes';

type StreamName = OutputPiece['stream'];

/** At most 20 updates a second. */
const INTERVAL_MS = 50;
/** Most bytes of one update before its middle is dropped, and of what is kept of its end. */
const UPDATE_BYTES = 16_384;
const TAIL_BYTES = 4_096;
const MOST_PIECES = 200;

/**
 * Passes output on as it comes, but at a bounded rate and size: what a flood brings in between two
 * updates is reduced to its first and its last bytes with a notice of what is missing.
 */
export class LiveOutput {
  readonly #emit: (piece: OutputPiece) => void;
  readonly #decoders = { stdout: new StringDecoder('utf8'), stderr: new StringDecoder('utf8') };
  #pieces: { readonly stream: StreamName; readonly chunks: Buffer[] }[] = [];
  #size = 0;
  #overflow: Map<StreamName, BoundedBytes> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #nextAt = 0;

  constructor(emit: (piece: OutputPiece) => void) {
    this.#emit = emit;
  }

  /** The bytes may be used again afterwards. */
  add(stream: StreamName, bytes: Buffer): void {
    if (bytes.length === 0) return;
    const fits =
      this.#overflow === undefined &&
      this.#size + bytes.length <= UPDATE_BYTES &&
      this.#pieces.length < MOST_PIECES;
    if (fits) this.#keep(stream, bytes);
    else this.#reduce(stream, bytes);
    this.#schedule();
  }

  /** Everything that is still held back. */
  end(): void {
    this.#flush();
    for (const stream of ['stdout', 'stderr'] as const) {
      this.#send(stream, this.#decoders[stream].end());
    }
  }

  #keep(stream: StreamName, bytes: Buffer): void {
    const last = this.#pieces.at(-1);
    if (last?.stream === stream) last.chunks.push(Buffer.from(bytes));
    else this.#pieces.push({ stream, chunks: [Buffer.from(bytes)] });
    this.#size += bytes.length;
  }

  #reduce(stream: StreamName, bytes: Buffer): void {
    this.#overflow ??= new Map();
    const kept = this.#overflow.get(stream) ?? new BoundedBytes(TAIL_BYTES);
    this.#overflow.set(stream, kept);
    kept.add(bytes);
  }

  #schedule(): void {
    if (this.#timer !== undefined) return;
    const wait = this.#nextAt - performance.now();
    if (wait <= 0) this.#flush();
    else this.#timer = setTimeout(() => this.#flush(), wait);
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#nextAt = performance.now() + INTERVAL_MS;
    const pieces = this.#pieces.map(({ stream, chunks }): OutputPiece => {
      return { stream, text: this.#decoders[stream].write(Buffer.concat(chunks)) };
    });
    for (const [stream, kept] of this.#overflow ?? []) {
      const text = this.#reduced(stream, kept);
      const last = pieces.at(-1);
      // One update for both, of a flood on one stream.
      if (last?.stream === stream) pieces.splice(-1, 1, { stream, text: last.text + text });
      else pieces.push({ stream, text });
    }
    for (const { stream, text } of pieces) this.#send(stream, text);
    this.#pieces = [];
    this.#size = 0;
    this.#overflow = undefined;
  }

  #reduced(stream: StreamName, kept: BoundedBytes): string {
    const { head, tail } = kept.read();
    const decoder = this.#decoders[stream];
    if (tail === undefined) return decoder.write(head);
    const missing = kept.total - head.length - tail.length;
    const notice = `\n[${missing} bytes not shown here]\n`;
    return decoder.write(head) + decoder.end() + notice + decoder.write(tail);
  }

  #send(stream: StreamName, text: string): void {
    if (text !== '') this.#emit({ stream, text });
  }
}
