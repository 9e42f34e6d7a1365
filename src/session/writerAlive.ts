import type { LogEvent } from '../core/incident/event';
import { thisHost, writerLives } from '../storage/writerLife';

/**
 * Tells which writers may still end the runs they started: those whose process lives. Of a process
 * on another host nothing is known, so its runs count as going on for a day after it was opened.
 */
export function aliveWriters(events: readonly LogEvent[], now: Date): (writer: string) => boolean {
  const lives = writerLives(events, thisHost(now));
  const opened = new Map<string, number>();
  for (const event of events) {
    if (event.type === 'writer.opened') opened.set(event.writer, Date.parse(event.time));
  }
  return (writer) => {
    const life = lives.get(writer) ?? 'gone';
    if (life !== 'unknown') return life === 'alive';
    return now.getTime() - (opened.get(writer) ?? 0) < 24 * 60 * 60 * 1000;
  };
}
