/** A code span: `text` as it renders, `start` and `end` of the code between the backticks. */
export interface CodeSpan {
  readonly text: string;
  /** Offsets of the code itself, backticks not included. */
  readonly start: number;
  readonly end: number;
  /** Offset of the first backtick. */
  readonly open: number;
  /** Offset behind the last backtick. */
  readonly close: number;
  /** True for `<code>`, whose text is not what stands in the document letter by letter. */
  readonly html?: true;
}

/**
 * The code spans of `text` between two offsets (CommonMark 0.31, section 6.1): a run of backticks
 * closes only by a run of the same length. Linear: runs without a partner are remembered.
 */
export function findCodeSpans(text: string, from = 0, to = text.length): readonly CodeSpan[] {
  const spans: CodeSpan[] = [];
  if (!hasBacktick(text, from, to)) return spans;
  const runs = backtickRuns(text, from, to);
  const next = areAlike(runs) ? undefined : partners(runs);
  for (let at = 0; at < runs.length; at++) {
    const open = runs[at];
    const partner = next === undefined ? at + 1 : next[at];
    const close = partner === undefined ? undefined : runs[partner];
    if (open === undefined || partner === undefined || close === undefined) continue;
    spans.push(toSpan(text, open, close));
    at = partner;
  }
  return spans;
}

/** True when a backtick run opens in the range and nothing in the range closes it. */
export function hasOpenCode(text: string, from = 0, to = text.length): boolean {
  if (!hasBacktick(text, from, to)) return false;
  const runs = backtickRuns(text, from, to);
  if (areAlike(runs)) return runs.length % 2 === 1;
  const next = partners(runs);
  for (let at = 0; at < runs.length;) {
    const partner = next[at];
    if (partner === undefined) return true;
    at = partner + 1;
  }
  return false;
}

interface Run {
  readonly start: number;
  readonly length: number;
}

function hasBacktick(text: string, from: number, to: number): boolean {
  const first = text.indexOf('`', from);
  return first >= 0 && first < to;
}

function backtickRuns(text: string, from: number, to: number): readonly Run[] {
  const runs: Run[] = [];
  let open = false;
  let at = from;
  while (at < to) {
    const start = text.indexOf('`', at);
    if (start < 0 || start >= to) break;
    if (!open && isEscaped(text, at, start)) {
      at = start + 1;
      continue;
    }
    at = start + 1;
    while (at < to && text.charCodeAt(at) === BACKTICK) at++;
    runs.push({ start, length: at - start });
    open = !open;
  }
  return runs;
}

/** An odd number of backslashes stands before an offset. */
function isEscaped(text: string, from: number, at: number): boolean {
  let first = at;
  while (first > from && text.charCodeAt(first - 1) === BACKSLASH) first--;
  return (at - first) % 2 === 1;
}

/** Mostly all runs are of one length: each is closed by the next. */
function areAlike(runs: readonly Run[]): boolean {
  for (const run of runs) if (run.length !== runs[0]?.length) return false;
  return true;
}

/** For each run the index of the nearest later run of the same length. */
function partners(runs: readonly Run[]): readonly (number | undefined)[] {
  const latest = new Map<number, number>();
  const next = new Array<number | undefined>(runs.length);
  for (let i = runs.length - 1; i >= 0; i--) {
    const length = runs[i]?.length ?? 0;
    next[i] = latest.get(length);
    latest.set(length, i);
  }
  return next;
}

function toSpan(text: string, open: Run, close: Run): CodeSpan {
  let start = open.start + open.length;
  let end = close.start;
  const padded = text[start] === ' ' && text[end - 1] === ' ';
  if (padded && end - start > 2 && text.slice(start, end).trim() !== '') {
    start++;
    end--;
  }
  const code = text.slice(start, end).replace(/\r\n?|\n/g, ' ');
  return { text: code, start, end, open: open.start, close: close.start + close.length };
}

const BACKTICK = 0x60;
const BACKSLASH = 0x5c;
