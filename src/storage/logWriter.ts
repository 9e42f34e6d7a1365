import type { KnownEvent, LogEvent, NewEvent } from '../core/incident/event';
import type { WriterOpened } from '../core/incident/eventData';
import type { Disposable } from '../util/dispose';
import type { Listen } from '../util/emitter';
import { Emitter } from '../util/emitter';
import type { Result } from '../util/result';
import { fail, succeed } from '../util/result';
import { AppendFile } from './appendFile';
import type { SeenHead } from './eventSealer';
import { EventSealer } from './eventSealer';
import type { LogFolder } from './logFolders';
import type { LogState } from './logState';
import { notSavedReason } from './logState';
import type { StoragePorts } from './ports';

/** Who writes. `writer` comes from `newWriterName`; one per window or process and log. */
export interface WriterInfo extends Omit<WriterOpened, 'log'> {
  readonly writer: string;
  /** Who the events are by, unless an event says otherwise. */
  readonly actor: string;
}

export type AppendCode = 'not-saved' | 'too-large' | 'closed';

interface Pending {
  readonly events: readonly KnownEvent[];
  readonly bytes: Buffer;
  /** Undefined once the caller was told that it is not saved. */
  settle: ((result: Result<readonly KnownEvent[], AppendCode>) => void) | undefined;
}

const FIRST_RETRY = 1_000;
const LAST_RETRY = 30_000;

/**
 * Appends to one log. An event is acknowledged when it is on the device. What cannot be saved is
 * reported as not saved, kept in memory in order, and tried again: with the next append, on
 * `retry()`, and by itself after a while. Appends made while one is being synced share the next
 * write and sync.
 */
export class LogWriter implements Disposable {
  readonly writer: string;
  readonly folder: LogFolder;
  readonly onState: Listen<LogState>;
  readonly #state = new Emitter<LogState>();
  readonly #info: WriterInfo;
  readonly #ports: StoragePorts;
  readonly #file: AppendFile;
  readonly #sealer: EventSealer;
  #queue: Pending[] = [];
  #draining: Promise<void> | undefined;
  #current: LogState = { kind: 'saved' };
  #retryTimer: Disposable | undefined;
  #retryAfter = FIRST_RETRY;
  #closed = false;

  /** Use `openLog`. */
  constructor(
    folder: LogFolder,
    info: WriterInfo,
    ports: StoragePorts,
    seen: ReadonlyMap<string, SeenHead>,
  ) {
    this.folder = folder;
    this.writer = info.writer;
    this.onState = this.#state.event;
    this.#info = info;
    this.#ports = ports;
    this.#file = new AppendFile(ports.fs, folder, info.writer);
    this.#sealer = new EventSealer(info, ports, seen);
  }

  get state(): LogState {
    return this.#current;
  }

  /** Records one event. It is on the device when this resolves with `ok`. */
  async append(event: NewEvent): Promise<Result<KnownEvent, AppendCode>> {
    const result = await this.appendGroup([event]);
    if (!result.ok) return result;
    const [saved] = result.value;
    if (saved === undefined) throw new Error('one event went in and none came back');
    return succeed(saved);
  }

  /** Records several events with one write and one sync: all are saved, or none is acknowledged. */
  appendGroup(events: readonly NewEvent[]): Promise<Result<readonly KnownEvent[], AppendCode>> {
    if (this.#closed) {
      return Promise.resolve(fail('closed', 'this log was closed by this window already'));
    }
    const first = this.#sealer.count === 0 ? [this.#opened()] : [];
    const sealed = this.#sealer.seal([...first, ...events]);
    if (!sealed.ok) return Promise.resolve(sealed);
    const { bytes } = sealed.value;
    const own = sealed.value.events.slice(first.length);
    return new Promise((resolve) => {
      this.#queue.push({ events: own, bytes, settle: resolve });
      void this.#drain(); // reports through `settle` and never rejects
    });
  }

  /** Takes note of events read from the log: later events of this writer come after them. */
  observe(events: readonly LogEvent[]): void {
    this.#sealer.observe(events);
  }

  /** Tries to save what is kept in memory; resolves with the state after the attempt. */
  async retry(): Promise<LogState> {
    await this.#draining;
    await this.#drain(); // a second attempt when the one under way had failed before this call
    return this.#current;
  }

  /** Ends the writer's file. What could not be saved by then is lost, and the result says so. */
  async close(): Promise<Result<void, 'not-saved'>> {
    if (this.#closed) return succeed(undefined);
    if (this.#sealer.count > 0) await this.append({ type: 'writer.closed', data: {} });
    this.#closed = true;
    this.#retryTimer?.dispose();
    await this.#draining;
    await this.#file.close();
    this.#state.dispose();
    const state = this.#current;
    return state.kind === 'saved' ? succeed(undefined) : fail('not-saved', state.message);
  }

  /** Leaves without a word, as a crash would; `close` is the polite way. */
  dispose(): void {
    this.#closed = true;
    this.#retryTimer?.dispose();
    this.#state.dispose();
    void this.#file.close(); // quiet: what was acknowledged is synced
  }

  #opened(): NewEvent {
    const { host, user, pid, app, version } = this.#info;
    const log = `${this.folder.kind}/${this.folder.id}`;
    return { type: 'writer.opened', data: { log, host, user, pid, app, version } };
  }

  #drain(): Promise<void> {
    if (this.#queue.length === 0) return Promise.resolve();
    this.#draining ??= this.#drainAll();
    return this.#draining;
  }

  /** Clears `#draining` in the same turn in which it finds the queue empty: none is left behind. */
  async #drainAll(): Promise<void> {
    let saved = true;
    while (saved && this.#queue.length > 0) saved = await this.#drainOnce();
    this.#draining = undefined;
  }

  async #drainOnce(): Promise<boolean> {
    const batch = [...this.#queue];
    const [only] = batch;
    try {
      await this.#file.append(
        batch.length === 1 && only ? only.bytes : Buffer.concat(batch.map((item) => item.bytes)),
      );
    } catch (error) {
      this.#notSaved(error);
      return false;
    }
    this.#queue.splice(0, batch.length);
    this.#setState({ kind: 'saved' });
    for (const item of batch) item.settle?.(succeed(item.events));
    return true;
  }

  #notSaved(error: unknown): void {
    const [code, message] = notSavedReason(error, this.#file.path);
    const count = this.#queue.reduce((sum, item) => sum + item.events.length, 0);
    for (const item of this.#queue) {
      item.settle?.(fail('not-saved', message));
      item.settle = undefined;
    }
    this.#setState({ kind: 'not-saved', count, code, message });
    this.#retryTimer?.dispose();
    if (this.#closed) return;
    this.#retryTimer = this.#ports.clock.after(this.#retryAfter, () => void this.retry());
    this.#retryAfter = Math.min(LAST_RETRY, this.#retryAfter * 2);
  }

  #setState(state: LogState): void {
    if (state.kind === 'saved') {
      this.#retryAfter = FIRST_RETRY;
      this.#retryTimer?.dispose();
      if (this.#current.kind === 'saved') return;
    }
    this.#current = state;
    this.#state.fire(state);
  }
}
