import type { NewEvent } from '../../../src/core/incident/event';
import { LogFolders, type LogFolder } from '../../../src/storage/logFolders';
import type { LogWriter, WriterInfo } from '../../../src/storage/logWriter';
import { openLog } from '../../../src/storage/openLog';
import type { Clock, Fs, Ids, StoragePorts } from '../../../src/storage/ports';
import type { Disposable } from '../../../src/util/dispose';

/** A clock that stands still until it is moved. */
export class TestClock implements Clock {
  #now = 0;
  #waiting: { at: number; call: () => void }[] = [];

  now(): Date {
    return new Date(Date.UTC(2026, 2, 29, 1, 0, 0) + this.#now);
  }

  monotonic(): number {
    return this.#now;
  }

  after(milliseconds: number, call: () => void): Disposable {
    const entry = { at: this.#now + milliseconds, call };
    this.#waiting.push(entry);
    return { dispose: () => void (this.#waiting = this.#waiting.filter((e) => e !== entry)) };
  }

  /** Calls what is due within so many milliseconds. */
  move(milliseconds: number): void {
    this.#now += milliseconds;
    const due = this.#waiting.filter((entry) => entry.at <= this.#now);
    this.#waiting = this.#waiting.filter((entry) => entry.at > this.#now);
    for (const entry of due) entry.call();
  }
}

/** Ids that count: the same in every replay. */
export function countingIds(prefix = '01TEST'): Ids {
  let count = 0;
  return { next: () => `${prefix}${String((count += 1)).padStart(20, '0')}` };
}

/** Numbers between 0 and 1 that follow from a seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function testPorts(fs: Fs, prefix?: string): StoragePorts & { readonly clock: TestClock } {
  return { fs, clock: new TestClock(), ids: countingIds(prefix) };
}

export function incidentIn(root: string, id = 'inc-1'): LogFolder {
  const folder = new LogFolders(root).incident(id);
  if (!folder.ok) throw new Error(folder.message);
  return folder.value;
}

export function writerInfo(writer = 'host-a'): WriterInfo {
  return { writer, actor: 'ada', host: 'host', user: 'ada', pid: 7, app: 'test', version: '1.0.0' };
}

export async function openTestLog(
  folder: LogFolder,
  ports: StoragePorts,
  writer = 'host-a',
): Promise<LogWriter> {
  const opened = await openLog(folder, writerInfo(writer), ports);
  if (!opened.ok) throw new Error(opened.message);
  return opened.value;
}

export function note(noteId: string, text = `note ${noteId}`): NewEvent {
  return { type: 'note.added', data: { noteId, text } };
}
