import type { Step } from '../../model/step';
import { Wordings } from '../../text/wordings';
import type { RuleContext } from '../ruleContext';
import { showsCare } from './care';
import { isInterruption, wordsAbove } from './interruptions';
import { losingSteps, lossesOf, type Loss } from './losses';
import { PLACE, sharesObject } from './lostObjects';
import { isSimplyHadBack } from './simplyHadBack';
import { asksReader, stopsReader } from './warnings';

/** The title of a whole document ("Backups") stops nobody. */
export function titlesAbove(context: RuleContext, step: Step): readonly string[] {
  return context
    .sectionsFrom(step.sectionId)
    .flatMap(({ title, level }) => (level > 1 ? [title] : []));
}

export function commentsBefore(step: Step, loss: Loss): readonly string[] {
  const own = step.text.slice(0, loss.at);
  // What the line itself sets or runs is no word of its author.
  return own.split('\n').flatMap((text) => {
    const comment = /(?:^|\s)(?:#|--)\s.*/.exec(text)?.[0];
    return comment === undefined ? [] : [comment];
  });
}

export function proseOfSection(context: RuleContext, step: Step): string {
  return proseBefore(context, step, context.section(step.sectionId)?.range.start ?? 0);
}

/**
 * What a section says to all its steps, above the first block, and to this one. What stands between
 * two other blocks was said of those.
 */
export function warningsFor(context: RuleContext, step: Step): string {
  if (step.kind !== 'block') return proseOfSection(context, step);
  const start = context.section(step.sectionId)?.range.start ?? 0;
  const from = reachOf(context, step, start);
  const [first] = blocksAbove(context, step, from);
  const lead = leadTo(context, step);
  if (from > start && lead.hasOthers) return lead.words;
  if (first === undefined) return withoutCode(context.linesText(from, step.range.start));
  const intro = withoutCode(context.linesText(from, first.range.start));
  const toAll = intro.replace(SENTENCE, (one) => (OF_NEXT.test(one) ? '' : one));
  return `${toAll}\n\n${lead.words}`;
}

/** "The next command deletes all volumes.": and not the one behind it. */
const OF_NEXT = /\b(?:next|following) (?:command|line|block)\b|\b(?:command|line|block) below\b/i;
const SENTENCE = /[^.!?\n]+[.!?]?/g;

/** The words that speak of this step alone: a bullet or a row says its own. */
export function wordsFor(context: RuleContext, step: Step): string {
  if (step.kind === 'block') return remedyOf(withoutCode(wordsOverBlocks(context, step)));
  return context.lines.line(context.lines.lineAt(step.source.start)).replace(/`[^`]*`/g, '``');
}

/**
 * The words that lead to a step that has another block above it: its last paragraph, and those
 * before that it goes on from. What stands farther away was said of that block.
 */
export function leadTo(context: RuleContext, step: Step): Lead {
  const words = wordsFor(context, step);
  if (step.kind !== 'block' || blocksAbove(context, step).length === 0)
    return { words, isBehind: false, hasOthers: false };
  const paragraphs = words.split(/\n(?:[ \t>]*\n)+/).filter((one) => one.trim() !== '');
  let first = Math.max(0, paragraphs.length - 1);
  while (first > 0 && goesOn(paragraphs[first - 1] ?? '', paragraphs[first] ?? '')) first--;
  return { words: paragraphs.slice(first).join('\n\n'), isBehind: true, hasOthers: first > 0 };
}

/** "Then:" below another block: what led to that leads here, too. */
export function goesOnFromBefore(context: RuleContext, step: Step): boolean {
  const words = leadTo(context, step).words.trim();
  return GOES_ON.test(words) || (!/\n\s*\n/.test(words) && REFERS.test(words));
}

export interface Lead {
  readonly words: string;
  /** Whether another block stands above in the section. */
  readonly isBehind: boolean;
  /** Whether other words stand between the block above and these. */
  readonly hasOthers: boolean;
}

/** The other blocks of the step's section that stand above it, from a line on. */
export function blocksAbove({ runbook }: RuleContext, step: Step, from = 0): readonly Step[] {
  return runbook.steps.filter(
    ({ kind, sectionId, range }) =>
      kind === 'block' &&
      sectionId === step.sectionId &&
      range.start >= from &&
      range.start < step.range.start,
  );
}

/** "Then:", "Delete it:", the items of a list, and numbered steps that are done without a command. */
function goesOn(before: string, paragraph: string): boolean {
  if (GOES_ON.test(paragraph) || REFERS.test(paragraph) || OF_STEP.test(before)) return true;
  return ITEM.test(paragraph) && (/:\W*$/.test(before) || ITEM.test(before));
}

const OF_STEP = /^[\s>*_]*(?:step |schritt |étape |paso )?\d+(?:\.\d+)*[*_]*[.):]?[*_]*\s/i;
const ITEM = /^\s*(?:[-*+]|\d+[.)])\s/;
const GOES_ON =
  /^[\s>*_]*(?:then|now|next|and|so|only|otherwise|else|afterwards|after that|(?:if|when|once|as soon as) (?:so|not|yes|no|any|all|both|done|ready|everything|nothing|nobody|none)|as soon as)\b/i;
const REFERS = /(?<!\bso )\b(?:it|its|them|they|this|that|these|those|both|again|same)\b/i;

/** "Check that it is below 80 %. If it is not, …": what was looked at is why something goes. */
export function remedyOf(words: string): string {
  const at = words.search(REMEDY);
  // "If so, stop. Otherwise …": the look was for this step.
  return at < 0 || STOPS.test(words.slice(0, at)) ? words : words.slice(at);
}

const STOPS =
  /\bif (?:so|yes|it (?:does|is)|there (?:is|are))\b[^.;]{0,20}\b(?:stop|abort|leave it|do not)\b|\bmust[*_ ]{1,3}not\b|\bonly then\b/i;
const REMEDY =
  /(?<=[.?!:] |\n[ \t]{0,40})(?:if (?:it|that|this|they|there)(?=) (?:does|do|is|are)(?=)(?: not|n['’]t)|if not|otherwise|(?:(?:the |is the )?(?=)[\w-]+ ){0,3}(?=)still (?:full|above|over|below|under|beyond|no|not|too|more|short)|else)(?=)\b[^.!?\n]*(?:\n[^.!?\n]*)?(?=)[:.?]\s*$/i;

/** Blocks below each other with nothing said between them share the words above the first. */
function wordsOverBlocks(context: RuleContext, step: Step): string {
  const before = context.runbook.steps.findLast(
    ({ kind, range, sectionId }) =>
      kind === 'block' && sectionId === step.sectionId && range.end <= step.range.start,
  );
  const words =
    before !== undefined && losesForGood(context, before)
      ? context.linesText(endOfItem(context, before, step), step.range.start)
      : wordsAbove(context, step);
  if (words.trim() !== '') return words;
  return before === undefined ? words : wordsOverBlocks(context, before);
}

export function lastLine(prose: string): string {
  return justAbove(prose).split('\n').at(-1) ?? '';
}

/** The words of the section up to a step; a bullet speaks only for itself. */
function proseBefore(context: RuleContext, step: Step, start: number): string {
  const line = context.lines.lineAt(step.source.start);
  if (step.kind === 'block')
    return withoutCode(context.linesText(reachOf(context, step, start), step.range.start));
  const intro = context
    .passagesIn(start, line)
    .filter(
      (passage) =>
        passage.kind === 'paragraph' && (passage.item === undefined || passage.item.ordered),
    );
  return [...intro.map(({ content }) => content), context.lines.line(line)].join('\n');
}

/**
 * What was said to an earlier loss is not said to one that has words of its own; what takes more of
 * the same thing, and the steps of one list that nothing sets apart, belong together.
 */
export function reachOf(context: RuleContext, step: Step, start: number): number {
  const isListed = (one: Step): boolean => /^\s/.test(context.lines.line(one.range.start));
  const own = linesLost(context, step);
  const losing = losingSteps(context).filter(
    (other) =>
      other.kind === 'block' &&
      other.range.start >= start &&
      other.range.start < step.range.start &&
      losesForGood(context, other),
  );
  const earlier = losing.findLast(
    (other) => !(isListed(other) && isListed(step) && !isLossApart(context, step, other, own)),
  );
  if (earlier === undefined) return start;
  const between = withoutCode(context.linesText(earlier.range.end, step.range.start));
  if (!/[\p{L}\d]{2}/u.test(between)) return start;
  const isNext = earlier === losing.at(-1) && isListed(step);
  const item = isNext ? context.passageAt(step.range.start)?.item : undefined;
  return Math.max(earlier.range.end, item?.start ?? 0);
}

/**
 * "Still full? Take the old index out as well": a loss of its own in a list of steps. So is that of
 * a thing which the step itself is the first to name, as nothing above can have spoken of it.
 */
function isLossApart(context: RuleContext, step: Step, other: Step, own: string): boolean {
  const item = context.passageAt(step.range.start)?.item;
  const from = Math.max(other.range.end, item?.start ?? 0);
  const words = context.linesText(from, step.range.start);
  const isApart = isSetApart(words) || (isNamedHere(step, own) && !isCaredAboveList(context, step));
  return isApart && !sharesObject(linesLost(context, other), own);
}

/** What is said above a list is said of all its steps. */
function isCaredAboveList(context: RuleContext, step: Step): boolean {
  let item = context.passageAt(step.range.start)?.item;
  while (item?.parent !== undefined) item = item.parent;
  const list = item?.list;
  const start = context.passages.find((passage) => passage.item?.list === list)?.start;
  const section = context.section(step.sectionId)?.range.start ?? 0;
  if (list === undefined || start === undefined) return false;
  const words = withoutCode(context.linesText(section, start));
  return stopsReader(words) || asksReader(words) || showsCare(words);
}

/** Whether a block asks for, or sets, all the variables that stand in what it takes. */
function isNamedHere({ text }: Step, lost: string): boolean {
  const names = Array.from(lost.matchAll(/\$\{?(\w+)/g), ([, name = '']) => name).filter(
    (name) => !PLACE.test(name),
  );
  const given = new Set(
    Array.from(text.matchAll(GIVES), ([, read, set]) => (read ?? set ?? '').toLowerCase()),
  );
  return names.length > 0 && names.every((name) => given.has(name.toLowerCase()));
}

const GIVES =
  /^[ \t]*(?:read\b[^\n]*?\s(\w+)[ \t]*$|(?:export\s+|local\s+|set\s+|\$(?:env:)?)?(\w+)\s*=)/gim;

/** Whether words open a case of their own, for which nothing was said before. */
export function isSetApart(words: string): boolean {
  return SETS_APART.test(words);
}

const SETS_APART = new Wordings(
  /\?|\b(?:as well|too|also|in the same go|in addition|while you are (?:at it|there)|meanwhile|likewise|by the way|left ?over|(?:days|weeks|months) later|still (?:above|over|below|under|full|no|not|too|short))\b|(?:^|[.:;] |[-*+] |\d[.)] )(?:if|when|should|in case|otherwise)\b|(?<![a-zà-ɏа-я])(?:ebenso|außerdem|falls|auch|aussi|également|también|además)(?![a-zà-ɏа-я])/imu,
);

/** The lines of a step that lose something. */
export function linesLost(context: RuleContext, step: Step): string {
  return context.ofStep(step, joinedLosses);
}

function joinedLosses(context: RuleContext, step: Step): string {
  return lossesOf(context, step)
    .map(({ at }) => step.text.slice(at).split('\n', 1)[0] ?? '')
    .join('\n');
}

/** Where the words of a step end that is not in the same list item as another: with its own item. */
export function endOfItem(context: RuleContext, step: Step, other: Step): number {
  const end = context.passageAt(step.range.start)?.item?.end;
  return end === undefined || end > other.range.start ? step.range.end : end;
}

/** Whether a step loses something that does not come back by itself. */
export function losesForGood(context: RuleContext, step: Step): boolean {
  return context.ofStep(step, isLastingLoss);
}

function isLastingLoss(context: RuleContext, step: Step): boolean {
  return lossesOf(context, step).some(
    (loss) => !isInterruption(loss) && !isSimplyHadBack(context, step, loss),
  );
}

/** The last words before a step: what they ask to make sure of is what it does. */
export function justAbove(prose: string): string {
  const lines = prose.split('\n').filter((line) => line.trim() !== '' && !/^#{1,6} /.test(line));
  return lines.slice(-3).join('\n');
}

/** What stands below a heading, before the next one. */
export function introduction(context: RuleContext, start: number): string {
  const next = context.runbook.sections.find(({ range }) => range.start > start);
  const end = Math.min(next?.range.start ?? context.lines.count, start + 30);
  return withoutCode(context.linesText(start, end));
}

/** A text without its fences. */
export function withoutCode(text: string): string {
  return text.replace(/^[ \t>]*(`{3,}|~{3,})[^\n]*\n[\s\S]*?^[ \t>]*\1[^\n]*$/gm, '');
}
