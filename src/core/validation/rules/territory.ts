import type { Step } from '../../model/step';
import type { ItemPlace } from '../../parser/passages';
import type { RuleContext } from '../ruleContext';
import { PUTS_BACK } from './guards';
import { losingSteps, lossesOf } from './losses';
import { sharesObject } from './lostObjects';
import { losesForGood, linesLost } from './sectionWords';
import { namesWayBack } from './warnings';

/** The lines of a stretch that speak of a step, and not of another one beside it. */
export interface Reach {
  readonly before: string;
  readonly after: string;
}

/** What a step has to do with the words around it. */
interface Neighbour {
  readonly step: Step;
  readonly item: ItemPlace | undefined;
  readonly isLosing: boolean;
}

/**
 * The words of a stretch that may speak of a step: its own item or paragraph, what leads to all of
 * them, what follows up to the next loss. An item with a step of its own speaks of that one, and
 * what stands between two steps speaks of the first but for the words that lead to the second.
 */
export function reachOfWords(
  context: RuleContext,
  step: Step,
  stretch: { readonly start: number; readonly end: number },
  isOut: (line: number) => boolean = () => false,
): Reach {
  const others = neighbours(context, step, stretch);
  const mine = context.passageAt(step.range.start);
  const own = mine?.item;
  const lines = { before: [] as string[], after: [] as string[] };
  const lead = leadOf(context, step, stretch.start);
  const stop = nextLoss(context, step, others) ?? stretch.end;
  for (let line = stretch.start; line < stretch.end; line++) {
    if ((line >= step.range.start && line < step.range.end) || isOut(line)) continue;
    const isBefore = line < step.range.start;
    const passage = context.passageAt(line);
    // What was done before brings nothing back.
    if (isBefore && passage?.kind === 'code') continue;
    const item = passage?.item;
    const isOwn =
      (passage !== undefined && passage === mine) ||
      (own !== undefined && item !== undefined && isWithin(own, item));
    if (!isOwn && isOfAnother(line, item, step, others)) continue;
    if (isBefore && !isOwn && line < lead && followsAnother(line, step, others)) continue;
    if (!isBefore && !isOwn && line >= stop && !isOfAll(context.lines.line(line), item)) continue;
    lines[isBefore ? 'before' : 'after'].push(context.lines.line(line));
  }
  return { before: lines.before.join('\n'), after: lines.after.join('\n') };
}

/** "Rollback: …" at the end of a section, or what is said of more than one. */
function isOfAll(words: string, item: ItemPlace | undefined): boolean {
  return OF_ALL.test(words) || (item === undefined && namesWayBack(words));
}

/** "Both can be restored", "none of this": what is said of more than one. */
const OF_ALL =
  /\b(?:both|all(?! the)|any of (?:this|these|them)|none of (?:this|these|them)|these|everything|each|either|whatever|nothing)\b|(?<![a-zà-ɏа-я])(?:alles?|beide[ns]?|tout|toutes|todo|todos|ambos)(?![a-zà-ɏа-я])/iu;

function isWithin(outer: ItemPlace, item: ItemPlace): boolean {
  for (let at: ItemPlace | undefined = item; at !== undefined; at = at.parent)
    if (at.start === outer.start) return true;
  return false;
}

/** The other steps of a stretch that do something. */
function neighbours(
  context: RuleContext,
  step: Step,
  { start, end }: { readonly start: number; readonly end: number },
): readonly Neighbour[] {
  return losingSteps(context)
    .filter(({ range }) => range.start >= start && range.start < end)
    .filter((other) => other !== step && other.range.start !== step.range.start)
    .flatMap((other) => {
      const isLosing = losesForGood(context, other) && !isSameOrBack(context, step, other);
      const intent = context.code?.classify(other.text, other.language).intent;
      if (!isLosing && intent === 'check') return [];
      return [{ step: other, item: context.passageAt(other.range.start)?.item, isLosing }];
    });
}

/** What takes more of the same thing, puts something back, or goes with it in one breath. */
function isSameOrBack(context: RuleContext, step: Step, other: Step): boolean {
  const losses = lossesOf(context, other);
  if (losses.every(({ effect }) => PUTS_BACK.test(effect) || MERGES_BACK.test(effect))) return true;
  if (sharesObject(linesLost(context, step), linesLost(context, other))) return true;
  return !/[\p{L}\d]{2}/u.test(context.linesText(step.range.end, other.range.start));
}

const MERGES_BACK = /\bputs a snapshot back\b/;

/** Whether a line stands in a list item of another step. */
function isOfAnother(
  line: number,
  item: ItemPlace | undefined,
  step: Step,
  others: readonly Neighbour[],
): boolean {
  if (item === undefined) return false;
  return others.some(
    ({ item: place, step: other, isLosing }) =>
      place !== undefined &&
      place.start <= line &&
      line < place.end &&
      // The list that follows may be the way back itself.
      (other.range.start < step.range.start || isLosing),
  );
}

/** Whether a line above stands behind another step, whose words it goes on with. */
function followsAnother(line: number, step: Step, others: readonly Neighbour[]): boolean {
  return others.some(({ step: { range } }) => range.end <= line && range.start < step.range.start);
}

/** The first line of the words right above a step, which lead to it. */
function leadOf(context: RuleContext, step: Step, start: number): number {
  let line = step.range.start;
  const isBlank = (at: number): boolean => /^[ \t>]*$/.test(context.lines.line(at));
  while (line > start && isBlank(line - 1)) line--;
  while (line > start && !isBlank(line - 1)) line--;
  return line;
}

/** Where the next loss begins, with the words that lead to it. */
function nextLoss(
  context: RuleContext,
  step: Step,
  others: readonly Neighbour[],
): number | undefined {
  const next = others.find(
    ({ step: { range }, isLosing }) => isLosing && range.start > step.range.start,
  );
  if (next === undefined) return undefined;
  return next.item?.start ?? leadOf(context, next.step, step.range.end);
}
