import type { Runbook } from '../model/runbook';
import { ownText } from '../text/ownText';
import { assembleAgain, assembleRunbook } from './assembleRunbook';
import { refuseText } from './limits';
import { cutFrontMatter, parseMarkdown } from './markdown';
import { outlineText } from './outlinedDocument';
import { readDocument, type DocumentReading } from './readDocument';
import { toSections } from './sections';
import { placeReading, type Place, type Placed } from './shiftReading';
import type { KnownIds } from './stepIds';
import { readStretches, type Stretch, type Stretches } from './stretches';

/**
 * A text and what was read from it, kept for the next edit. Documents below `LONG` code units are
 * read anew each time: that takes a few milliseconds.
 */
export interface ParsedText {
  readonly text: string;
  readonly runbook: Runbook;
  /** Empty for a short document. */
  readonly stretches: readonly Stretch[];
  /** What was read of each stretch, where it stands in the document. */
  readonly placed: ReadonlyMap<Stretch, Placed>;
  /** The ids of a long document's steps. */
  readonly ids: KnownIds | undefined;
  /** Link references of the whole document. */
  readonly environment: Stretches['environment'];
}

/** From this many UTF-16 code units on a document is read in stretches. */
export const LONG = 32 * 1024;

/**
 * Reads a text, using what an earlier reading of nearly the same text found. The runbook is the
 * one that a reading from scratch gives; only the stretches that the edit touched are read.
 */
export function parseText(text: string, previous?: ParsedText, long = LONG): ParsedText {
  if (previous?.text === text) return previous;
  const refused = refuseText(text);
  if (refused !== undefined) return short(text, refused);
  if (text.length < long) {
    const outlined = outlineText(text);
    return short(text, assembleRunbook(readDocument(outlined), outlined.sections));
  }
  const known = previous === undefined ? undefined : splice(text, previous);
  const whole = known === undefined ? readStretches(text, undefined, {}, true) : undefined;
  const stretches = known ?? whole?.stretches ?? [];
  const placed = place(stretches, previous?.placed);
  const reading = merge([...placed.values()]);
  const sections = toSections(reading.headings, reading.lineCount);
  const { runbook, known: ids } = assembleAgain(reading, sections, previous?.ids);
  return {
    text,
    runbook,
    stretches,
    placed,
    ids,
    environment: whole?.environment ?? previous?.environment ?? {},
  };
}

function short(text: string, runbook: Runbook): ParsedText {
  return { text, runbook, stretches: [], placed: new Map(), ids: undefined, environment: {} };
}

/** How front matter begins, and a rule. */
const RULE = /^\uFEFF?---/;
/** What a link reference definition cannot do without. */
const DEFINITION = ']:';

/** The stretches of a changed text, undefined when the change reaches too far to tell. */
function splice(text: string, previous: ParsedText): readonly Stretch[] | undefined {
  const { stretches: old, environment } = previous;
  if (old.length < 3) return undefined;
  let first = 0;
  let start = 0;
  while (first < old.length && standsAt(text, start, textOf(old, first)))
    start += textOf(old, first++).length;
  let last = old.length;
  let end = text.length;
  // The first stretch need not begin at a heading, so nothing may come before it.
  while (last > Math.max(first, 1) && end - textOf(old, last - 1).length >= start) {
    const own = textOf(old, last - 1);
    if (!standsAt(text, end - own.length, own)) break;
    end -= own.length;
    last--;
  }
  // The stretch before the change may reach into it, when the heading it ended at is gone.
  if (first > 0) start -= textOf(old, --first).length;
  // A heading must still begin a line to begin a stretch.
  if (last < old.length && !/[\n\r]/.test(text.charAt(end - 1))) end += textOf(old, last++).length;
  if (first === 0 && (RULE.test(text) || RULE.test(textOf(old, 0)))) return undefined;
  // A rule at the top becomes front matter wherever the line that ends it is written.
  if (RULE.test(text) && cutFrontMatter(textOf(old, 0)) === undefined) return undefined;
  // What is read keeps slices of it, and must not keep every version of the document by them.
  const middle = ownText(text.slice(start, end));
  const before = old
    .slice(first, last)
    .map((stretch) => stretch.text)
    .join('');
  if (!definesAlike(before, middle)) return undefined;
  const head = old.slice(0, first);
  const above = head.findLast((stretch) => stretch.leaves !== undefined)?.leaves;
  const read = readStretches(middle, above, environment, first === 0);
  if (read.open && last < old.length) return undefined;
  // The head of a document reaches to its second heading, wherever the first one now is.
  if (first === 0 && last < old.length && read.stretches[0]?.reading.headings.length === 0)
    return undefined;
  return [
    ...head,
    ...read.stretches,
    ...rename(old.slice(last), [...head, ...read.stretches], environment),
  ];
}

/** As `startsWith`, which compares one code unit after the other. */
function standsAt(text: string, start: number, part: string): boolean {
  return text.slice(start, start + part.length) === part;
}

/** Whether two texts define the same link references, which hold everywhere in a document. */
function definesAlike(before: string, after: string): boolean {
  if (!before.includes(DEFINITION) && !after.includes(DEFINITION)) return true;
  const [own, other] = [parseMarkdown(before).environment, parseMarkdown(after).environment];
  return JSON.stringify(own) === JSON.stringify(other);
}

function textOf(stretches: readonly Stretch[], index: number): string {
  return stretches[index]?.text ?? '';
}

/** Stretches that stood under another level 1 heading before are read again. */
function rename(
  tail: readonly Stretch[],
  head: readonly Stretch[],
  environment: Stretches['environment'],
): readonly Stretch[] {
  let title = head.findLast((stretch) => stretch.leaves !== undefined)?.leaves;
  return tail.flatMap((stretch) => {
    const ownTitle = stretch.reading.headings[0]?.level === 1;
    const read =
      ownTitle || stretch.above === title
        ? [stretch]
        : readStretches(stretch.text, title, environment, false).stretches;
    title = stretch.leaves ?? title;
    return read;
  });
}

/** Moves each stretch to its place. */
function place(
  stretches: readonly Stretch[],
  before: ParsedText['placed'] | undefined,
): ReadonlyMap<Stretch, Placed> {
  const placed = new Map<Stretch, Placed>();
  let [lines, offset, steps] = [0, 0, 0];
  for (const stretch of stretches) {
    const at: Place = { lines, offset, steps };
    placed.set(stretch, placeReading(stretch.reading, at, before?.get(stretch)));
    lines += stretch.breaks;
    offset += stretch.text.length;
    steps += stretch.reading.steps.length;
  }
  return placed;
}

/** One reading of all stretches. */
function merge(placed: readonly Placed[]): DocumentReading {
  const readings = placed.map(({ reading }) => reading);
  const facts = readings.map((reading) => reading.facts);
  const merged: DocumentReading = {
    lineCount: readings.reduce((sum, reading) => sum + reading.lineCount - 1, 1),
    headings: joined(readings.map((reading) => reading.headings)),
    steps: joined(readings.map((reading) => reading.steps)),
    blocks: joined(readings.map((reading) => reading.blocks)),
    checklists: joined(readings.map((reading) => reading.checklists)),
    facts: {
      said: joined(facts.map((fact) => fact.said)),
      severities: joined(facts.map((fact) => fact.severities)),
      contacts: joined(facts.map((fact) => fact.contacts)),
      escalations: joined(facts.map((fact) => fact.escalations)),
      schedules: joined(facts.map((fact) => fact.schedules)),
      templates: joined(facts.map((fact) => fact.templates)),
      links: joined(facts.map((fact) => fact.links)),
      problems: [],
    },
    problems: joined(readings.map((reading) => reading.problems)),
  };
  return merged;
}

/** As `flat`, which takes many times as long. */
function joined<T>(lists: readonly (readonly T[])[]): readonly T[] {
  const all: T[] = [];
  for (const list of lists) for (const entry of list) all.push(entry);
  return all;
}
