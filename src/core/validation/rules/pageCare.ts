import type { Step } from '../../model/step';
import { Wordings } from '../../text/wordings';
import type { RuleContext } from '../ruleContext';
import { showsCare } from './care';
import { isInterruption } from './interruptions';
import type { Loss } from './losses';
import { sharesObject } from './lostObjects';
import { losesForGood, reachOf, withoutCode } from './sectionWords';
import { asksReader, stopsReader } from './warnings';

/**
 * Whether the page, and not the section alone, shows that its author knew of this loss: its first
 * words or an earlier section say what such a command costs, a table says what is done about it.
 * What is only stopped for a while needs no more than a look at what is left to serve.
 */
export function isCaredForByPage(context: RuleContext, step: Step, loss: Loss): boolean {
  const line = step.text.slice(loss.at).split('\n', 1)[0] ?? '';
  const title = context.section(step.sectionId)?.title ?? '';
  const about = new Set(stemsOf(`${withoutProgram(line)} ${loss.effect} ${title}`));
  // A section about copies speaks of copies, whatever is lost.
  const things = new Set([...about].filter((stem) => !/^(?:backu|snaps|copie|dump)/.test(stem)));
  const takes = TAKES.test(`${line} ${loss.effect} ${title}`);
  const saysCost = (sentence: string): boolean =>
    takes && TAKES.test(sentence) && isFinal(sentence) && speaksOf(sentence, about);
  return (
    sentencesOf(preamble(context, step)).some(saysCost) ||
    isInRiskTable(context, about) ||
    isWarnedForAll(context, step) ||
    careSections(context, step).some(({ text, title: ofTitle, isSpent }) => {
      if (isInterruption(loss)) return speaksOf(text, about) && sentencesOf(text).some(isCare);
      // What was said before another loss was said of that one, unless it names this one.
      if (isSpent)
        return sentencesOf(text).some(
          (sentence) => isCare(sentence) && sharesObject(sentence, line),
        );
      return sentencesOf(text).some(
        (sentence) =>
          saysCost(sentence) ||
          (isCare(sentence) && (TAKES.test(ofTitle) || speaksOf(sentence, things))),
      );
    })
  );
}

/** The tool that takes something is not what it takes. */
function withoutProgram(line: string): string {
  return line.replace(/^\s*(?:sudo (?:-\S+ (?:\w+ )?)?)?["']?[\w./${}-]+["']?/, '');
}

/** The words for taking away, of which one stands for another. */
const TAKES =
  /(?<![a-zà-ɏа-я])(?:delet|remov|drop|destroy|wip(?:e|ing)|eras|flush|empty|purg|truncat|unlock|revok|prun|reset|overwr|discard|(?:ge)?lösch|entfern|leer(?:en|t)|supprim|effac|vide[rz]?|borr|elimin|vacia)/iu;

function isFinal(sentence: string): boolean {
  return stopsReader(sentence) || FINAL.test(sentence);
}

const FINAL = new Wordings(
  /\b(?:final(?:ly)?|irreversibl\w+|undone|no undo|recycle bin|no way back|lost|lose[sn]?|danger\w*|corrupts?)\b|(?<![a-zà-ɏа-я])(?:endgültig|unwiderruflich|verloren|définiti\p{L}+|perdu\p{L}*|definitiv\p{L}+)(?![a-zà-ɏа-я])/iu,
);

function isCare(sentence: string): boolean {
  return stopsReader(sentence) || asksReader(sentence) || showsCare(sentence);
}

/** A paragraph before the step that warns of all the commands below. */
function isWarnedForAll(context: RuleContext, step: Step): boolean {
  return withoutCode(context.linesText(0, step.range.start))
    .split(/\n[ \t>]*\n/)
    .some((paragraph) => context.once('warns for all', paragraph, warnsForAll));
}

function warnsForAll(paragraph: string): boolean {
  return OF_ALL.test(paragraph) && stopsReader(paragraph);
}

const OF_ALL = new Wordings(
  /\b(?:(?:commands?|steps?|procedures?|everything|all) (?:(?!\d)\w+ )?(?:below|that follows?|on this page|in this (?:runbook|page|document))|(?<!\b(?:of|on|in|from) )(?:this|the whole) (?:runbook|page|procedure|document) (?:can|will|may|is|does|deletes|removes|destroys|takes|empties|loses)|what follows)\b/i,
);

/** What stands above the first section. */
function preamble(context: RuleContext, step: Step): string {
  const first = context.runbook.sections.find(({ level }) => level > 1);
  const end = Math.min(first?.range.start ?? context.lines.count, step.range.start);
  return withoutCode(context.linesText(0, end));
}

/** Earlier sections beside the step's own, or beside one around it, that are about care alone. */
function careSections(
  context: RuleContext,
  step: Step,
): readonly { readonly title: string; readonly text: string; readonly isSpent: boolean }[] {
  const path = context.sectionsFrom(step.sectionId);
  return context.runbook.sections
    .filter(
      ({ title, range, parentId, level }) =>
        level > 1 &&
        range.start < step.range.start &&
        path.some((own) => own.parentId === parentId && own.range.start > range.start) &&
        OF_CARE.test(title.replace(OF_DATES, '')) &&
        !TAKES_COPIES.test(title),
    )
    .map(({ range, title }) => ({
      title,
      isSpent: !FOR_ALL.test(title) && isLostBetween(context, step, range.start),
      text: withoutCode(context.linesText(range.start + 1, range.end)),
    }));
}

/** Whether another section took something, which is what was prepared for. */
function isLostBetween(context: RuleContext, step: Step, start: number): boolean {
  return context.runbook.steps.some(
    (other) =>
      other.range.start >= start &&
      other.range.start < step.range.start &&
      (other.sectionId !== step.sectionId || isApart(context, other, step)) &&
      losesForGood(context, other),
  );
}

/** Whether another command of the section is over before words that are said to this one alone. */
function isApart(context: RuleContext, other: Step, step: Step): boolean {
  const start = context.section(step.sectionId)?.range.start ?? 0;
  return reachOf(context, step, start) >= other.range.end;
}

/** "Purge orders before the closing day": a date, and nothing that is done before. */
const OF_DATES =
  /(?<=\p{L} )before (?=(?:the|a|an|its?|their|last|this) (?!start|begin|work|change|first|window|delet|remov|drop|purg)\S|[\d<`$])/iu;

/** What stands at the front is said of the whole page. */
const FOR_ALL =
  /(?<![a-zà-ɏа-я])(?:before|beforehand|prerequisites?|preconditions?|safe(?:ty|guards?)|precautions?|warn\p{L}*|voraussetzung\p{L}*|vorher|vorab|avant|préalables?|antes|requisitos)(?![a-zà-ɏа-я])/iu;

/** "Remove forgotten snapshots": there the copies are what goes. */
const TAKES_COPIES = new Wordings(
  /(?<![a-zà-ɏа-я])(?:delet|remov|drop|destroy|purg|prun|clean|clear|expir|lösch|entfern|supprim|borr|elimin)\p{L}*(?: \p{L}+){0,3} (?:back-?ups?|snapshots?|copies|exports?|archives?|sicherungen|sauvegardes|copias)(?![a-zà-ɏа-я])/iu,
);

/** "Before you start", "Is it really nobody?", "Keep a copy", "Dry run", "Announce". */
const OF_CARE = new Wordings(
  /(?:^|[^\p{L}])(?:before|beforehand|prerequisites?|preconditions?|safe(?:ty|guards?)|precautions?|back(?:ing)?[- ]?(?:it )?ups?|snapshots?|sav(?:e|ing)|keep(?:ing)?|cop(?:y|ies)|export(?:ing)?|archiv\p{L}+|mirror|dry[- ]run|rehears\p{L}+|previews?|announc\p{L}+|approv\p{L}+|agree\p{L}*|warn\p{L}*|voraussetzung\p{L}*|vorher|vorab|sicher(?:n|ung\p{L}*)|ankündig\p{L}*|freigabe|avant|préalables?|sauvegard\p{L}*|copie\p{L}*|antes|requisitos|copia\p{L}*|respaldo)(?![a-zà-ɏа-я])|^(?:\d+[.)]? |step \d+[:.]? )?(?:is|are|does|do|has|have|who|ist|sind|hat|wer|est-ce|qui|quién|hay) [^?]*\?$|vorhanden\?$/iu,
);

/** A row that says how risky this is, or what is done about it. */
function isInRiskTable(context: RuleContext, about: ReadonlySet<string>): boolean {
  return context.tables.some(
    ({ header, rows }) =>
      header.cells.some(({ text }) => OF_RISK.test(text)) &&
      rows.some(
        ({ cells: [first, ...rest] }) =>
          first !== undefined &&
          speaksOf(first.text, about) &&
          rest.some(({ text }) => /\p{L}{3}/u.test(text)),
      ),
  );
}

const OF_RISK =
  /(?<![a-zà-ɏа-я])(?:risk|danger|care|caution|loss|lost|undo|revers\p{L}+|way back|risiko|gefahr|verlust|rückweg|risque|perte|retour|riesgo|pérdida|rischio|may (?:be|go|we|i)|allowed|(?:who|may) (?:decides?|says|may|agrees)|decides|needs? (?:the )?(?:ok|consent|approval))(?![a-zà-ɏа-я])/iu;

/** Whether words speak of the same thing, by the stems of both. */
function speaksOf(text: string, about: ReadonlySet<string>): boolean {
  return stemsOf(text).some((stem) => about.has(stem));
}

function stemsOf(text: string): readonly string[] {
  const words = text.toLowerCase().match(/\p{L}{4,}/gu) ?? [];
  return words
    .filter((word) => !EMPTY.test(word))
    .map((word) => word.replace(/^ge(?=l)/, '').slice(0, 5));
}

const EMPTY =
  /^(?:take[ns]?|something|away|there|every|finds|what|this|that|them|they|with|from|does|when|have|will|into|sudo|bash|echo|here|name|step|then|your|some|only|must|under)$/;

function sentencesOf(text: string): readonly string[] {
  return text
    .replace(/(?<![ \t])[ \t]*\n(?![ \t]*\n|[ \t]*(?:[-*+]|\d+[.)])[ \t])[ \t>]*/g, ' ')
    .split(/(?<=[.;!?][*_]*)\s+|\n/);
}
