import type { Readable, Writable } from 'node:stream';

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly sessionId?: string;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly message?: string };
}

type Answer = Readonly<Record<string, unknown>>;

/**
 * Speaks the DevTools protocol over the pipes of `--remote-debugging-pipe`: one JSON message, one
 * zero byte. Unlike `--print-to-pdf` every build of Chromium has it, and no port is opened.
 */
export class BrowserPipe {
  readonly #out: Writable;
  readonly #waiting = new Map<number, (message: Message) => void>();
  readonly #events = new Map<string, () => void>();
  #rest: Buffer[] = [];
  #count = 0;

  constructor(out: Writable, input: Readable) {
    this.#out = out;
    input.on('data', (chunk: Buffer) => this.#read(chunk));
    // The end of the process tells; a broken pipe has nothing to add.
    out.on('error', () => undefined);
    input.on('error', () => undefined);
  }

  /** Rejects with the browser's message when it refuses. */
  ask(method: string, params: Answer = {}, sessionId?: string): Promise<Answer> {
    const id = (this.#count += 1);
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, ({ result, error }) => {
        if (error === undefined) resolve(result ?? {});
        else reject(new Error(error.message ?? method));
      });
      this.#out.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    });
  }

  /** Resolves when the event comes for the first time from now on. */
  once(method: string): Promise<void> {
    return new Promise((resolve) => this.#events.set(method, resolve));
  }

  /** A message may come in many chunks: a printed page is one of several megabytes. */
  #read(chunk: Buffer): void {
    let start = 0;
    for (let end = chunk.indexOf(0); end !== -1; end = chunk.indexOf(0, start)) {
      const whole = Buffer.concat([...this.#rest, chunk.subarray(start, end)]);
      this.#rest = [];
      start = end + 1;
      const message = parse(whole.toString('utf8'));
      if (message !== undefined) this.#take(message);
    }
    if (start < chunk.length) this.#rest.push(chunk.subarray(start));
  }

  #take(message: Message): void {
    const { id, method } = message;
    if (id !== undefined) {
      this.#waiting.get(id)?.(message);
      this.#waiting.delete(id);
    } else if (method !== undefined) {
      this.#events.get(method)?.();
      this.#events.delete(method);
    }
  }
}

/** Undefined for what no browser would say: another program may have been named as one. */
function parse(text: string): Message | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
