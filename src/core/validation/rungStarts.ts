import { Wordings } from '../text/wordings';
import { namedRole } from './calledPeople';

const MARK = /^[\s>*_-]*(?:(?:\d{1,2}|[a-z])[.)]\s+)?(?:\[[ xX]\]\s+)?[*_]*/u;
const SEPARATORS = /^[\s*_)\]]*[,:：=–—→-]*[\s*_(]*/u;
/** "Level 2 is", "L2:", "Second line –", "Third step, ". */
const LEVEL =
  /^(?:(?:level|tier|stage|line|step|l|t|stufe|ebene|niveau|nivel|nível|livello) ?\d|(?:the )?(?:first|second|third|fourth|last|1st|2nd|3rd|4th|zweite|dritte|deuxième|troisième)(?:[ -](?:line|level|tier|step|call|stufe|ebene|niveau))?)(?=\s*(?:(?:is|are|ist)\s|[:：=–—,.)*_(]|\s-\s))(?:[*_]*\s*(?:is|are|ist)(?=\s))?\.?/iu;
/** "30 min", "(after 1 h)", "T+60", "> 45 min", "after half an hour", "2 h without progress". */
const TIME = new Wordings(
  /^[~>≥<+(]*\s*(?:(?:at|after|from|nach|ab|après|tras|dopo|na|depois de|después de)\s+)?(?:t ?\+ ?)?(?:\d+(?: ?[–-] ?\d+)? ?(?:m|min|mins|minutes?|h|hrs?|hours?|days?|minuten|stunden?|heures?|horas?|minuti|ore|uur)(?![a-zà-ɏа-я])|(?<=\+ ?)\d+|(?:half )?an? hour|(?:one|two|three) hours?|at once|immediately)(?: (?:in|of|with|without|on|at|as|during|between)(?![a-zà-ɏа-я])[^,.:：?]{0,50}(?=[,:：]))?(?: (?:in|later|on))?/iu,
);
/** "If nobody answers," and "After 40 minutes without a fix:". */
const CONDITION =
  /^(?:if|when|for|once|after|otherwise|unless|nobody|no one|no (?:answer|reply|response|reaction)|in case|until|not (?:solved|better|fixed|back|mended)|still \p{L}+|t ?\+|wenn|falls|nach|sonst|si|après|sinon|tras|después de|dopo|após|na|als)(?![a-zà-ɏа-я])[^,:：?]{0,80}[,:：?]/iu;
/** "SEV1 for more than an hour:", "The store is full –": what somebody is called for. */
const CASE = /^[^:：?–—→\n.]{6,90}(?:[:：?]|\s[–—→])(?=\s)/u;

/** What an item or a sentence on escalation says when its level, its time and its case are left out. */
export function subjectOf(text: string): string {
  return strip(text).said;
}

/** The same of one that begins with its level, which can be anybody: "L2: Ops Berlin". */
export function subjectOfLevel(text: string): string | undefined {
  const { said, isLevel } = strip(text);
  if (!isLevel) return undefined;
  const who = /^[^.,;:(|\n]{3,60}/.exec(said)?.[0].trim();
  return who !== undefined && /\p{L}{3}/u.test(who) ? who : undefined;
}

function strip(text: string): { readonly said: string; readonly isLevel: boolean } {
  let said = text.replace(MARK, '');
  let isLevel = false;
  for (let turn = 0; turn < MOST; turn++) {
    const level = LEVEL.exec(said)?.[0];
    const start =
      level ??
      TIME.exec(said)?.[0] ??
      CONDITION.exec(said)?.[0] ??
      (isCase(said) ? caseOf(said) : undefined);
    if (start === undefined) break;
    const rest = said.slice(start.length).replace(SEPARATORS, '');
    if (rest === '') break;
    isLevel ||= level !== undefined;
    said = rest;
  }
  return { said, isLevel };
}

/** A level, a time, a condition and a case. */
const MOST = 4;

function caseOf(text: string): string | undefined {
  return CASE.exec(text)?.[0];
}

/** Whether a text begins with what it is for: "The relay is gone: …", and no role, level or time. */
export function isCase(text: string): boolean {
  const said = text.replace(MARK, '');
  const key = caseOf(said);
  if (key === undefined) return /^(?:if|when|on|for|wenn|bei|si|en cas)\s/i.test(said);
  // "Management (SEV1 only):" is somebody, whatever stands in brackets.
  const words = key
    .replace(/\s\([^()]*\)/g, '')
    .replace(/[*_>#|:：?–—→-]/g, ' ')
    .trim();
  return words.split(/\s+/).length > 2 && namedRole(words) !== words && !TIMED_KEY.test(words);
}

const TIMED_KEY =
  /^(?:after|within|up to|at|nach|bis|après|tras|dopo|first|second|third|level|tier|step|\d+ ?(?:min|h))(?![a-zà-ɏа-я])/iu;
