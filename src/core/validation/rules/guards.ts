import type { Step } from '../../model/step';
import type { RuleContext } from '../ruleContext';
import { showsCare } from './care';
import { isInterruption, wordsAbove } from './interruptions';
import { isWayBackOrNo, type Loss } from './losses';
import {
  BACKUP,
  isBackup,
  isCopiedAbove,
  isDeviceSeen,
  isLookedAt,
  isMovedAside,
  isProbe,
} from './precautions';
import { asksReader, endsOfLife, namesWayBack, stopsReader } from './warnings';

/** What stands before the loss warns of it, or did something for what is lost. */
export function isGuarded(context: RuleContext, step: Step, loss: Loss): boolean {
  if (step.attributes.confirm === true || asksItself(step.text.slice(loss.at))) return true;
  return (
    isWayBackOrNo(context, step) || isTold(context, step, loss) || isPrepared(context, step, loss)
  );
}

/** In words: of its section, its own comments, the introductions above. */
function isTold(context: RuleContext, step: Step, loss: Loss): boolean {
  const path = context.sectionsFrom(step.sectionId);
  const own = step.text.slice(0, loss.at);
  const comments = own.split('\n').filter((text) => /(?:^|\s)(?:#|--)\s/.test(text));
  // The title of a whole document ("Backups") stops nobody.
  const titles = path.flatMap(({ title, level }) => (level > 1 ? [title] : []));
  const prose = proseBefore(context, step, path[0]?.range.start ?? 0);
  if ([prose, ...titles, ...comments].some(stopsReader) || titles.some(endsOfLife)) return true;
  const words = wordsFor(context, step);
  if (PUTS_BACK.test(loss.effect)) {
    if (titles.some((title) => namesWayBack(title) || /^if\b/i.test(title))) return true;
    if (namesWayBack(lastLine(prose)) || BACK.test(words)) return true;
  }
  if (isInterruption(loss) && speaks(wordsAbove(context, step))) return true;
  if ([justAbove(prose), ...comments].some(asksReader)) return true;
  if ([words, ...comments].some(showsCare)) return true;
  const outer = path.slice(1).filter(({ level }) => level > 1);
  return outer.some(({ range }) => stopsReader(introduction(context, range.start)));
}

/** By commands: of its block, its section, the step before. */
function isPrepared(context: RuleContext, step: Step, loss: Loss): boolean {
  const lost = step.text.slice(loss.at);
  if (step.kind === 'block' && BACKUP.test(step.text.slice(0, loss.at))) return true;
  if (!OF_COPIES.test(loss.effect) && hasBackupForAll(context, step)) return true;
  if (isLookedAt(context, step, loss) || isCopiedAbove(context, step, loss)) return true;
  if (isDeviceSeen(context, step, lost)) return true;
  if (PUTS_BACK.test(loss.effect) && isMovedAside(context, step, lost)) return true;
  const start = context.section(step.sectionId)?.range.start ?? 0;
  const from = (isInterruption(loss) ? undefined : startOfStepBefore(context, step)) ?? start;
  return context.runbook.steps.some(
    (other) =>
      other.range.start < step.range.start &&
      other.range.start >= from &&
      ((other.range.start >= start && isBackup(context, other)) || isProbe(context, other, lost)),
  );
}

/** Where the step before begins, when the section is one of several: "2.3 Destroy", "Step 4". */
function startOfStepBefore(context: RuleContext, step: Step): number | undefined {
  const [own, parent] = context.sectionsFrom(step.sectionId);
  if (own === undefined || !NUMBERED.test(own.title)) return undefined;
  return context.runbook.sections.findLast(
    ({ range, parentId }) => parentId === parent?.id && range.start < own.range.start,
  )?.range.start;
}

/** A heading that is one step of several. */
const NUMBERED =
  /^(?:\d{1,2}(?:\.\d{1,2})*[.):]? |(?:step|schritt|étape|paso|passo|stap|phase) \d)/i;

/** The words that speak of this step alone: a bullet or a row says its own. */
function wordsFor(context: RuleContext, step: Step): string {
  if (step.kind === 'block') return withoutCode(wordsAbove(context, step));
  return context.lines.line(context.lines.lineAt(step.source.start)).replace(/`[^`]*`/g, '``');
}

/** "Push the copy of step 3 back." */
export const BACK = /\b(?:push|put|bring|get|load|copy|take|play|roll)s? (?:\S+ ){0,6}?back\b/i;

/** What is put back over the state that went wrong is the way back itself. */
export const PUTS_BACK =
  /\b(?:restores|loads|overwrites|replaces|rolls|deletes files at one side|throws local changes away)\b/;

const OF_COPIES = /\b(?:snapshot|backup)s?\b/;

/** An earlier section takes a copy "before anything else". */
function hasBackupForAll(context: RuleContext, step: Step): boolean {
  return context.runbook.steps.some((other) => {
    if (other.range.start >= step.range.start || !isBackup(context, other)) return false;
    const section = context.section(other.sectionId);
    if (section === undefined || section.level === 1) return false;
    return BEFORE_ALL.test(context.linesText(section.range.start, other.range.start));
  });
}

const BEFORE_ALL =
  /\b(?:before (?:anything|everything|all) else|before (?:any|every|each) (?:change|work|step|of)\b|first of all|always (?:start|begin))|(?<!\p{L})(?:vor allem anderen|vor jede[rm] \p{L}+|zuallererst|avant toute? \p{L}+|antes de (?:nada|todo|cualquier))(?!\p{L})/iu;

/** A sentence, and not only what the command is called. */
function speaks(prose: string): boolean {
  return prose
    .split(/(?<=[.;!?])\s|\n/)
    .some((sentence) => /[.;!?]\s*$/.test(sentence) && sentence.trim().split(/\s+/).length > 4);
}

function lastLine(prose: string): string {
  return justAbove(prose).split('\n').at(-1) ?? '';
}

/** A command that asks before it does anything, as its author saw to. */
function asksItself(rest: string): boolean {
  const line = /^(?:[^\n\\`]|[\\`]\n?)*/.exec(rest)?.[0] ?? '';
  if (/\s-Confirm\b(?!:\s*\$false)/i.test(line)) return true;
  if (/^\s*(?:sudo )?rm\s+(?:-\w*[iI]|--interactive)/.test(line) && !/\s-\w*f/.test(line))
    return true;
  return (
    /^\s*(?:sudo )?(?:apt|apt-get|dnf|yum|zypper|pacman|brew)\s/.test(line) &&
    !/\s(?:-\w*y\w*|--yes|--assume-?yes|--noconfirm|-n|--non-interactive)(?:\s|$)/.test(line)
  );
}

/** The words of the section up to a step; a bullet speaks only for itself. */
function proseBefore(context: RuleContext, step: Step, start: number): string {
  const line = context.lines.lineAt(step.source.start);
  if (step.kind === 'block') return withoutCode(context.linesText(start, step.range.start));
  const intro = context.passages.filter(
    (passage) =>
      passage.start >= start &&
      passage.start < line &&
      passage.kind === 'paragraph' &&
      (passage.item === undefined || passage.item.ordered),
  );
  return [...intro.map(({ content }) => content), context.lines.line(line)].join('\n');
}

/** The last words before a step: what they ask to make sure of is what it does. */
function justAbove(prose: string): string {
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
