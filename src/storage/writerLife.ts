import { hostname, uptime } from 'node:os';
import type { LogEvent } from '../core/incident/event';
import { systemCode } from './ports';

/** Whether a writer can still write: `unknown` when it runs on another machine. */
export type WriterLife = 'alive' | 'gone' | 'unknown';

/** What can be found out on this machine. */
export interface ThisHost {
  readonly name: string;
  /** When the machine was started, UTC milliseconds. */
  readonly startedAt: number;
  processExists(pid: number): boolean;
}

/**
 * Whether each writer of a log still lives, so that a run without an end can be told to be running
 * or interrupted. A process id that was given to another process meanwhile counts as alive.
 */
export function writerLives(
  events: readonly LogEvent[],
  host: ThisHost,
): ReadonlyMap<string, WriterLife> {
  const lives = new Map<string, WriterLife>();
  for (const event of events) {
    if (event.type === 'writer.closed') lives.set(event.writer, 'gone');
    else if (event.type === 'writer.opened') {
      const { host: name, pid } = event.data;
      lives.set(event.writer, lifeOf(name, pid, Date.parse(event.time), host));
    }
  }
  return lives;
}

function lifeOf(name: string, pid: unknown, openedAt: number, host: ThisHost): WriterLife {
  if (name !== host.name || typeof pid !== 'number') return 'unknown';
  // A minute of grace: uptime is counted in another clock than the one that labelled the event.
  if (openedAt < host.startedAt - 60_000) return 'gone';
  return host.processExists(pid) ? 'alive' : 'gone';
}

/** The machine this process runs on. */
export function thisHost(now: Date): ThisHost {
  return {
    name: hostname(),
    startedAt: now.getTime() - uptime() * 1000,
    processExists: (pid) => {
      try {
        return process.kill(pid, 0);
      } catch (error) {
        return systemCode(error) === 'EPERM';
      }
    },
  };
}
