import type { RecordedOutput } from '../incident/eventData';
import type { RefusalEntry, RunEntry, Timeline, TimelineEntry } from '../incident/timeline';
import { assertNever } from '../../util/assertNever';
import { stripEscapes } from '../text/escapes';
import { fence, inlineCode, plain } from './markdownText';
import { formatDuration } from './duration';

/** What stands around the timeline. Times are UTC, ISO 8601. */
export interface ExportFrame {
  readonly title: string;
  readonly exportedAt: string;
  /** What the log proves, one line each. */
  readonly proof: readonly string[];
}

/** A log as one Markdown document that reads well on GitHub. Output is always inside a fence. */
export function exportMarkdown(timeline: Timeline, frame: ExportFrame): string {
  const body = timeline.entries.map(entryText);
  const empty = body.length === 0 ? ['Nothing was recorded.\n'] : [];
  const footer = ['---\n', ...frame.proof.map((line) => `- ${plain(line)}`), ''];
  return [
    `# ${plain(frame.title)}\n`,
    `${summary(timeline)}\n`,
    ...empty,
    ...body,
    ...footer,
    `Exported ${frame.exportedAt}.\n`,
  ].join('\n');
}

function summary(timeline: Timeline): string {
  const runs = timeline.entries.filter((entry) => entry.kind === 'run');
  const failed = runs.filter(
    (run) => run.outcome !== 'succeeded' || run.verdict?.kind === 'fail',
  ).length;
  const ticks = timeline.entries.filter((entry) => entry.kind === 'tick').length;
  return `${count(runs.length, 'run')}, ${failed} not as expected, ${count(ticks, 'tick')}.`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function entryText(entry: TimelineEntry): string {
  const when = entry.time.slice(11, 19);
  switch (entry.kind) {
    case 'run':
      return runText(entry, when);
    case 'refusal':
      return refusalText(entry, when);
    case 'note':
      return `> ${when} ${plain(entry.actor)}: ${entry.text.replaceAll('\n', '\n> ')}\n`;
    case 'tick': {
      const { state, itemText, checklistTitle, reason } = entry.tick;
      const box = state === 'done' ? '[x]' : '[ ]';
      const skipped = state === 'skipped' ? ` (skipped${reason ? `: ${plain(reason)}` : ''})` : '';
      return `- ${box} ${plain(itemText)}${skipped} · ${plain(checklistTitle)} · ${when} ${plain(entry.actor)}\n`;
    }
    case 'fact':
      return `**${when}** ${plain(entry.text)} · ${plain(entry.actor)}\n`;
    default:
      return assertNever(entry);
  }
}

function runText(entry: RunEntry, when: string): string {
  const { started } = entry;
  const exit = entry.exitCode === undefined ? '' : `, exit ${entry.exitCode}`;
  const took = entry.durationMs === undefined ? '' : ` in ${formatDuration(entry.durationMs)}`;
  const where = started.section === undefined ? '' : `, ${plain(started.section)}`;
  return [
    `## ${when} ${plain(started.title)}: ${entry.outcome}\n`,
    `${plain(entry.actor)} ran a ${started.intent} on ${plain(started.target)} ` +
      `from ${inlineCode(started.runbook)}${where} (line ${started.line + 1})` +
      `: ${entry.outcome}${took}${exit}.\n`,
    fence(started.text, started.language),
    ...(entry.message === undefined ? [] : [`${plain(entry.message)}\n`]),
    ...verdictText(entry),
    ...outputText(entry.output),
  ].join('\n');
}

function verdictText(entry: RunEntry): string[] {
  if (entry.verdict === undefined) return [];
  const { kind, message, difference } = entry.verdict;
  const line = `Verdict: **${kind === 'needs-eyes' ? 'needs eyes' : kind}**, ${plain(message)}\n`;
  return difference === undefined ? [line] : [line, fence(difference, 'diff')];
}

function outputText(output: RecordedOutput | undefined): string[] {
  if (output === undefined) return [];
  if (output.bytes === 0) return ['No output.\n'];
  const shown = stripEscapes(output.head + (output.tail === '' ? '' : `\n…\n${output.tail}`));
  const whole = output.truncated
    ? `${output.bytes} bytes in all${output.file === undefined ? '' : `, whole in ${inlineCode(`outputs/${output.file}`)}`}.\n`
    : undefined;
  return [fence(shown, 'text'), ...(whole === undefined ? [] : [whole])];
}

function refusalText(entry: RefusalEntry, when: string): string {
  return `## ${when} ${plain(entry.refused.title)}: refused\n\n${plain(entry.refused.message)}\n`;
}
