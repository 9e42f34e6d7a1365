import { closeSync, constants, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { decodeLine } from '../core/incident/encode';
import type { LogEvent } from '../core/incident/event';
import { inCausalOrder } from '../core/incident/order';
import type { LogFolders, LogKind } from './logFolders';
import { isLogName, parseLogFileName } from './logNames';

/** Read at a time. A line longer than this is passed over; ours are far shorter. */
const CHUNK = 1024 * 1024;
/** Logs, and bytes, looked at before others get a turn. */
const BATCH = 100;
const BATCH_BYTES = 8 * 1024 * 1024;
const LINE_FEED = 0x0a;

/** A log as a list shows it. */
export interface LogSummary {
  readonly id: string;
  /** The wanted events in causal order. */
  readonly events: readonly LogEvent[];
}

/**
 * All logs of one kind by name, for a list of thousands. Reads synchronously in small batches:
 * ten thousand trips to a thread would take ten times as long.
 * @param wanted how the type of the events begins that the list needs, such as `incident.`.
 */
export async function listLogs(
  folders: LogFolders,
  kind: LogKind,
  wanted = '',
): Promise<readonly LogSummary[]> {
  const root = folders.kindFolder(kind);
  const ids = namesIn(root).filter(isLogName).sort();
  const summaries: LogSummary[] = [];
  const look: Look = {
    wanted,
    mark: Buffer.from(`"type":"${wanted}`),
    buffer: Buffer.allocUnsafe(CHUNK),
    bytes: 0,
  };
  for (const [index, id] of ids.entries()) {
    if (index % BATCH === BATCH - 1 || look.bytes > BATCH_BYTES) {
      look.bytes = 0;
      await new Promise((resolve) => setImmediate(resolve));
    }
    const events = eventsOf(join(root, id), look);
    if (events.length > 0) summaries.push({ id, events });
  }
  return summaries;
}

/** How to look: for which events, with which room, and how much was read since others had a turn. */
interface Look {
  readonly wanted: string;
  readonly mark: Buffer;
  readonly buffer: Buffer;
  bytes: number;
}

function eventsOf(path: string, look: Look): readonly LogEvent[] {
  const lists: LogEvent[][] = [];
  for (const name of namesIn(path)) {
    if (parseLogFileName(name)?.copy !== false) continue;
    const events = readWanted(join(path, name), look);
    if (events.length > 0) lists.push(events);
  }
  return inCausalOrder(lists);
}

function namesIn(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return []; // not there, or not a folder: nothing to list
  }
}

/** The wanted events of a file, as far as it can be read. */
function readWanted(path: string, look: Look): LogEvent[] {
  const events: LogEvent[] = [];
  let fd: number;
  try {
    fd = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  } catch {
    return events;
  }
  try {
    readLines(fd, look, (lines) => addEvents(lines, look, events));
  } catch {
    return events; // a folder, or a disk that fails: the list has what was read
  } finally {
    closeSync(fd);
  }
  return events;
}

/** Gives a file in pieces that end with a line feed. */
function readLines(fd: number, look: Look, take: (lines: Buffer) => void): void {
  const { buffer } = look;
  let held = 0;
  for (let at = 0; ;) {
    const room = buffer.length - held;
    const count = readSync(fd, buffer, held, room, at);
    at += count;
    look.bytes += count;
    const filled = held + count;
    const end = buffer.subarray(0, filled).lastIndexOf(LINE_FEED) + 1;
    take(buffer.subarray(0, end));
    if (count < room) return;
    held = end === 0 ? 0 : filled - end;
    buffer.copyWithin(0, end, filled);
  }
}

/** Looks for the type in the bytes first: most lines of a log are runs, which a list passes over. */
function addEvents(lines: Buffer, { mark, wanted }: Look, events: LogEvent[]): void {
  for (let at = lines.indexOf(mark); at !== -1;) {
    const start = lines.lastIndexOf(LINE_FEED, at) + 1;
    const end = lines.indexOf(LINE_FEED, at);
    const decoded = decodeLine(lines.toString('utf8', start, end));
    if (decoded.ok && decoded.value.event.type.startsWith(wanted)) {
      events.push(decoded.value.event);
    }
    at = lines.indexOf(mark, end);
  }
}
