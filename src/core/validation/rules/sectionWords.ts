import type { Step } from '../../model/step';
import type { RuleContext } from '../ruleContext';
import { isInterruption, wordsAbove } from './interruptions';
import { lossesOf, type Loss } from './losses';
import { isSimplyHadBack } from './simplyHadBack';

/** The title of a whole document ("Backups") stops nobody. */
export function titlesAbove(context: RuleContext, step: Step): readonly string[] {
  return context
    .sectionsFrom(step.sectionId)
    .flatMap(({ title, level }) => (level > 1 ? [title] : []));
}

export function commentsBefore(step: Step, loss: Loss): readonly string[] {
  const own = step.text.slice(0, loss.at);
  return own.split('\n').filter((text) => /(?:^|\s)(?:#|--)\s/.test(text));
}

export function proseOfSection(context: RuleContext, step: Step): string {
  return proseBefore(context, step, context.section(step.sectionId)?.range.start ?? 0);
}

/** The words that speak of this step alone: a bullet or a row says its own. */
export function wordsFor(context: RuleContext, step: Step): string {
  if (step.kind === 'block') return withoutCode(wordsOverBlocks(context, step));
  return context.lines.line(context.lines.lineAt(step.source.start)).replace(/`[^`]*`/g, '``');
}

/** Blocks below each other with nothing said between them share the words above the first. */
function wordsOverBlocks(context: RuleContext, step: Step): string {
  const words = wordsAbove(context, step);
  if (words.trim() !== '') return words;
  const before = context.runbook.steps.findLast(
    ({ kind, range, sectionId }) =>
      kind === 'block' && sectionId === step.sectionId && range.end <= step.range.start,
  );
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
  const intro = context.passages.filter(
    (passage) =>
      passage.start >= start &&
      passage.start < line &&
      passage.kind === 'paragraph' &&
      (passage.item === undefined || passage.item.ordered),
  );
  return [...intro.map(({ content }) => content), context.lines.line(line)].join('\n');
}

/**
 * What was said to an earlier loss is not said to one that has words of its own; the steps of one
 * list belong together.
 */
function reachOf(context: RuleContext, step: Step, start: number): number {
  const isListed = (one: Step): boolean => /^\s/.test(context.lines.line(one.range.start));
  const earlier = context.runbook.steps.findLast(
    (other) =>
      other.kind === 'block' &&
      other.range.start >= start &&
      other.range.start < step.range.start &&
      !(isListed(other) && isListed(step)) &&
      lossesOf(context, other).some(
        (loss) => !isInterruption(loss) && !isSimplyHadBack(context, other, loss),
      ),
  );
  if (earlier === undefined) return start;
  const between = withoutCode(context.linesText(earlier.range.end, step.range.start));
  return /[\p{L}\d]{2}/u.test(between) ? earlier.range.end : start;
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
