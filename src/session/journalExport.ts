import { exportMarkdown } from '../core/export/markdown';
import { foldTimeline } from '../core/incident/timeline';
import type { LogReading } from '../storage/readLog';
import { succeed, type Result } from '../util/result';
import type { LogBook } from './logBook';
import { aliveWriters } from './writerAlive';

/** One day's journal as Markdown. `day` is a UTC date, `2026-03-29`. */
export async function exportJournal(
  log: LogBook,
  day: string,
  now: Date,
): Promise<Result<string, 'bad-name'>> {
  const reading = await log.readJournal(day);
  if (!reading.ok) return reading;
  const timeline = foldTimeline(reading.value.events, aliveWriters(reading.value.events, now));
  return succeed(
    exportMarkdown(timeline, {
      title: `Journal of ${day}`,
      exportedAt: now.toISOString(),
      proof: proofOf(reading.value),
    }),
  );
}

function proofOf(reading: LogReading): string[] {
  const writers = reading.writers.length;
  return [
    `${reading.events.length} events by ${writers} ${writers === 1 ? 'writer' : 'writers'}, each line chained to the one before by SHA-256.`,
    reading.problems.length === 0
      ? 'No damage was found. Lines cut off the end of a file cannot be seen without a checkpoint.'
      : `${reading.problems.length} lines could not be read: the log is damaged.`,
  ];
}
