import type { LogEvent } from '../incident/event';
import { foldIncident } from '../incident/incident';
import {
  foldTimeline,
  type RunEntry,
  type Timeline,
  type TimelineEntry,
} from '../incident/timeline';
import { languageId } from '../cells/cellLanguage';
import type { StepLanguage } from '../model/step';
import { keepColours } from '../text/escapes';
import type { LogFilter } from './logFilter';
import { describeFilter, isShown } from './logFilter';
import { entryMarkdown, frameMarkdown } from './markdown';
import { plain } from './markdownText';
import type { Story, StoryEntry } from './story';
import { annotationsOf, tellFrame } from './tellStory';
import { tellEntry, type Annotations } from './tellEntry';
import { formatDuration } from './duration';
import { showReordering, visible } from './visible';

/** A cell of a log shown as a notebook. */
export interface LogCell {
  readonly kind: 'markup' | 'code';
  /** The editor's language id. */
  readonly language: string;
  readonly value: string;
  /** The note this cell is, with what stands before its own words, and those words. */
  readonly note?: ShownNote;
  /** The event this cell tells of; nothing of it can be changed. */
  readonly eventId?: string;
  /** For a run: what it wrote (colours kept), and one line for the cell's status bar. */
  readonly run?: ShownRun;
}

export interface ShownNote {
  readonly noteId: string;
  readonly header: string;
  readonly text: string;
}

export interface ShownRun {
  readonly status: string;
  /** `passed` … as in a story; `open` while it runs. */
  readonly tone: StoryEntry['tone'];
  readonly output: string;
  readonly startedAt: number;
  readonly durationMs: number | undefined;
}

export interface LogNotebook {
  readonly cells: readonly LogCell[];
}

/** What is shown: `log` as `incidents/<id>`; events in causal order. */
export interface LogNotebookSource {
  readonly log: string;
  readonly events: readonly LogEvent[];
  readonly isAlive: (writer: string) => boolean;
  readonly filter: LogFilter;
  /** Something of it was changed or lost. */
  readonly isDamaged: boolean;
}

/** A log as a notebook that can be written on: notes are cells, runs are code cells. */
export function toLogNotebook(source: LogNotebookSource): LogNotebook {
  const { log, events, isAlive, filter } = source;
  const incident = foldIncident(log.slice(log.lastIndexOf('/') + 1), events);
  const timeline = foldTimeline(events, isAlive);
  const annotations = annotationsOf(events, incident);
  const shown: Timeline = { entries: timeline.entries.filter((entry) => isShown(entry, filter)) };
  const cells: LogCell[] = [markup(frameText(tellFrame(log, events, shown, incident), source))];
  for (const entry of shown.entries) {
    if (entry.kind === 'note' && entry.text === '') continue;
    cells.push(...entryCells(entry, tellEntry(entry, annotations), annotations));
  }
  return { cells };
}

function frameText(
  frame: Pick<Story, 'title' | 'watermark' | 'summary' | 'details'>,
  { filter, isDamaged }: LogNotebookSource,
): string {
  const words = describeFilter(filter);
  const shownOnly = words === '' ? '' : `\n> **Only shown:** ${plain(words)}\n`;
  const damaged = isDamaged
    ? '\n> **This log is damaged:** something was changed or lost. *Verify Log* says where.\n'
    : '';
  return `${frameMarkdown(frame)}${damaged}${shownOnly}`.trimEnd();
}

function entryCells(
  entry: TimelineEntry,
  told: StoryEntry,
  { edits }: Annotations,
): readonly LogCell[] {
  if (entry.kind === 'note') {
    const about = entry.about === undefined ? '' : ' on a run';
    const last = edits.get(entry.noteId)?.last;
    const edited = last === undefined ? '' : ` (edited by ${plain(last.by)})`;
    const header = `*${plain(told.clock)} · ${plain(entry.actor)}${about}${edited}*`;
    const note = { noteId: entry.noteId, header, text: entry.text };
    return [{ kind: 'markup', language: 'markdown', value: `${header}\n\n${entry.text}`, note }];
  }
  if (entry.kind !== 'run') return [markup(entryMarkdown(told), entry.id)];
  const words = told.pieces.filter(({ kind }) => kind !== 'command' && kind !== 'output');
  return [
    markup(entryMarkdown({ ...told, pieces: words }), entry.id),
    {
      kind: 'code',
      language: languageOf(entry.started.language),
      value: visible(entry.started.text),
      eventId: entry.id,
      run: shownRun(entry, told),
    },
  ];
}

function shownRun(entry: RunEntry, told: StoryEntry): ShownRun {
  const took = entry.durationMs === undefined ? [] : [formatDuration(entry.durationMs)];
  const outcome = told.title.slice(told.title.lastIndexOf(':') + 1).trim();
  const output = told.pieces.find((piece) => piece.kind === 'output')?.text ?? '';
  return {
    status: [outcome, ...took, told.clock, entry.actor].join(' · '),
    tone: told.tone,
    output: keepColours(showReordering(output)),
    startedAt: Date.parse(told.time),
    durationMs: entry.durationMs,
  };
}

function languageOf(language: unknown): string {
  return languageId(language as StepLanguage) ?? 'plaintext';
}

function markup(value: string, eventId?: string): LogCell {
  const cell: LogCell = { kind: 'markup', language: 'markdown', value: value.trimEnd() };
  return eventId === undefined ? cell : { ...cell, eventId };
}
