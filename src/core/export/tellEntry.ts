import { assertNever } from '../../util/assertNever';
import type {
  EvidencePinned,
  ItemTicked,
  RecordedOutput,
  UpdatePosted,
} from '../incident/eventData';
import type { NoteEntry, RefusalEntry, RunEntry, TimelineEntry } from '../incident/timeline';
import type { HonestTime } from '../incident/times';
import { toUtc } from '../incident/times';
import { endedWell, type Outcome, type VerdictKind } from '../run/outcome';
import { formatDuration } from './duration';
import type { StoryEntry, StoryPiece, StoryTone } from './story';

/** What was said before a note was edited, oldest first. */
export interface EarlierWords {
  readonly text: string;
  readonly by: string;
  readonly at: string;
}

/** How a note came to say what it says. */
export interface NoteEdits {
  readonly earlier: readonly EarlierWords[];
  /** Who wrote what it says now. */
  readonly last: Pick<EarlierWords, 'by' | 'at'>;
}

/** What the timeline alone does not hold. */
export interface Annotations {
  /** Evidence by the id of the event that pinned it. */
  readonly evidence: ReadonlyMap<string, EvidencePinned>;
  /** Status updates by the id of the event. */
  readonly updates: ReadonlyMap<string, UpdatePosted>;
  /** Of notes that were edited, by note. */
  readonly edits: ReadonlyMap<string, NoteEdits>;
  /** Times corrected later, by event. */
  readonly corrected: ReadonlyMap<string, HonestTime>;
}

type Told = Pick<StoryEntry, 'kind' | 'title' | 'tone' | 'pieces'> & Pick<StoryEntry, 'box'>;

/** An entry of the timeline as people read it. */
export function tellEntry(entry: TimelineEntry, annotations: Annotations): StoryEntry {
  const correction = annotations.corrected.get(entry.id);
  const time = toUtc(correction?.time ?? entry.time);
  const told = tell(entry, annotations);
  const recorded = correction === undefined ? [] : [sentence(`Recorded at ${entry.time}.`)];
  return {
    ...told,
    pieces: [...told.pieces, ...recorded],
    id: entry.id,
    time: time ?? entry.time,
    clock: time?.slice(11, 19) ?? entry.time,
    actor: entry.actor,
  };
}

/** `succeeded` and the like for people, with the verdict where there is one. */
export function outcomeWords(
  outcome: Outcome | 'running',
  verdict: VerdictKind | undefined,
): string {
  if (verdict === undefined || (outcome !== 'succeeded' && !endedWell(outcome, verdict))) {
    return outcome === 'timed-out' ? 'timed out' : outcome;
  }
  return verdictWords(verdict);
}

export function verdictWords(verdict: VerdictKind): string {
  switch (verdict) {
    case 'pass':
      return 'as expected';
    case 'fail':
      return 'not as expected';
    case 'needs-eyes':
      return 'needs eyes';
    default:
      return assertNever(verdict);
  }
}

function tell(entry: TimelineEntry, annotations: Annotations): Told {
  switch (entry.kind) {
    case 'run':
      return tellRun(entry);
    case 'refusal':
      return tellRefusal(entry);
    case 'note':
      return tellNote(entry, annotations.edits.get(entry.noteId));
    case 'tick':
      return tellTick(entry.tick);
    case 'fact': {
      const evidence = annotations.evidence.get(entry.id);
      if (evidence !== undefined) return tellEvidence(evidence);
      const update = annotations.updates.get(entry.id);
      if (update !== undefined) return tellUpdate(update);
      return { kind: 'fact', title: entry.text, tone: 'neutral', pieces: [] };
    }
    default:
      return assertNever(entry);
  }
}

function tellRun(entry: RunEntry): Told {
  const { started, outcome, verdict, output, message } = entry;
  const exit = entry.exitCode === undefined ? '' : `, exit ${entry.exitCode}`;
  const took = entry.durationMs === undefined ? '' : ` in ${formatDuration(entry.durationMs)}`;
  const what = started.intent === 'check' ? 'a check' : `a ${started.intent} step`;
  return {
    kind: 'run',
    title: `${started.title}: ${outcomeWords(outcome, verdict?.kind)}`,
    tone: toneOf(entry),
    pieces: [
      sentence(
        `${entry.actor} ran ${what} on ${started.target}${place(started)}: ` +
          `${outcomeWords(outcome, undefined)}${took}${exit}.`,
      ),
      { kind: 'command', text: started.text, language: String(started.language ?? '') },
      ...(message === undefined ? [] : [sentence(message)]),
      ...(verdict === undefined
        ? []
        : [{ kind: 'verdict' as const, verdict: verdict.kind, text: verdict.message }]),
      ...(verdict?.difference === undefined
        ? []
        : [{ kind: 'difference' as const, text: verdict.difference }]),
      ...outputPieces(output),
    ],
  };
}

function place(subject: {
  readonly runbook: string;
  readonly section?: string;
  readonly line: number;
}): string {
  const section = subject.section === undefined ? '' : `, ${subject.section}`;
  const line = Number.isSafeInteger(subject.line) ? ` (line ${subject.line + 1})` : '';
  return `, from ${subject.runbook}${section}${line}`;
}

function toneOf({ outcome, verdict }: RunEntry): StoryTone {
  if (outcome === 'running') return 'neutral';
  if (!endedWell(outcome, verdict?.kind)) return 'failed';
  return verdict?.kind === 'needs-eyes' ? 'needs-eyes' : 'passed';
}

/** The output as it is kept in the event, and where the whole of it is. */
export function outputPieces(output: RecordedOutput | undefined): readonly StoryPiece[] {
  if (output === undefined) return [];
  if (output.bytes === 0) return [sentence('No output.')];
  const head = String(output.head ?? '');
  const tail = String(output.tail ?? '');
  const shown = head + (tail === '' ? '' : `\n…\n${tail}`);
  const { file } = output;
  if (!output.truncated) {
    const bytes = `Not all of it is text; its bytes are kept in ${String(file)}.`;
    return [{ kind: 'output', text: shown }, ...(file === undefined ? [] : [sentence(bytes)])];
  }
  const where = file === undefined ? 'the rest was not kept' : `whole in ${file}`;
  return [
    { kind: 'output', text: shown },
    sentence(`${output.bytes} bytes in all; ${where} (SHA-256 ${output.sha256}).`),
  ];
}

function tellRefusal({ refused, actor, verdict }: RefusalEntry): Told {
  const { title, message, text } = refused;
  return {
    kind: 'refusal',
    title: `${title}: not run`,
    tone: verdict === undefined ? 'failed' : 'neutral',
    pieces: [
      sentence(`${actor} asked for it${place(refused)}.`),
      sentence(message),
      ...(text === undefined ? [] : [{ kind: 'command' as const, text, language: '' }]),
      ...(verdict === undefined
        ? []
        : [{ kind: 'verdict' as const, verdict: verdict.kind, text: verdict.message }]),
    ],
  };
}

function tellNote({ text, about, edited }: NoteEntry, edits: NoteEdits | undefined): Told {
  const title = about === undefined ? 'Note' : 'Note on a run';
  const by = edits === undefined ? '' : ` by ${edits.last.by} at ${edits.last.at}`;
  const before = (edits?.earlier ?? []).flatMap((words) => [
    sentence(`Before (${words.by}, ${words.at}):`),
    words.text === ''
      ? sentence('Removed.')
      : ({ kind: 'words', text: words.text } satisfies StoryPiece),
  ]);
  const pieces: StoryPiece[] =
    text === ''
      ? [sentence(`Removed${by}; the log keeps what it said.`)]
      : [{ kind: 'words', text }, ...(edited ? [sentence(`Edited${by}.`)] : []), ...before];
  return {
    kind: 'note',
    title: edited && text !== '' ? `${title} (edited)` : title,
    tone: 'neutral',
    pieces,
  };
}

function tellUpdate({ text, template, audience }: UpdatePosted): Told {
  const from = typeof template === 'string' ? ` (${template})` : '';
  const to = typeof audience === 'string' ? ` to ${audience}` : '';
  return {
    kind: 'fact',
    title: `Status update posted${to}${from}`,
    tone: 'neutral',
    pieces: [{ kind: 'words', text }],
  };
}

function tellTick(tick: ItemTicked): Told {
  const reason = tick.reason === undefined || tick.reason === '' ? '' : `: ${tick.reason}`;
  const how = tick.state === 'skipped' ? ` (skipped${reason})` : '';
  return {
    kind: 'tick',
    title: `${tick.itemText}${how} · ${tick.checklistTitle}`,
    tone: 'neutral',
    box: tick.state === 'done' || tick.state === 'skipped' ? tick.state : 'open',
    pieces: tick.note === undefined || tick.note === '' ? [] : [{ kind: 'words', text: tick.note }],
  };
}

function tellEvidence({ title, text, url, file, runId }: EvidencePinned): Told {
  return {
    kind: 'evidence',
    title: `Evidence pinned: ${title}`,
    tone: 'neutral',
    pieces: [
      ...(text === undefined ? [] : [{ kind: 'output' as const, text }]),
      ...(url === undefined ? [] : [{ kind: 'link' as const, url }]),
      ...(file === undefined ? [] : [sentence(`Kept in the log's outputs as ${file}.`)]),
      ...(runId === undefined ? [] : [sentence(`Of run ${runId}.`)]),
    ],
  };
}

function sentence(text: string): StoryPiece {
  return { kind: 'sentence', text };
}
