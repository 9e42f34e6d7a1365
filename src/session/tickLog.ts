import type { NewEvent } from '../core/incident/event';
import { describeFindings } from '../core/incident/describeVerification';
import { TickFold } from '../core/checklist/tickFold';
import type { FollowedLog } from '../storage/followLog';
import type { LogReading } from '../storage/readLog';
import type { Disposable } from '../util/dispose';
import { Emitter, type Listen } from '../util/emitter';
import type { Result } from '../util/result';
import type { LogBook, RecordCode } from './logBook';

/** How many of the last months are followed; older ones change with a merge only. */
const FOLLOWED = 2;

/**
 * The ticks of every month, folded once and kept up to date: by this window at once, by others
 * when their files grow.
 */
export class TickLog implements Disposable {
  /** The runbooks whose ticks have changed. */
  readonly onDidChange: Listen<ReadonlySet<string>>;
  readonly #changed = new Emitter<ReadonlySet<string>>();
  readonly #log: LogBook;
  #loading: Promise<TickFold> | undefined;
  #followed = new Map<string, FollowedLog>();
  /** Months that are not followed. */
  #readings = new Map<string, LogReading>();

  constructor(log: LogBook) {
    this.#log = log;
    this.onDidChange = this.#changed.event;
  }

  /** The fold of everything that could be read. It grows; the object stays until `forget`. */
  fold(): Promise<TickFold> {
    this.#loading ??= this.#load();
    return this.#loading;
  }

  /** Lines that could not be read, as sentences naming file and line. */
  problems(): readonly string[] {
    const followed = [...this.#followed].map(([month, log]) => [month, log.reading()] as const);
    return [...this.#readings, ...followed].flatMap(([month, { problems }]) =>
      describeFindings(
        problems.map((problem) => {
          const name = problem.file === '.' ? '' : `/${problem.file}`;
          return { ...problem, file: `checklists/${month}${name}` };
        }),
      ),
    );
  }

  /** Writes one event; with `ok` it is on the device and in the fold. */
  async record(event: NewEvent): Promise<Result<undefined, RecordCode>> {
    const fold = await this.fold();
    const saved = await this.#log.recordTick(event);
    if (!saved.ok) return saved;
    const month = this.#log.today().slice(0, 7);
    if (!this.#followed.has(month)) {
      const touched = await this.#follow(month, fold);
      if (touched.size > 0) this.#changed.fire(touched);
    }
    await this.#followed.get(month)?.refresh();
    return saved;
  }

  /** Reads everything anew at the next question: a merge may have changed any month. */
  forget(): void {
    for (const followed of this.#followed.values()) followed.dispose();
    this.#followed = new Map();
    this.#readings = new Map();
    this.#loading = undefined;
  }

  dispose(): void {
    this.forget();
    this.#changed.dispose();
  }

  async #load(): Promise<TickFold> {
    const fold = new TickFold();
    const months = await this.#log.tickMonths();
    const current = this.#log.today().slice(0, 7);
    const recent = new Set([...months.slice(-FOLLOWED), current]);
    for (const month of months) {
      if (recent.has(month)) continue;
      const reading = await this.#log.readTicks(month);
      if (!reading.ok) continue;
      fold.add(reading.value.events, month);
      this.#readings.set(month, reading.value);
    }
    for (const month of recent) await this.#follow(month, fold);
    return fold;
  }

  async #follow(month: string, fold: TickFold): Promise<ReadonlySet<string>> {
    const followed = await this.#log.followTicks(month, (events) => {
      const touched = fold.add(events, month);
      if (touched.size > 0) this.#changed.fire(touched);
    });
    if (!followed.ok) return new Set();
    this.#followed.get(month)?.dispose();
    this.#followed.set(month, followed.value);
    return fold.add(followed.value.reading().events, month);
  }
}
