import { diffArrays, formatPatch, structuredPatch } from 'diff';
import type { Runbook } from '../model/runbook';
import type { Step } from '../model/step';
import { MASK } from './redaction';
import { parseRunbook } from '../parser/parseRunbook';

/** A step that was run in an incident, in the runbook as it was read then. */
export interface RanStep {
  readonly runId: string;
  readonly stepId: string;
  /** The whole runbook, as the person who ran it saw it. */
  readonly text: string;
}

/** A step that was done differently from the runbook. */
export interface Redline {
  readonly kind: 'changed' | 'added';
  readonly title: string;
  readonly runId: string;
}

export interface RedlinedRunbook {
  readonly redlines: readonly Redline[];
  /** The runbook with the changes, ready to be saved. */
  readonly text: string;
  /** A unified diff that `git apply` takes; empty when nothing was done differently. */
  readonly diff: string;
}

/** An edit of the runbook's text: offsets in UTF-16 code units. */
interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly redline: Redline;
}

/**
 * What was done differently from the runbook, as an edit of it: for each step the last time it was
 * run in words other than the runbook's. Values put into holes are no difference.
 * @param path relative to the folder the diff is applied in, forward slashes
 * @param original the runbook as it stands, to which the diff will apply
 */
export function redlineRunbook(
  path: string,
  original: string,
  ran: readonly RanStep[],
): RedlinedRunbook {
  const model = parseRunbook(original);
  const edits = new Map<string, Edit>();
  const parsed = new Map<string, Runbook>();
  for (const { runId, stepId, text } of ran) {
    if (text === original) continue;
    let version = parsed.get(text);
    if (version === undefined) parsed.set(text, (version = parseRunbook(text)));
    const step = version.steps.find((candidate) => candidate.id === stepId);
    if (step === undefined) continue;
    const edit = editFor(step, { model, text: original }, { model: version, text }, runId);
    if (edit === undefined) continue;
    edits.delete(`${edit.start} ${edit.end}`);
    edits.set(edit.start === edit.end ? `added ${stepId}` : `${edit.start} ${edit.end}`, edit);
  }
  const ordered = withoutOverlap([...edits.values()].sort((a, b) => a.start - b.start));
  const text = applyEdits(original, ordered);
  return {
    redlines: ordered.map(({ redline }) => redline),
    text,
    diff: text === original ? '' : unifiedDiff(path, original, text),
  };
}

/** A unified diff with git's own header, so that `git apply` and `patch -p1` take it. */
export function unifiedDiff(path: string, before: string, after: string): string {
  const patch = structuredPatch(`a/${path}`, `b/${path}`, before, after, undefined, undefined, {
    context: 3,
  });
  return formatPatch({ ...patch, isGit: true });
}

interface Version {
  readonly model: Runbook;
  readonly text: string;
}

function editFor(step: Step, now: Version, then: Version, runId: string): Edit | undefined {
  const { same, gaps } = align(now.model.steps, then.model.steps);
  // What was masked is not known any more, so it cannot be written into the runbook.
  if (same.has(step) || isMasked(step.text)) return undefined;
  const counterpart = findCounterpart(step, gaps);
  if (counterpart !== undefined) {
    const { start, end } = counterpart.source;
    const text = then.text.slice(step.source.start, step.source.end);
    return { start, end, text, redline: { kind: 'changed', title: counterpart.title, runId } };
  }
  const before = then.model.steps
    .slice(0, then.model.steps.indexOf(step))
    .findLast((other) => same.has(other));
  return addition(step, now, then, { runId, before: before && same.get(before) });
}

/** What stands between two steps that kept their words, in the runbook and in a version of it. */
interface Gap {
  readonly olds: Step[];
  readonly news: Step[];
}

interface Alignment {
  /** Steps of the version that kept their words, with those of the runbook. */
  readonly same: ReadonlyMap<Step, Step>;
  readonly gaps: readonly Gap[];
}

/** Which step of a version is which of the runbook: place by place when that fits as well. */
function align(olds: readonly Step[], news: readonly Step[]): Alignment {
  const compared = byComparison(olds, news);
  if (olds.length !== news.length) return compared;
  const placed = byPlace(olds, news);
  return placed.same.size >= compared.same.size ? placed : compared;
}

/** The n-th step is the n-th: right for steps that were edited and neither added nor removed. */
function byPlace(olds: readonly Step[], news: readonly Step[]): Alignment {
  const same = new Map<Step, Step>();
  const gaps: Gap[] = [];
  for (const [index, step] of news.entries()) {
    const old = olds[index];
    if (old === undefined) continue;
    if (sameWords(old, step)) same.set(step, old);
    else gaps.push({ olds: [old], news: [step] });
  }
  return { same, gaps };
}

/** As a comparison line by line would have it. */
function byComparison(olds: readonly Step[], news: readonly Step[]): Alignment {
  const same = new Map<Step, Step>();
  const gaps: Gap[] = [{ olds: [], news: [] }];
  let [oldAt, newAt] = [0, 0];
  const changes = diffArrays([...olds], [...news], { comparator: sameWords });
  for (const { added, removed, value } of changes) {
    const count = value.length;
    if (added) gaps.at(-1)?.news.push(...news.slice(newAt, (newAt += count)));
    else if (removed) gaps.at(-1)?.olds.push(...olds.slice(oldAt, (oldAt += count)));
    else {
      for (const step of news.slice(newAt, newAt + count)) {
        const old = olds[oldAt++];
        if (old !== undefined) same.set(step, old);
      }
      newAt += count;
      gaps.push({ olds: [], news: [] });
    }
  }
  return { same, gaps };
}

/** The step a changed one was made from: within a gap the n-th of its kind is the n-th. */
function findCounterpart(step: Step, gaps: readonly Gap[]): Step | undefined {
  const gap = gaps.find(({ news }) => news.includes(step));
  const olds = gap?.olds.filter(({ kind }) => kind === step.kind) ?? [];
  const news = gap?.news.filter(({ kind }) => kind === step.kind) ?? [];
  if (olds.length === news.length) return olds[news.indexOf(step)];
  return olds.find(({ id }) => id === step.id);
}

/** A step nobody had written down: put behind the one that stood before it when it was run. */
function addition(
  step: Step,
  now: Version,
  then: Version,
  { runId, before }: { readonly runId: string; readonly before: Step | undefined },
): Edit | undefined {
  const lines = then.text.split('\n');
  const written = lines.slice(step.range.start, Math.max(step.range.end, step.range.start + 1));
  const body = written.join('\n').replace(/\r?\n?$/, '');
  const eol = now.text.includes('\r\n') ? '\r\n' : '\n';
  const at = lineOffset(now.text, before === undefined ? endOf(now.text) : before.range.end);
  const needsBreak = at > 0 && now.text[at - 1] !== '\n';
  const apart = step.kind === 'block' ? eol : '';
  const text = `${needsBreak ? eol : ''}${apart}${body}${eol}`;
  return { start: at, end: at, text, redline: { kind: 'added', title: step.title, runId } };
}

function sameWords(a: Step, b: Step): boolean {
  if (a.kind !== b.kind || a.language !== b.language) return false;
  if (isMasked(b.text)) return fits(a.text, b.text);
  return isMasked(a.text) ? fits(b.text, a.text) : a.text.trim() === b.text.trim();
}

function isMasked(text: string): boolean {
  return text.includes(MASK);
}

/** True when `masked` is the text with pieces of it masked. */
function fits(text: string, masked: string): boolean {
  const [first = '', ...rest] = masked.trim().split(MASK);
  const whole = text.trim();
  if (!whole.startsWith(first)) return false;
  let at = first.length;
  for (const piece of rest.slice(0, -1)) {
    const found = whole.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  const last = rest.at(-1) ?? '';
  return whole.length - last.length >= at && whole.endsWith(last);
}

function endOf(text: string): number {
  return text.split('\n').length;
}

/** Where a line (0-based) begins; the end of the text for a line behind the last. */
function lineOffset(text: string, line: number): number {
  let offset = 0;
  for (let n = 0; n < line; n++) {
    const next = text.indexOf('\n', offset);
    if (next < 0) return text.length;
    offset = next + 1;
  }
  return offset;
}

function withoutOverlap(edits: readonly Edit[]): readonly Edit[] {
  let end = -1;
  return edits.filter((edit) => {
    if (edit.start < end) return false;
    end = edit.end;
    return true;
  });
}

function applyEdits(text: string, edits: readonly Edit[]): string {
  let result = '';
  let at = 0;
  for (const edit of edits) {
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at);
}
