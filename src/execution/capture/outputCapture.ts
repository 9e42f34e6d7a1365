import { createHash } from 'node:crypto';

import type { CapturedOutput, CapturedText, OutputPiece } from '../command';
import { BoundedBytes } from './boundedBytes';
import { countLineFeeds } from './countLineFeeds';
import { lastState } from './lastState';
import { SpillFile } from './spillFile';
import { Utf8Watch } from './utf8Watch';

/** How much of the start and of the end is kept in memory, in bytes. */
export const KEPT_BYTES = 65_536;
const LINE_FEED = 10;

export interface CaptureSetup {
  /** Folder and name of the side file. */
  readonly folder: string;
  readonly name: string;
  readonly limitBytes: number;
}

/** Takes masked bytes and keeps what a record needs of them in bounded memory. */
export class OutputCapture {
  readonly #all = new BoundedBytes(KEPT_BYTES);
  readonly #streams = {
    stdout: new BoundedBytes(KEPT_BYTES),
    stderr: new BoundedBytes(KEPT_BYTES),
  };
  readonly #watches = { stdout: new Utf8Watch(), stderr: new Utf8Watch() };
  readonly #hash = createHash('sha256');
  readonly #file: SpillFile;
  /** What would be in the file, as long as it is too little for one. */
  #early: Buffer[] | undefined = [];
  #earlyLength = 0;
  #lines = 0;
  #lastByte = LINE_FEED;

  constructor(setup: CaptureSetup) {
    this.#file = new SpillFile(setup.folder, setup.name, setup.limitBytes);
  }

  /** The bytes may be used again afterwards. */
  add(stream: OutputPiece['stream'], bytes: Buffer): void {
    if (bytes.length === 0) return;
    this.#all.add(bytes);
    this.#streams[stream].add(bytes);
    this.#watches[stream].add(bytes);
    this.#hash.update(bytes);
    this.#lines += countLineFeeds(bytes);
    this.#lastByte = bytes[bytes.length - 1] ?? LINE_FEED;
    this.#spill(bytes);
  }

  /**
   * Resolves once the side file is complete; never rejects.
   * @param rawBytes what the command wrote, before masking
   */
  async end(rawBytes: number): Promise<CapturedOutput> {
    const binary = this.#watches.stdout.binary || this.#watches.stderr.binary;
    if (binary) this.#writeEarly(); // the only place where the bytes themselves can be kept
    await this.#file.close();
    return {
      ...captured(this.#all),
      bytes: rawBytes,
      lines: this.#lines + (this.#lastByte === LINE_FEED ? 0 : 1),
      sha256: this.#hash.digest('hex'),
      binary,
      file: this.#file.path,
      fileTruncated: this.#file.truncated,
      stdout: captured(this.#streams.stdout),
      stderr: captured(this.#streams.stderr),
    };
  }

  #spill(bytes: Buffer): void {
    if (this.#early === undefined) {
      this.#file.write(bytes);
      return;
    }
    this.#early.push(Buffer.from(bytes));
    this.#earlyLength += bytes.length;
    if (this.#earlyLength > KEPT_BYTES) this.#writeEarly();
  }

  #writeEarly(): void {
    for (const bytes of this.#early ?? []) this.#file.write(bytes);
    this.#early = undefined;
  }
}

function captured(bytes: BoundedBytes): CapturedText {
  const { head, tail } = bytes.read();
  return {
    head: lastState(head.toString('utf8')),
    tail: tail === undefined ? '' : lastState(tail.toString('utf8')),
    truncated: tail !== undefined,
  };
}
