import { endedWell } from '../run/outcome';
import type { LogEvent } from '../incident/event';
import type { EvidencePinned, UpdatePosted } from '../incident/eventData';
import { foldIncident } from '../incident/incident';
import type { Incident } from '../incident/incident';
import { foldTimeline, type Timeline } from '../incident/timeline';
import { durationsOf, MOMENTS, type Moment, type Span } from '../incident/times';
import { formatDuration } from './duration';
import type { Story, StoryDay, StoryDetail, StoryEntry, StoryFrame } from './story';
import { tellEntry, type Annotations, type EarlierWords, type NoteEdits } from './tellEntry';

/** What the caller knows of a log; the rest is told by its events. */
export interface StorySource extends Pick<StoryFrame, 'exportedAt' | 'proof' | 'checkpoint'> {
  /** As `incidents/<id>` or `journal/2026-03-29`. */
  readonly log: string;
  /** In causal order. */
  readonly events: readonly LogEvent[];
  /** Whether a writer may still end its runs. */
  readonly isAlive: (writer: string) => boolean;
}

export const DRILL_WATERMARK = 'DRILL: this was practice, not a real incident';

/** The log of an incident, a drill or a journal day as a document. */
export function tellStory(source: StorySource): Story {
  const { log, events, exportedAt, proof, checkpoint } = source;
  const incident = foldIncident(log.slice(log.lastIndexOf('/') + 1), events);
  const timeline = foldTimeline(events, source.isAlive);
  const annotations = annotationsOf(events, incident);
  return {
    ...tellFrame(log, events, timeline, incident),
    exportedAt,
    proof,
    checkpoint,
    days: inDays(timeline.entries.map((entry) => tellEntry(entry, annotations))),
  };
}

/** Title, drill mark, summary and details. */
export function tellFrame(
  log: string,
  events: readonly LogEvent[],
  timeline: Timeline,
  incident: Incident | undefined,
): Pick<Story, 'title' | 'watermark' | 'summary' | 'details'> {
  return {
    title: incident?.title ?? logTitle(log),
    watermark: isDrill(events, incident) ? DRILL_WATERMARK : undefined,
    details: incident === undefined ? journalDetails(log, events) : incidentDetails(incident),
    summary: summaryOf(timeline),
  };
}

/** Evidence, updates, earlier words of notes and corrected times, for `tellEntry`. */
export function annotationsOf(
  events: readonly LogEvent[],
  incident: Pick<Incident, 'corrected'> | undefined,
): Annotations {
  const evidence = new Map<string, EvidencePinned>();
  const updates = new Map<string, UpdatePosted>();
  const words = new Map<string, EarlierWords>();
  const edits = new Map<string, NoteEdits>();
  for (const event of events) {
    if (event.type === 'evidence.pinned') evidence.set(event.id, event.data);
    if (event.type === 'update.posted') updates.set(event.id, event.data);
    if (event.type !== 'note.added' && event.type !== 'note.edited') continue;
    const { noteId, text } = event.data;
    const before = words.get(noteId);
    const now = { text, by: event.actor, at: event.time };
    if (event.type === 'note.edited' && before !== undefined) {
      edits.set(noteId, { earlier: [...(edits.get(noteId)?.earlier ?? []), before], last: now });
    }
    words.set(noteId, now);
  }
  return { evidence, updates, edits, corrected: incident?.corrected ?? new Map() };
}

function isDrill(events: readonly LogEvent[], incident: Incident | undefined): boolean {
  if (incident !== undefined) return incident.drill;
  return events.some((event) => event.type === 'run.started' && event.data.drill === true);
}

function logTitle(log: string): string {
  const id = log.slice(log.lastIndexOf('/') + 1);
  if (log.startsWith('journal/')) return `Journal of ${id}`;
  return log.startsWith('checklists/') ? `Checklists of ${id}` : `Incident ${id}`;
}

function journalDetails(log: string, events: readonly LogEvent[]): readonly StoryDetail[] {
  return [detail('People', peopleOf(events).join(', ')), detail('Log', log)].filter(isTold);
}

function peopleOf(events: readonly LogEvent[]): readonly string[] {
  const people = new Set<string>();
  for (const { type, actor } of events) {
    if (type !== 'writer.opened' && type !== 'writer.closed') people.add(actor);
  }
  return [...people];
}

function incidentDetails(incident: Incident): readonly StoryDetail[] {
  const { times, severityHistory, roles, commander } = incident;
  const severities = severityHistory.map(({ severity }) => severity);
  const took = durationsOf(times);
  const moments = MOMENTS.map((moment) => {
    const time = times[moment];
    const corrected =
      time !== undefined && time.source === 'corrected' ? ` (recorded ${time.original})` : '';
    return detail(MOMENT_WORDS[moment], time === undefined ? '' : `${time.time}${corrected}`);
  });
  return [
    detail('Severity', severities.length > 1 ? severities.join(' → ') : incident.severity),
    detail('State', incident.phase),
    detail('Commander', commander ?? ''),
    ...roles
      .filter(({ role }) => role !== 'commander')
      .map(({ role, person }) => detail(role, person)),
    detail('People', incident.people.join(', ')),
    ...moments,
    detail('Time to acknowledge', spanWords(took.acknowledge)),
    detail('Time to mitigate', spanWords(took.mitigate)),
    detail('Time to resolve', spanWords(took.resolve)),
    detail('Runbook', runbookWords(incident)),
    detail('Cause', incident.words.resolved ?? ''),
    detail('Log', `incidents/${incident.id}`),
  ].filter(isTold);
}

const MOMENT_WORDS: Readonly<Record<Moment, string>> = {
  started: 'Began',
  detected: 'Detected',
  declared: 'Declared',
  acknowledged: 'Acknowledged',
  mitigated: 'Mitigated',
  resolved: 'Resolved',
};

function runbookWords({ runbook, section, runbookHash }: Incident): string {
  if (runbook === undefined) return '';
  const where = section === undefined ? '' : `, ${section}`;
  return `${runbook}${where}${runbookHash === undefined ? '' : ` (SHA-256 ${runbookHash})`}`;
}

function spanWords(span: Span): string {
  return span.known ? formatDuration(span.ms) : '';
}

function detail(label: string, value: string): StoryDetail {
  return { label, value };
}

function isTold({ value }: StoryDetail): boolean {
  return value !== '';
}

function summaryOf({ entries }: Timeline): string {
  const runs = entries.filter((entry) => entry.kind === 'run');
  const failed = runs.filter(
    ({ outcome, verdict }) => outcome !== 'running' && !endedWell(outcome, verdict?.kind),
  ).length;
  const counts = [
    count(runs.length, 'run'),
    `${failed} not as expected`,
    ...(['note', 'tick', 'refusal'] as const)
      .map((kind) => [kind, entries.filter((entry) => entry.kind === kind).length] as const)
      .filter(([, number]) => number > 0)
      .map(([kind, number]) => count(number, kind)),
  ];
  return `${counts.join(', ')}.`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** Entries stay in causal order; a day that comes back, because a clock was set, stands twice. */
function inDays(entries: readonly StoryEntry[]): readonly StoryDay[] {
  const days: { day: string; entries: StoryEntry[] }[] = [];
  for (const entry of entries) {
    const day = /^\d{4}-\d\d-\d\dT/.test(entry.time) ? entry.time.slice(0, 10) : '';
    const last = days.at(-1);
    if (last?.day === day) last.entries.push(entry);
    else days.push({ day, entries: [entry] });
  }
  return days;
}
