import type { Step } from '../../model/step';
import { Wordings } from '../../text/wordings';
import type { RuleContext } from '../ruleContext';
import { isSaidHarmless, preparesFor, showsCare } from './care';
import { asksOnScreen, isQuestion, wordsBelow } from './confirmations';
import { announcesStop, isInterruption, tellsOutage, wordsAbove } from './interruptions';
import { isWayBackOrNo, type Loss } from './losses';
import { sharesObject } from './lostObjects';
import { isCaredForByPage } from './pageCare';
import {
  BACKUP,
  isBackup,
  isCopiedAbove,
  isDeviceSeen,
  isLookedAt,
  isKeptInProcedure,
  isMovedAside,
  isOnTrial,
  isPutAsideBefore,
  isTestedInBlock,
  isWipedBefore,
  NUMBERED,
  isProbe,
} from './precautions';
import { isRehearsed } from './rehearsals';
import { isCaredForInSection } from './sectionCare';
import { isLeftOpen } from './simplyHadBack';
import {
  commentsBefore,
  goesOnFromBefore,
  introduction,
  justAbove,
  lastLine,
  leadTo,
  endOfItem,
  losesForGood,
  proseOfSection,
  remedyOf,
  titlesAbove,
  warningsFor,
  withoutCode,
  wordsFor,
} from './sectionWords';
import { asksReader, namesWayBack, stopsReader } from './warnings';

/** What stands before the loss warns of it, or did something for what is lost. */
export function isGuarded(context: RuleContext, step: Step, loss: Loss): boolean {
  return GUARDS.some((guards) => guards(context, step, loss));
}

type Guard = (context: RuleContext, step: Step, loss: Loss) => boolean;

const isNoNextStep: Guard = (context, step) => isWayBackOrNo(context, step);

/** A warning in the words of the section, its titles, its own comments. */
const isWarnedOf: Guard = (context, step, loss) => {
  const titles = titlesAbove(context, step);
  const prose = warningsFor(context, step);
  const line = lineOf(step, loss);
  const ofCopies = OF_COPIES.test(line) && THROWS_AWAY.test(line);
  return [prose, ...titles, ...commentsBefore(step, loss)].some((text) =>
    stopsReader(text, ofCopies),
  );
};

/** What is put back over the state that went wrong is the way back itself. */
const isPutBack: Guard = (context, step, loss) => {
  const titles = titlesAbove(context, step);
  if (!PUTS_BACK.test(loss.effect)) return step.kind !== 'block' && titles.some(namesWayBack);
  return (
    titles.some((title) => namesWayBack(title) || /^if\b/i.test(title)) ||
    namesWayBack(lastLine(proseOfSection(context, step))) ||
    BACK.test(wordsFor(context, step)) ||
    loadsWhatWasSaved(context, step, loss)
  );
};

/** From a copy that an earlier step made, or that the words call the saved one. */
function loadsWhatWasSaved({ runbook, lines }: RuleContext, step: Step, loss: Loss): boolean {
  const sources = lineOf(step, loss).match(/(?<![\w.:-])\/[\w.-]+(?:\/[\w.-]+)+/g) ?? [];
  const isSaved = runbook.steps.some(
    ({ range, text }) =>
      range.start < step.range.start &&
      sources.some((source) =>
        [`> ${source}`, `>${source}`, `tee ${source}`].some((saves) => text.includes(saves)),
      ),
  );
  return isSaved || (step.kind === 'inline' && SAVED.test(lines.line(step.range.start)));
}

const SAVED =
  /\bthe (?:saved|old|kept|previous|last good)(?=) (?:one|copy|version|state|file|rules?)(?=)\b/i;

/** A service is taken away for a while by a sentence, and not by a command alone. */
const isSaidToStop: Guard = (context, step, loss) =>
  isInterruption(loss) &&
  (speaks(wordsAbove(context, step)) ||
    titlesAbove(context, step).some(announcesStop) ||
    tellsOutage(introductionsAround(context, step)));

/** The first words of the page, and of each section around the step. */
function introductionsAround(context: RuleContext, step: Step): string {
  const around = context.sectionsFrom(step.sectionId).map(({ range }) => range.start);
  return around.map((start) => introduction(context, start)).join('\n\n');
}

const isAskedFor: Guard = (context, step, loss) => {
  const lead = leadTo(context, step);
  const isOwn = lead.hasOthers || (lead.isBehind && !goesOnFromBefore(context, step));
  const above = isOwn ? lead.words : remedyOf(proseOfSection(context, step));
  return [justAbove(above), ...commentsBefore(step, loss)].some(asksReader);
};

const isCaredFor: Guard = (context, step, loss) => {
  const { words } = leadTo(context, step);
  return [words, ...commentsBefore(step, loss)].some(showsCare);
};

/** A warning right below the heading of a section around. */
const isWarnedOfAround: Guard = (context, step) =>
  context
    .sectionsFrom(step.sectionId)
    .slice(1)
    .some(({ level, range }) => level > 1 && stopsReader(introduction(context, range.start)));

/** "The next step empties the folder …", at the end of what stands before the step's heading. */
const isWarnedAboveHeading: Guard = (context, step) => {
  const section = context.section(step.sectionId);
  if (section === undefined || section.level < 2) return false;
  const above = context.passages.findLast(({ end }) => end <= section.range.start);
  return (
    above?.kind === 'paragraph' &&
    ANNOUNCES_NEXT.test(above.content) &&
    (stopsReader(above.content) || showsCare(above.content))
  );
};

const ANNOUNCES_NEXT =
  /\b(?:the )?next (?:step|steps|command|section|part|one)\b|\bwhat (?:follows|comes next)\b|\bthe following (?:step|section|command)s?\b/i;

const isBackedUpInBlock: Guard = (_, step, loss) =>
  step.kind === 'block' && BACKUP.test(step.text.slice(0, loss.at));

const isBackedUpForAll: Guard = (context, step, loss) =>
  !OF_COPIES.test(loss.effect) && hasBackupForAll(context, step);

const isDeviceSeenAbove: Guard = (context, step, loss) =>
  isDeviceSeen(context, step, step.text.slice(loss.at));

const isReplacedAside: Guard = (context, step, loss) =>
  PUTS_BACK.test(loss.effect) && isMovedAside(context, step, step.text.slice(loss.at));

/**
 * A step of the section, or the step before, copies or looks. Once something was lost, it was for
 * that, and a loss of another thing needs a look of its own.
 */
const isPreparedBefore: Guard = (context, step, loss) => {
  const lost = step.text.slice(loss.at);
  const line = lineOf(step, loss);
  const start = context.section(step.sectionId)?.range.start ?? 0;
  const from = (isInterruption(loss) ? undefined : startOfStepBefore(context, step)) ?? start;
  const spent = isInterruption(loss) ? undefined : lastLossBefore(context, step, from);
  return context.runbook.steps.some((other) => {
    const { range, text } = other;
    if (range.start >= step.range.start || range.start < from) return false;
    if (spent !== undefined && range.start <= spent.range.start)
      if (range.start < start || !sharesObject(text, line)) return false;
    return (
      (range.start >= start && (isBackup(context, other) || isQuestion(other))) ||
      isProbe(context, other, lost)
    );
  });
};

/** The step above that lost something of its own, from a line on. */
function lastLossBefore(context: RuleContext, step: Step, from: number): Step | undefined {
  return context.runbook.steps.findLast(
    (other) =>
      other.range.start >= from &&
      other.range.start < step.range.start &&
      losesForGood(context, other),
  );
}

/** An earlier item of the same list sees to what goes: somebody is asked or told, a copy is kept. */
const isPreparedInList: Guard = (context, step, loss) => {
  let item = context.passageAt(step.range.start)?.item;
  while (item?.parent !== undefined) item = item.parent;
  if (item?.ordered !== true || isInterruption(loss)) return false;
  const { list } = item;
  const start = context.passages.find((passage) => passage.item?.list === list)?.start ?? 0;
  const spent = lastLossBefore(context, step, start);
  const from = spent === undefined ? start : endOfItem(context, spent, step);
  return preparesFor(remedyOf(withoutCode(context.linesText(from, step.range.start))));
};

/** The numbered section before is the copy: "Step 4: snapshot", "2. Save the table". */
const isCopiedByStepBefore: Guard = (context, step, loss) => {
  const start = isInterruption(loss) ? undefined : startOfStepBefore(context, step);
  if (start === undefined || lastLossBefore(context, step, start) !== undefined) return false;
  return stopsReader((context.sectionAt(start)?.title ?? '').replace(LOOKS_AROUND, ''));
};

/** "Look before you touch": a look in general, at nothing that goes. */
const LOOKS_AROUND =
  /(?<=\p{L} )before (?:you |we )?(?:touch|start|begin|do|go|act|change|continue|leap|run|stop|press|type|work|doing|starting|changing|touching|anything)\w*(?: anything| on| in)?\s*$/iu;

const isTested: Guard = (_, step, loss) => step.kind === 'block' && isTestedInBlock(step, loss);

/** Nothing is final before its reader has looked: "ROLLBACK, if more than 5 % went". */
const isNotFinal: Guard = (context, step, loss) =>
  step.kind === 'block' &&
  isLeftOpen(step.text, loss.at) &&
  /\brollback\b/i.test(wordsBelow(context, step));

/** "If it says UP, do not run the removal": words right below that tell when not to. */
const isForbiddenBelow: Guard = (context, step) =>
  step.kind === 'block' && FORBIDS.test(wordsBelow(context, step));

const FORBIDS = new Wordings(
  /\b(?:do not|don['’]t|never|must not) (?:run|execute|use|paste|press|go on|continue|proceed|do (?:it|this|that))\b/i,
);

/** "Log one user out" and right below "He signs in again, no harm": nothing is lost by it. */
const isHarmlessAround: Guard = (context, step, loss) =>
  !isInterruption(loss) &&
  ((!leadsToNextLoss(context, step) && isSaidHarmless(firstParagraph(wordsBelow(context, step)))) ||
    isSaidHarmless(firstParagraph(introductionOf(context, step))));

/** Whether the paragraph below stands right above another loss, of which it speaks. */
function leadsToNextLoss(context: RuleContext, step: Step): boolean {
  const below = context.passages.find(({ start }) => start >= step.range.end);
  const next = context.passages.find(({ start }) => below !== undefined && start >= below.end);
  if (below?.kind !== 'paragraph' || next?.kind !== 'code') return false;
  const other = context.runbook.steps.find(
    ({ range, sectionId }) => sectionId === step.sectionId && range.start === next.start,
  );
  return other !== undefined && losesForGood(context, other);
}

/** What stands below the heading, when the section loses nothing before. */
function introductionOf(context: RuleContext, step: Step): string {
  const section = context.section(step.sectionId);
  if (section === undefined || section.level < 2) return '';
  if (lastLossBefore(context, step, section.range.start) !== undefined) return '';
  const below = context.passages.find(({ start }) => start > section.range.start);
  if (below === undefined || below.kind !== 'paragraph' || below.item !== undefined) return '';
  if (changesBetween(context, section.id, below.end, step.range.start)) return '';
  return below.start < step.range.start ? below.content : '';
}

/** A step that changes something has what stands above it for itself. */
function changesBetween(context: RuleContext, section: string, from: number, to: number): boolean {
  return context.runbook.steps.some(
    ({ sectionId, range, text, language }) =>
      sectionId === section &&
      range.start >= from &&
      range.start < to &&
      context.code?.classify(text, language).intent !== 'check',
  );
}

function firstParagraph(words: string): string {
  return words.trimStart().split(/\n[ \t>]*(?:\n|(?:[-*+]|\d+[.)])[ \t])/, 1)[0] ?? '';
}

const GUARDS: readonly Guard[] = [
  asksOnScreen,
  isNoNextStep,
  isWarnedOf,
  isPutBack,
  isSaidToStop,
  isAskedFor,
  isCaredFor,
  isHarmlessAround,
  isCaredForInSection,
  isWarnedOfAround,
  isWarnedAboveHeading,
  isBackedUpInBlock,
  isBackedUpForAll,
  isLookedAt,
  isTested,
  isOnTrial,
  isRehearsed,
  isWipedBefore,
  isPutAsideBefore,
  isForbiddenBelow,
  isNotFinal,
  isCopiedAbove,
  isKeptInProcedure,
  isDeviceSeenAbove,
  isReplacedAside,
  isPreparedBefore,
  isPreparedInList,
  isCopiedByStepBefore,
  isCaredForByPage,
];

function lineOf(step: Step, loss: Loss): string {
  return step.text.slice(loss.at).split('\n', 1)[0] ?? '';
}

/** Where the step before begins, when the section is one of several: "2.3 Destroy", "Step 4". */
function startOfStepBefore(context: RuleContext, step: Step): number | undefined {
  const [own, parent] = context.sectionsFrom(step.sectionId);
  if (own === undefined || !NUMBERED.test(own.title)) return undefined;
  return context.runbook.sections.findLast(
    ({ range, parentId }) => parentId === parent?.id && range.start < own.range.start,
  )?.range.start;
}

/** "Push the copy of step 3 back." */
export const BACK = /\b(?:push|put|bring|get|load|copy|take|play|roll)s? (?:\S+ ){0,6}?back\b/i;

/** What is put back over the state that went wrong is the way back itself. */
export const PUTS_BACK =
  /\b(?:restores|runs RESTORE|loads|overwrites|replaces|rolls|puts \S+ \S+ back|deletes files at one side|throws local changes away|loses the consumers' place)\b/;

const THROWS_AWAY = /delete|remove|destroy|purge|prune|forget|expire|\brm\b/i;

const OF_COPIES = /\b(?:snapshot|backup)s?\b/i;

/** An earlier section takes a copy "before anything else". */
function hasBackupForAll(context: RuleContext, step: Step): boolean {
  return context.runbook.steps.some((other) => {
    if (other.range.start >= step.range.start || !isBackup(context, other)) return false;
    const section = context.section(other.sectionId);
    if (section === undefined || section.level === 1) return false;
    return BEFORE_ALL.test(context.linesText(section.range.start, other.range.start));
  });
}

const BEFORE_ALL = new Wordings(
  /\b(?:before (?:anything|everything|all) else|before (?:any|every|each) (?:change|work|step|of)\b|first of all|always (?:start|begin))|(?<![a-zà-ɏа-я])(?:vor allem anderen|vor jede[rm] \p{L}+|zuallererst|avant toute? \p{L}+|antes de (?:nada|todo|cualquier))(?![a-zà-ɏа-я])/iu,
);

/** A sentence, and not only what the command is called. */
function speaks(prose: string): boolean {
  return prose
    .split(/(?<=[.;!?])\s|\n/)
    .some((sentence) => /[.;!?]\s*$/.test(sentence) && sentence.trim().split(/\s+/).length > 4);
}
