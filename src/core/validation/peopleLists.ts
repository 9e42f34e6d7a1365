import { Wordings } from '../text/wordings';
import {
  BEGINS_CALL,
  goesUp,
  callsNobody,
  handedRole,
  IS_THERE,
  isEverybody,
  isSeenTo,
  namedRole,
  roleSentFor,
  someoneOf,
} from './calledPeople';
import { isLastResort, isOnEscalation, isOnHelp } from './helpTitles';
import { isReachedThrough, isRoleKnown } from './knownPeople';
import type { RuleContext } from './ruleContext';
import { subjectOf, subjectOfLevel } from './rungStarts';
import { hasWay } from './waysToReach';

/** Somebody in a list of people to call who cannot be reached, as the others can. */
export interface Unreachable {
  readonly who: string;
  readonly line: number;
}

/** An item of a list, with all that stands below it. */
interface Entry {
  readonly content: string;
  readonly whole: string;
  readonly line: number;
}

/** The items without a way in lists in which most have one. */
export function unreachableItems(context: RuleContext): readonly Unreachable[] {
  return [...listsOf(context), ...levelsOf(context)].flatMap((entries) => {
    const title = context.sectionAt(entries[0]?.line ?? 0)?.title ?? '';
    const reached = entries.filter(({ whole }) => context.once('calls', whole, callsSomebody));
    if (reached.length === 0) return [];
    const told =
      isOnEscalation(title) ||
      isOnHelp(title) ||
      isLedByCall(context, entries[0]?.line ?? 0) ||
      entries.every(({ content }) => subjectOfLevel(content) !== undefined);
    const bare = entries.filter(
      ({ whole }) => !HAS_SOME.test(whole) && !hasWay(whole) && !callsNobody(whole),
    );
    // What is no list of people by its title is one by what it holds.
    if (reached.length < (told || isLastResort(title) ? 1 : 2) || bare.length > entries.length / 2)
      return [];
    return bare.flatMap(({ content, line }) => {
      const who = told ? anyWho(content) : certainWho(content, isLastResort(title));
      if (who === undefined || isReachedThrough(context, content, line)) return [];
      const known =
        who !== FURTHER_UP && someoneOf(who) === undefined && isRoleKnown(context, who, line);
      return known ? [] : [{ who, line }];
    });
  });
}

/** "Escalate in this order:", right above a list. */
function isLedByCall({ passages }: RuleContext, line: number): boolean {
  const above = passages.findLast(({ end }) => end <= line);
  return (
    above?.kind === 'paragraph' && LEADS_TO_PEOPLE.test(above.content.split('\n').at(-1) ?? '')
  );
}

const LEADS_TO_PEOPLE =
  /(?<![a-zà-ɏа-я])(?:escalat\w*|es[ck]al\p{L}*|page|phone|ring|wake|call (?:in|these|them|one)|contact (?:in|these|one))(?![a-zà-ɏа-я])[^:.!?]{0,40}:\s*$/iu;

function listsOf(context: RuleContext): readonly (readonly Entry[])[] {
  const lists = new Map<number, Entry[]>();
  for (const { opensItem, item, kind, content, start, end } of context.passages) {
    if (!opensItem || item === undefined || kind !== 'paragraph') continue;
    const whole = item.end > end ? content + '\n' + context.linesText(end, item.end) : content;
    const list = lists.get(item.list);
    const entry = { content, whole, line: start };
    if (list === undefined) lists.set(item.list, [entry]);
    else list.push(entry);
  }
  return [...lists.values()].filter(({ length }) => length > 1);
}

/** "### Level 1", "### Level 2": sections beside each other, each with nothing but whom to call. */
function levelsOf(context: RuleContext): readonly (readonly Entry[])[] {
  const byParent = new Map<string | undefined, Entry[]>();
  for (const { title, parentId, range } of context.runbook.sections) {
    if (!IS_LEVEL.test(title)) continue;
    const [first, ...more] = context.passagesIn(range.start + 1, range.end);
    if (first?.kind !== 'paragraph' || more.length > 1) continue;
    const content = `${title}: ${first.content}`;
    const whole = [content, ...more.map((passage) => passage.content)].join('\n');
    const entry = { content, whole, line: first.start };
    byParent.set(parentId, [...(byParent.get(parentId) ?? []), entry]);
  }
  return [...byParent.values()].filter(({ length }) => length > 1);
}

const IS_LEVEL = /^\W*(?:level|tier|stage|stufe|ebene|niveau|nivel|nível|livello|l)[ -]?\d\W*$/i;

/** Whether an item is of somebody and has the way to reach them, which a page's address is not. */
function callsSomebody(whole: string): boolean {
  return (
    whole.length <= LONGEST &&
    MAY_CALL.test(whole) &&
    !/^\s*(?:`{3}|~{3})/m.test(whole) &&
    // "Harbour IT" is a department.
    !TELLS_OTHER.test(whole.replace(/(?<!\p{L})IT(?!\p{L})/gu, 'desk')) &&
    hasWay(whole.replace(/\]\([^)]*\)|https?:\S+/g, ' '))
  );
}

const LONGEST = 240;
/** Cheaper than the pattern of all ways. */
const MAY_CALL = /\d{2}|[#@]\w|pager|genie|victorops|slack|teams|matrix|phone|bridge/i;

/** A link, a name in code, "number above". */
const HAS_SOME =
  /\]\(|\]\[|`|(?<![a-zà-ɏа-я])(?:portal|ticket|radio|chat|channel|bridge|intercom|in person|(?<!from )(?:above|below)(?! [\d€$<>])|same|oben|unten|ci-dess\w+|arriba|abajo|acima)(?![a-zà-ɏа-я])/iu;

/** What is to be done, written down or borne in mind, and nobody. */
const TELLS_OTHER = new Wordings(
  new RegExp(
    `^\\W*(?:\\[[ xX]\\]|(?:if|when|do|don|never|always|note|say|write|have|give|tell|send|post|open|create|log|state|attach|include|keep|set|check|use|see|start|stop|wait|make|add|run|be|what|which|the (?:time|ticket|link|log|state|number)|no|not|bei|wenn|nicht|si|se|als|hours|languages?|time ?zone|contract|sla|site|customer|account|${IS_THERE}\\p{L}*)(?!\\p{L})|(?!head|lead|chief|one|some|any|who|first|second|third|next|last|then|all|both)\\p{L}+ (?:the|an?|it|this|that|these|those|your|our|its|their|each|every|any|all|both|nothing|off|up|down|out|back|on to|over to|into)(?!\\p{L}))`,
    'iu',
  ),
);

/** Whom an item means that only tells to go further up. */
export const FURTHER_UP = 'those further up';

/** Under a title that says so, whatever an item begins with is somebody. */
function anyWho(content: string): string | undefined {
  const handed = handedRole(content);
  if (handed !== undefined) return handed;
  const said = subjectOf(content);
  // "First 30 minutes: you": who reads it.
  if (isSeenTo(content) || /(?:^|[:：]\s*)you(?:rself)?(?![a-z])/i.test(content)) return undefined;
  if (goesUp(said)) return FURTHER_UP;
  const sure =
    someoneOf(said) ?? roleSentFor(said) ?? (TELLS_OTHER.test(said) ? undefined : namedRole(said));
  if (sure !== undefined) return sure;
  if (BEGINS_CALL.test(said)) {
    const called = CALL.exec(said)?.[1]?.trim();
    if (called !== undefined) return isEverybody(called) ? undefined : called;
    // "Key officer, for anything with a key: escalate by phone".
    return BEGINS_CALL.test(content) ? undefined : namedRole(content);
  }
  const told = TO_BE_TOLD.exec(said)?.[1]?.trim();
  if (told !== undefined && !isEverybody(told) && !TELLS_OTHER.test(told)) return told;
  const who = /^[^.;(\n]{2,60}/
    .exec(said)?.[0]
    .split(/, (?:for|if|when|once|as soon as|in case) |: | [–—-] /, 1)[0];
  return who === undefined || who.split(' ').length > 6 || TELLS_OTHER.test(who)
    ? undefined
    : who.trim();
}

/** "Security has to know if …", "the press office is told", "legal decides": whom a sentence is about. */
const TO_BE_TOLD = new Wordings(
  /^((?:the |our )?\p{L}[\p{L}\d&-]*(?: (?!has|have|must|should|needs?|wants?|is|are|will|gets?|can|may|decid|ha[ds])[\p{L}\d&-]+){0,3}) (?:(?:(?:has|have|needs?|wants?|is|are|must|should|will|ought)(?: (?:to|also|then|always))*) (?:know|learn|hear|agree|decide|approve|look|come|take over|be (?:told|informed|called|involved|asked|notified|paged|there|woken|brought in)|told|informed|called|involved|asked|notified|paged|woken|brought in)|decides?|takes? over|has the say|has the last word)(?![a-zà-ɏа-я])/iu,
);

/** "Inform the night side at once": whom a call is for, whatever they are. */
const CALL = new Wordings(
  /^(?:escalate to|call(?: in)?|page|phone|ring|wake(?: up)?|contact|inform|notify|involve|alert|ask|tell|hand over to|bring in|pull in|get hold of|report to) ((?:the |our |a )?\p{L}[\p{L}\d -]{2,40}?)(?= (?:if|when|once|and|to|about|immediately|at once|by|for|with|via|on|in|as|that|what|how|whether)(?![a-zà-ɏа-я])|[.,;:(]|\s*$)/iu,
);

/** Elsewhere it has to be a role, a vague somebody or, among contacts, a name. */
function certainWho(content: string, amongContacts: boolean): string | undefined {
  const said = subjectOf(content);
  const someone = someoneOf(said);
  if (someone !== undefined) return someone;
  if (goesUp(said)) return FURTHER_UP;
  if (TELLS_OTHER.test(said) || /^[^.;(]{2,40}[:：]\s+\S/.test(said)) return undefined;
  return namedRole(said) ?? (amongContacts ? NAME.exec(said)?.[0] : undefined);
}

/** First and last name, or "the maker of the array", and nothing behind it. */
const NAME =
  /^(?:\p{Lu}\p{Ll}+(?: (?:van|von|de|der|di|da|el|al|bin))*(?: \p{Lu}[\p{L}'’-]+){1,2}|(?:[Tt]he )?\p{L}+ of (?:the |our )?[\p{L} -]{3,30})(?=[\s.,;]*$)/u;
