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
  /** All events of a small log; of a large one those at the start and the end of each file. */
  readonly events: readonly LogEvent[];
  readonly complete: boolean;
}

/**
 * All logs of one kind by name, for a list of thousands. Reads synchronously in small batches:
 * ten thousand trips to a thread would take ten times as long.
 */
export async function listLogs(folders: LogFolders, kind: LogKind): Promise<readonly LogSummary[]> {
  const root = folders.kindFolder(kind);
  const ids = namesIn(root).filter(isLogName).sort();
  const summaries: LogSummary[] = [];
  const buffer = Buffer.allocUnsafe(2 * END);
  for (const [index, id] of ids.entries()) {
    if (index % BATCH === BATCH - 1) await new Promise((resolve) => setImmediate(resolve));
    const summary = summarize(join(root, id), id, buffer);
    if (summary.events.length > 0) summaries.push(summary);
  }
  return summaries;
}

function summarize(path: string, id: string, buffer: Buffer): LogSummary {
  const lists: LogEvent[][] = [];
  let complete = true;
  for (const name of namesIn(path)) {
    if (parseLogFileName(name)?.copy !== false) continue;
    const { events, whole } = readEnds(join(path, name), buffer);
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

function readEnds(path: string, buffer: Buffer): { events: LogEvent[]; whole: boolean } {
  let fd: number;
  try {
    fd = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  } catch {
    return { events: [], whole: false };
  }
  try {
    const count = readSync(fd, buffer, 0, buffer.length, 0);
    if (count < buffer.length)
      return { events: eventsIn(buffer.toString('utf8', 0, count)), whole: true };
    return {
      events: [...eventsIn(buffer.toString('utf8', 0, END)), ...lastEvents(fd, buffer)],
      whole: false,
    };
  } catch {
    return { events: [], whole: false };
  } finally {
    closeSync(fd);
  }
}

function lastEvents(fd: number, buffer: Buffer): LogEvent[] {
  const { size } = fstatSync(fd);
  const from = Math.max(END, size - END);
  const count = readSync(fd, buffer, 0, Math.min(END, size - from), from);
  const text = buffer.toString('utf8', 0, count);
  return eventsIn(text.slice(text.indexOf('\n') + 1));
}

function eventsIn(text: string): LogEvent[] {
  const events: LogEvent[] = [];
  for (const line of text.slice(0, text.lastIndexOf('\n') + 1).split('\n')) {
    const decoded = line === '' ? undefined : decodeLine(line);
    if (decoded?.ok === true) events.push(decoded.value.event);
  }
  return events;
}
