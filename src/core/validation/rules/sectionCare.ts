import type { Step } from '../../model/step';
import type { ItemPlace } from '../../parser/passages';
import type { RuleContext } from '../ruleContext';
import { caresAhead } from './care';
import { isInterruption } from './interruptions';
import type { Loss } from './losses';
import {
  blocksAbove,
  goesOnFromBefore,
  isSetApart,
  leadTo,
  reachOf,
  remedyOf,
  wordsFor,
} from './sectionWords';

/**
 * Whether the section says, over other commands or above a list, what is looked at, kept or agreed
 * before its command takes something. What stands in another item of a list is said of that item.
 */
export function isCaredForInSection(context: RuleContext, step: Step, loss: Loss): boolean {
  const section = context.section(step.sectionId);
  if (section === undefined || section.level < 2 || isInterruption(loss)) return false;
  if (isSetApart(wordsFor(context, step)) || leadTo(context, step).hasOthers) return false;
  return caresAhead(remedyOf(wordsAhead(context, step, section.range.start)));
}

/** What is said to this step since the heading, or since what was lost before. */
function wordsAhead(context: RuleContext, step: Step, start: number): string {
  const reach = reachOf(context, step, start);
  const own = context.passageAt(step.range.start)?.item;
  const blocks = blocksAbove(context, step, reach);
  // What stands between two other blocks was said of those.
  const apart = !goesOnFromBefore(context, step);
  const isBetweenOthers = (line: number): boolean =>
    apart &&
    line > (blocks[0]?.range.start ?? Infinity) &&
    line < (blocks.at(-1)?.range.start ?? 0);
  return context.passages
    .filter(
      ({ kind, content, start: line, item }) =>
        kind === 'paragraph' &&
        !LABEL.test(content) &&
        line >= reach &&
        line < step.range.start &&
        !isBetweenOthers(line) &&
        (item === undefined || isWithin(own, item)),
    )
    .map(({ content }) => content)
    .join('\n\n');
}

/** "*Check*", on a line of its own: what stands below it is called so. */
const LABEL = /^[*_]{1,3}[\p{L}\d -]{1,30}[*_]{0,3}:?[*_]{0,3}$/u;

/** Whether an item is the step's own, or one around it. */
function isWithin(own: ItemPlace | undefined, item: ItemPlace): boolean {
  for (let at = own; at !== undefined; at = at.parent) if (at.start === item.start) return true;
  return false;
}
