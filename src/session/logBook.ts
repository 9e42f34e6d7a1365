import type { LogEvent, NewEvent } from '../core/incident/event';
import { followLog, type FollowedLog } from '../storage/followLog';
import { listLogs, type LogSummary } from '../storage/listLogs';
import { LogFolders, type LogFolder, type LogKind } from '../storage/logFolders';
import type { LogState } from '../storage/logState';
import type { LogWriter } from '../storage/logWriter';
import { type WriterInfo } from '../storage/logWriter';
import { openLog } from '../storage/openLog';
import type { StoragePorts } from '../storage/ports';
import { readLog, type LogReading } from '../storage/readLog';
import { readdir } from 'node:fs/promises';
import type { Disposable } from '../util/dispose';
import { Emitter, type Listen } from '../util/emitter';
import { succeed, type Result } from '../util/result';

export type RecordCode = 'not-saved' | 'too-large' | 'closed' | 'bad-name';

/**
 * The logs of one workspace folder: a writer is opened with the first event of a log and kept.
 * Which log an event belongs to follows from the day, so a window left open over midnight goes on
 * in the next day's journal.
 */
export class LogBook implements Disposable {
  readonly folders: LogFolders;
  readonly onState: Listen<LogState>;
  readonly #state = new Emitter<LogState>();
  readonly #writers = new Map<string, Promise<Result<LogWriter, 'bad-name'>>>();
  readonly #open = new Set<LogWriter>();
  readonly #info: WriterInfo;
  readonly #ports: StoragePorts;

  constructor(root: string, info: WriterInfo, ports: StoragePorts) {
    this.folders = new LogFolders(root);
    this.onState = this.#state.event;
    this.#info = info;
    this.#ports = ports;
  }

  /** The name of this window or process in every log it writes. */
  get writer(): string {
    return this.#info.writer;
  }

  /** Today in UTC, `2026-03-29`: the journal's name. */
  today(): string {
    return this.#ports.clock.now().toISOString().slice(0, 10);
  }

  /** Records in an incident's log, else in today's journal; `ok` once it is on the device. */
  recordRun(event: NewEvent, incident?: string): Promise<Result<undefined, RecordCode>> {
    if (incident !== undefined) return this.recordIncident(incident, event);
    return this.#append(this.folders.journal(this.today()), event);
  }

  /** Records in an incident's log; resolved with `ok` once it is on the device. */
  recordIncident(id: string, event: NewEvent): Promise<Result<undefined, RecordCode>> {
    return this.#append(this.folders.incident(id), event);
  }

  /** Everything written in one incident's log, by every writer. */
  async readIncident(id: string): Promise<Result<LogReading, 'bad-name'>> {
    const folder = this.folders.incident(id);
    if (!folder.ok) return folder;
    return succeed(await readLog(folder.value, this.#ports.fs));
  }

  /** What happened to every incident, by the name of its log; thousands take a fraction of a second. */
  listIncidents(): Promise<readonly LogSummary[]> {
    return listLogs(this.folders, 'incidents', 'incident.');
  }

  /** Records in any log; resolved with `ok` once it is on the device. */
  record(folder: LogFolder, event: NewEvent): Promise<Result<undefined, RecordCode>> {
    return this.#append(succeed(folder), event);
  }

  /**
   * A log as it grows, whoever writes. What this window writes from now on follows what it has
   * read.
   */
  follow(folder: LogFolder, onEvents: (events: readonly LogEvent[]) => void): Promise<FollowedLog> {
    return followLog(folder, this.#ports, (events) => {
      this.#observe(folder, events);
      onEvents(events);
    });
  }

  /** An incident's log as it grows. */
  async followIncident(
    id: string,
    onEvents: (events: readonly LogEvent[]) => void,
  ): Promise<Result<FollowedLog, 'bad-name'>> {
    const folder = this.folders.incident(id);
    if (!folder.ok) return folder;
    return succeed(await this.follow(folder.value, onEvents));
  }

  /** Records a tick in this month's checklist log. */
  recordTick(event: NewEvent): Promise<Result<undefined, RecordCode>> {
    return this.#append(this.folders.checklists(this.today().slice(0, 7)), event);
  }

  /** Everything written in one day's journal, by every writer. */
  async readJournal(day: string): Promise<Result<LogReading, 'bad-name'>> {
    const folder = this.folders.journal(day);
    if (!folder.ok) return folder;
    return succeed(await readLog(folder.value, this.#ports.fs));
  }

  /** Months that have ticks, oldest first. */
  tickMonths(): Promise<readonly string[]> {
    return this.#names('checklists');
  }

  /** Everything ticked in one month, by every writer. */
  async readTicks(month: string): Promise<Result<LogReading, 'bad-name'>> {
    const folder = this.folders.checklists(month);
    if (!folder.ok) return folder;
    return succeed(await readLog(folder.value, this.#ports.fs));
  }

  /**
   * One month's ticks as they come, whoever ticks. What this window ticks from now on follows what
   * it has read.
   */
  async followTicks(
    month: string,
    onEvents: (events: readonly LogEvent[]) => void,
  ): Promise<Result<FollowedLog, 'bad-name'>> {
    const folder = this.folders.checklists(month);
    if (!folder.ok) return folder;
    return succeed(
      await followLog(folder.value, this.#ports, (events) => {
        this.#observe(folder.value, events);
        onEvents(events);
      }),
    );
  }

  /** Days that have a journal, oldest first. */
  journalDays(): Promise<readonly string[]> {
    return this.#names('journal');
  }

  /** Ids of the incidents that have a log. */
  incidentIds(): Promise<readonly string[]> {
    return this.#names('incidents');
  }

  /** Ends every log politely. */
  async close(): Promise<void> {
    for (const opening of this.#writers.values()) {
      // One that is being opened has something to write.
      const writer = await opening;
      if (writer.ok) await writer.value.close();
    }
    this.#open.clear();
    this.#writers.clear();
  }

  dispose(): void {
    for (const writer of this.#open) writer.dispose();
    this.#state.dispose();
  }

  async #append(
    folder: Result<LogFolder, 'bad-name'>,
    event: NewEvent,
  ): Promise<Result<undefined, RecordCode>> {
    if (!folder.ok) return folder;
    const writer = await this.#writer(folder.value);
    if (!writer.ok) return writer;
    const saved = await writer.value.append(event);
    return saved.ok ? succeed(undefined) : saved;
  }

  #observe(folder: LogFolder, events: readonly LogEvent[]): void {
    const others = events.filter((event) => event.writer !== this.writer);
    if (others.length === 0) return;
    // A writer that is still being opened reads the ends of all files itself.
    void this.#writers.get(folder.path)?.then((writer) => {
      if (writer.ok) writer.value.observe(others);
    });
  }

  #writer(folder: LogFolder): Promise<Result<LogWriter, 'bad-name'>> {
    let opening = this.#writers.get(folder.path);
    if (opening === undefined) {
      opening = this.#openWriter(folder);
      this.#writers.set(folder.path, opening);
    }
    return opening;
  }

  async #openWriter(folder: LogFolder): Promise<Result<LogWriter, 'bad-name'>> {
    const writer = await openLog(folder, this.#info, this.#ports);
    if (writer.ok) {
      this.#open.add(writer.value);
      writer.value.onState((state) => this.#state.fire(state));
    }
    return writer;
  }

  async #names(kind: LogKind): Promise<readonly string[]> {
    try {
      return (await readdir(this.folders.kindFolder(kind))).sort();
    } catch {
      return []; // no log of this kind was written yet
    }
  }
}
