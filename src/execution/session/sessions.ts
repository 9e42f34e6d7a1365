import type { CommandRequest, ShellName } from '../command';
import type { FifoPool } from '../process/fifoPool';
import { noPipes } from '../run/noPipes';
import type { RunOutput } from '../run/runOutput';
import { startOneShot, takePipes } from '../run/startOneShot';
import type { StartedProcess } from '../run/startedProcess';
import { BashSession } from './bashSession';
import { DumpSession } from './dumpSession';
import { jobsNote } from './jobsNote';
import { PWSH_DUMP } from './pwshDump';
import { ShSession } from './shSession';
import type { StepSession } from './stepSession';
import { StepReports } from './stepReports';
import { ExitTraps } from './trapNote';
import { ZSH_DUMP } from './zshDump';

interface Entry {
  readonly shellPath: string;
  session: StepSession;
  /** The step that runs, and those that wait for it. */
  last: Promise<unknown>;
  /** Steps that go on until they are stopped, each in a copy of the session. */
  readonly beside: Set<StepSession>;
  readonly traps: ExitTraps;
}

/** The sessions of a window, by the key the host chose and the shell; steps of one follow in order. */
export class Sessions {
  readonly #entries = new Map<string, Entry>();
  readonly #pool: FifoPool;
  readonly #token: string;
  readonly #reports: StepReports;

  constructor(pool: FifoPool, token: string) {
    this.#pool = pool;
    this.#token = token;
    this.#reports = new StepReports(pool);
  }

  get groups(): readonly number[] {
    const entries = [...this.#entries.values()];
    const sessions = entries.flatMap(({ session, beside }) => [session, ...beside]);
    return sessions.flatMap(({ groups }) => groups);
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
    if (request.shell === 'python' || request.shell === 'node') {
      return this.#alone(shellPath, request, output);
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
    try {
      const beside = await startBeside(entry, request, output, isStopped);
      if (beside !== 'unsupported') {
        done();
        return beside;
      }
      const started = await this.#start(entry, shellPath, request, output, isStopped);
      if (started === undefined) done();
      else void started.end.then(done, done); // whoever started it hears of it
      return started;
    } catch (error) {
      done(); // the steps behind this one have a chance of their own
      throw error;
    }
  }

  async #start(
    entry: Entry,
    shellPath: string,
    request: CommandRequest,
    output: RunOutput,
    isStopped: () => boolean,
  ): Promise<StartedProcess | undefined> {
    const note = [
      await jobsNote(request.script, entry.session),
      entry.traps.noteFor(request.script),
    ].filter((said) => said !== undefined);
    entry.traps.started(request.script);
    const started = await entry.session.start(request, output, isStopped);
    for (const said of note) output.add('stderr', Buffer.from(said));
    if (started !== 'unsupported') return started;
    entry.session = new ShSession(shellPath, this.#token, this.#pool);
    const again = await entry.session.start(request, output, isStopped);
    return again === 'unsupported' ? undefined : again;
  }

  /** The shell of a session that has begun: it stays the same, whatever becomes of PATH. */
  shellPathOf({ sessionKey, shell }: CommandRequest): string | undefined {
    return sessionKey === undefined
      ? undefined
      : this.#entries.get(`${sessionKey}\0${shell}`)?.shellPath;
  }

  /** Ends what the key's sessions left running and forgets their state, in all shells. */
  reset(sessionKey: string): void {
    for (const [key, entry] of this.#entries) {
      if (!key.startsWith(`${sessionKey}\0`)) continue;
      for (const session of [entry.session, ...entry.beside]) session.reset();
      this.#entries.delete(key);
    }
  }

  #entry(shellPath: string, { sessionKey = '', shell }: CommandRequest): Entry {
    const key = `${sessionKey}\0${shell}`;
    const entry = this.#entries.get(key) ?? {
      shellPath,
      session: this.#session(shellPath, shell),
      last: Promise.resolve(),
      beside: new Set<StepSession>(),
      traps: new ExitTraps(),
    };
    this.#entries.set(key, entry);
    return entry;
  }

  #session(shellPath: string, shell: ShellName): StepSession {
    if (shell === 'bash') {
      return new BashSession(shellPath, this.#token, this.#pool, this.#reports);
    }
    if (shell === 'zsh') return new DumpSession(shellPath, ZSH_DUMP, this.#token, this.#pool);
    if (shell === 'pwsh') return new DumpSession(shellPath, PWSH_DUMP, this.#token, this.#pool);
    return new ShSession(shellPath, this.#token, this.#pool);
  }

  /** Programs that are no shells have no state to carry over. */
  async #alone(
    shellPath: string,
    request: CommandRequest,
    output: RunOutput,
  ): Promise<StartedProcess | undefined> {
    const pipes = await takePipes(this.#pool, request);
    if (pipes === undefined) return noPipes();
    return startOneShot(shellPath, request, this.#token, output, this.#pool, pipes);
  }
}

/**
 * Starts a step that nobody waits for, as it goes on until it is stopped: it takes up the state of
 * the session and leaves none.
 */
async function startBeside(
  { session, beside }: Entry,
  request: CommandRequest,
  output: RunOutput,
  isStopped: () => boolean,
): Promise<StartedProcess | undefined | 'unsupported'> {
  const copy = request.follow === true ? await session.copy?.() : undefined;
  if (copy === undefined) return 'unsupported';
  beside.add(copy);
  const over = () => {
    copy.reset();
    beside.delete(copy);
  };
  const started = await copy.start(request, output, isStopped);
  if (started === undefined || started === 'unsupported') over();
  else void started.end.then(over, over); // whoever started it hears of it
  return started;
}
