import { closeSync, constants, fstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { decodeLine } from '../core/incident/encode';
import type { LogEvent } from '../core/incident/event';
import { inCausalOrder } from '../core/incident/order';
import type { LogFolders, LogKind } from './logFolders';
import { isLogName, parseLogFileName } from './logNames';

/** Read of each end of a file; a file of up to twice this is read as a whole. */
const END = 16 * 1024;
/** Logs looked at before others get a turn. */
const BATCH = 100;

/** A log as a list shows it. */
export interface LogSummary {
  readonly id: string;
  /**
   * The wanted events in causal order: all of a small log; of a large one those at the start and
   * the end of each file.
   */
  readonly events: readonly LogEvent[];
  readonly complete: boolean;
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
  const buffer = Buffer.allocUnsafe(2 * END);
  for (const [index, id] of ids.entries()) {
    if (index % BATCH === BATCH - 1) await new Promise((resolve) => setImmediate(resolve));
    const summary = summarize(join(root, id), id, { wanted, buffer });
    if (summary.events.length > 0) summaries.push(summary);
  }
  return summaries;
}

/** How to look: for which events, with which room. */
interface Look {
  readonly wanted: string;
  readonly buffer: Buffer;
}

function summarize(path: string, id: string, look: Look): LogSummary {
  const lists: LogEvent[][] = [];
  let complete = true;
  for (const name of namesIn(path)) {
    if (parseLogFileName(name)?.copy !== false) continue;
    const { events, whole } = readEnds(join(path, name), look);
    if (events.length > 0) lists.push(events);
    complete &&= whole;
  }
  return { id, events: inCausalOrder(lists), complete };
}

function namesIn(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return []; // not there, or not a folder: nothing to list
  }
}

function readEnds(path: string, look: Look): { events: LogEvent[]; whole: boolean } {
  const { buffer } = look;
  let fd: number;
  try {
    fd = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  } catch {
    return { events: [], whole: false };
  }
  try {
    const count = readSync(fd, buffer, 0, buffer.length, 0);
    const whole = count < buffer.length;
    const start = eventsIn(buffer.toString('utf8', 0, whole ? count : END), look.wanted);
    return { events: whole ? start : [...start, ...lastEvents(fd, look)], whole };
  } catch {
    return { events: [], whole: false };
  } finally {
    closeSync(fd);
  }
}

function lastEvents(fd: number, { buffer, wanted }: Look): LogEvent[] {
  const { size } = fstatSync(fd);
  const from = Math.max(END, size - END);
  const count = readSync(fd, buffer, 0, Math.min(END, size - from), from);
  const text = buffer.toString('utf8', 0, count);
  return eventsIn(text.slice(text.indexOf('\n') + 1), wanted);
}

/** Looks for the type in the text first: most lines of a log are runs, which a list passes over. */
function eventsIn(text: string, wanted: string): LogEvent[] {
  const events: LogEvent[] = [];
  const mark = `"type":"${wanted}`;
  for (let at = text.indexOf(mark); at !== -1;) {
    const end = text.indexOf('\n', at);
    if (end < 0) break;
    const decoded = decodeLine(text.slice(text.lastIndexOf('\n', at) + 1, end));
    if (decoded.ok && decoded.value.event.type.startsWith(wanted)) {
      events.push(decoded.value.event);
    }
    at = text.indexOf(mark, end);
  }
  return events;
}
