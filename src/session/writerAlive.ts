import { hostname } from 'node:os';
import type { LogEvent } from '../core/incident/event';

/**
 * Tells which writers may still end the runs they started: those whose process, named by their
 * first event, lives on this host. Of a process on another host nothing is known, so its runs
 * count as going on until the day after they were last heard of.
 */
export function aliveWriters(events: readonly LogEvent[], now: Date): (writer: string) => boolean {
  const alive = new Map<string, boolean>();
  const lastHeard = new Map<string, string>();
  for (const event of events) lastHeard.set(event.writer, event.time);
  for (const event of events) {
    if (event.type !== 'writer.opened') continue;
    const { host, pid } = event.data;
    const heard = Date.parse(lastHeard.get(event.writer) ?? event.time);
    const recent = now.getTime() - heard < 24 * 60 * 60 * 1000;
    alive.set(event.writer, host === hostname() ? processExists(pid) : recent);
  }
  return (writer) => alive.get(writer) ?? false;
}

function processExists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It exists, and belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
