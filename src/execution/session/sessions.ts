import type { CommandRequest } from '../command';
import type { FifoPool } from '../process/fifoPool';
import type { RunOutput } from '../run/runOutput';
import { startOneShot } from '../run/startOneShot';
import type { StartedProcess } from '../run/startedProcess';
import { BashSession } from './bashSession';

interface Entry {
  readonly session: BashSession;
  /** The step that runs, and those that wait for it. */
  last: Promise<unknown>;
}

/** The sessions of a window, by the key the host chose and the shell; steps of one follow in order. */
export class Sessions {
  readonly #entries = new Map<string, Entry>();
  readonly #pool: FifoPool;
  readonly #token: string;

  constructor(pool: FifoPool, token: string) {
    this.#pool = pool;
    this.#token = token;
  }

  get groups(): readonly number[] {
    return [...this.#entries.values()].flatMap(({ session }) => session.groups);
  }

  /**
   * Starts a step after those before it in its session.
   * @returns undefined when it was stopped while it waited
   */
  async run(
    shellPath: string,
    request: CommandRequest,
    output: RunOutput,
    isStopped: () => boolean,
  ): Promise<StartedProcess | undefined> {
    if (request.shell !== 'bash') {
      const [stdout = '', stderr = '', stdin] = (await this.#pool.take(3)) ?? [];
      return startOneShot(shellPath, request, this.#token, output, this.#pool, [
        stdout,
        stderr,
        stdin,
      ]);
    }
    const entry = this.#entry(shellPath, request);
    const before = entry.last;
    let done: () => void = () => undefined;
    entry.last = new Promise<void>((resolve) => (done = resolve));
    await before;
    if (isStopped()) {
      done();
      return undefined;
    }
    const started = await entry.session.start(request, output, isStopped);
    if (started === undefined) done();
    else void started.end.finally(done); // the end never rejects
    return started;
  }

  /** Ends what the key's sessions left running and forgets their state, in all shells. */
  reset(sessionKey: string): void {
    for (const [key, entry] of this.#entries) {
      if (!key.startsWith(`${sessionKey}\0`)) continue;
      entry.session.reset();
      this.#entries.delete(key);
    }
  }

  #entry(shellPath: string, { sessionKey = '', shell }: CommandRequest): Entry {
    const key = `${sessionKey}\0${shell}`;
    const entry = this.#entries.get(key) ?? {
      session: new BashSession(shellPath, this.#token, this.#pool),
      last: Promise.resolve(),
    };
    this.#entries.set(key, entry);
    return entry;
  }
}
