import type { LogEvent } from '../core/incident/event';
import type { Disposable } from '../util/dispose';
import type { LogFolder } from './logFolders';
import type { StoragePorts } from './ports';
import type { LogReading } from './readLog';
import { LogReader } from './readLog';

/** Watching misses changes on network file systems, so the files are also looked at this often. */
const POLL = 1_000;

/** A log as it grows. */
export interface FollowedLog extends Disposable {
  /** Everything read so far. */
  reading(): LogReading;
  /** Looks for new events now. */
  refresh(): Promise<readonly LogEvent[]>;
}

/**
 * Reads a log and calls back with the events other writers (and this process) add, in causal order
 * within each call. An event may come after one that follows it causally when their files are
 * read in different rounds; `reading()` always has the right order.
 */
export async function followLog(
  folder: Pick<LogFolder, 'path'>,
  ports: Pick<StoragePorts, 'fs' | 'clock'>,
  onEvents: (events: readonly LogEvent[]) => void,
): Promise<FollowedLog> {
  const follower = new LogFollower(folder.path, ports, onEvents);
  await follower.start();
  return follower;
}

class LogFollower implements FollowedLog {
  readonly #path: string;
  readonly #ports: Pick<StoragePorts, 'fs' | 'clock'>;
  readonly #onEvents: (events: readonly LogEvent[]) => void;
  readonly #reader: LogReader;
  #timer: Disposable | undefined;
  #watcher: Disposable | undefined;
  #busy: Promise<readonly LogEvent[]> | undefined;
  #again = false;
  #disposed = false;

  constructor(
    path: string,
    ports: Pick<StoragePorts, 'fs' | 'clock'>,
    onEvents: (events: readonly LogEvent[]) => void,
  ) {
    this.#path = path;
    this.#ports = ports;
    this.#onEvents = onEvents;
    this.#reader = new LogReader(path, ports.fs);
  }

  async start(): Promise<void> {
    await this.#reader.readNew();
    this.#schedule();
  }

  reading(): LogReading {
    return this.#reader.reading();
  }

  refresh(): Promise<readonly LogEvent[]> {
    if (this.#busy !== undefined) {
      this.#again = true;
      return this.#busy;
    }
    this.#busy = this.#readRounds();
    return this.#busy;
  }

  dispose(): void {
    this.#disposed = true;
    this.#timer?.dispose();
    this.#watcher?.dispose();
  }

  async #readRounds(): Promise<readonly LogEvent[]> {
    const all: LogEvent[] = [];
    do {
      this.#again = false;
      const events = await this.#reader.readNew();
      if (this.#disposed) break;
      if (events.length > 0) this.#onEvents(events);
      all.push(...events);
    } while (this.#again);
    // In the same turn as the last look at `#again`: a call from now on starts a new round.
    this.#busy = undefined;
    return all;
  }

  #schedule(): void {
    if (this.#disposed) return;
    this.#watch();
    this.#timer = this.#ports.clock.after(POLL, () => {
      void this.refresh().finally(() => this.#schedule()); // reading reports problems, never rejects
    });
  }

  #watch(): void {
    if (this.#watcher !== undefined) return;
    try {
      this.#watcher = this.#ports.fs.watch(this.#path, () => void this.refresh());
    } catch {
      // The folder is not there yet, or watching is not possible here: the timer does it alone.
      this.#watcher = undefined;
    }
  }
}
