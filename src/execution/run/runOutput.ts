import type { CapturedOutput, OutputPiece } from '../command';
import { LiveOutput } from '../capture/liveOutput';
import { OutputCapture, type CaptureSetup } from '../capture/outputCapture';
import { Masker, type MaskingRules } from '../masking/masker';

type StreamName = OutputPiece['stream'];

/** After this long without output the line so far is shown, in milliseconds. */
const IDLE_MS = 40;

/** The way of a run's output: masked first, then kept, then shown. */
export class RunOutput {
  readonly #maskers: Readonly<Record<StreamName, Masker>>;
  readonly #capture: OutputCapture;
  readonly #live: LiveOutput;
  readonly #timers: Partial<Record<StreamName, NodeJS.Timeout>> = {};
  #bytes = 0;

  constructor(rules: MaskingRules, setup: CaptureSetup, show: (piece: OutputPiece) => void) {
    this.#maskers = { stdout: new Masker(rules), stderr: new Masker(rules) };
    this.#capture = new OutputCapture(setup);
    this.#live = new LiveOutput(show);
  }

  /** The chunk may be used again afterwards. */
  add(stream: StreamName, chunk: Buffer): void {
    this.#bytes += chunk.length;
    const masker = this.#maskers[stream];
    this.#pass(stream, masker.push(chunk));
    if (masker.holdsBack && this.#timers[stream] === undefined) {
      this.#timers[stream] = setTimeout(() => this.#idle(stream), IDLE_MS);
    }
  }

  /** Never rejects. */
  end(): Promise<CapturedOutput> {
    for (const stream of ['stdout', 'stderr'] as const) {
      clearTimeout(this.#timers[stream]);
      this.#pass(stream, this.#maskers[stream].end());
    }
    this.#live.end();
    return this.#capture.end(this.#bytes);
  }

  #idle(stream: StreamName): void {
    delete this.#timers[stream];
    this.#pass(stream, this.#maskers[stream].idle());
  }

  #pass(stream: StreamName, bytes: Buffer): void {
    this.#capture.add(stream, bytes);
    this.#live.add(stream, bytes);
  }
}
