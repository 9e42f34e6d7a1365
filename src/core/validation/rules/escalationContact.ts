import type { Found, Rule } from '../rule';
import type { Section } from '../../model/runbook';
import { Wordings } from '../../text/wordings';
import type { RuleContext } from '../ruleContext';
import { keyedRungs, rungsOf, sentencesOf, type Rung } from '../escalationRungs';
import { isLastResort, isOnEscalation, isOnHelp } from '../helpTitles';
import { isKnown, isReachedThrough, isRoleKnown, wordsOf } from '../knownPeople';
import { FURTHER_UP, unreachableItems } from '../peopleLists';
import { unreachableRows } from '../peopleTables';
import {
  BEGINS_CALL,
  calledRole,
  callsNobody,
  goesUp,
  informedRole,
  isChain,
  isEverybody,
  isSeenTo,
  keyedEscalation,
  namedRole,
  someoneOf,
  tellsToCall,
} from '../calledPeople';
import { isCase, subjectOf, subjectOfLevel } from '../rungStarts';
import { hasWay, leadsToPeople, tellsWay } from '../waysToReach';

/** An escalation to somebody whom the runbook does not say how to reach. */
export const escalationContact: Rule = {
  code: 'escalation-contact',
  severity: 'warning',
  explanation:
    'The runbook says whom to call in, and not how. Add the role to the contacts, or write the way to reach it beside the name.',
  find: (context) => {
    const found = [
      ...unreachable(context),
      ...toNobody(context),
      ...listed(context),
      ...rungs(context),
    ];
    const lines = new Set(found.map(({ span }) => context.lines.lineAt(span.start)));
    const all = [...found, ...toRole(context, lines)];
    return [...all, ...sectionsWithoutWay(context, all)];
  },
};

function unreachable(context: RuleContext): readonly Found[] {
  return context.runbook.escalations.flatMap(({ text, to, line }) => {
    if (to === undefined || to === '' || hasWay(text) || hasWay(belowOf(context, line))) return [];
    const words = wordsOf(to);
    if (isEverybody(to) || words.length === 0 || isKnown(context, words, line)) return [];
    return [
      {
        span: context.lineSpan(line),
        message: `Escalates to ${to}, and nothing here says how to reach them. Add them to the contacts.`,
      },
    ];
  });
}

/** What stands below the passage of a line in its item. */
function belowOf(context: RuleContext, line: number): string {
  const { item, end, opensItem } = context.passages.find(({ start }) => start === line) ?? {};
  return item !== undefined && opensItem === true && end !== undefined
    ? context.linesText(end, item.end)
    : '';
}

/** "After 30 minutes, escalate." where nobody and no way to reach anybody is named. */
function toNobody(context: RuleContext): readonly Found[] {
  let known: boolean | undefined;
  const ways = (): boolean =>
    (known ??= context.passages.some(
      ({ kind, content, start, end }) =>
        kind !== 'code' && tellsWay(kind === 'table' ? context.linesText(start, end) : content),
    ));
  return context.passages.flatMap((passage) => {
    const { kind, content, start } = passage;
    const match = kind === 'paragraph' ? NOBODY.exec(content) : null;
    if (match === null) return [];
    const line = start + content.slice(0, match.index).split('\n').length - 1;
    const section = context.sectionAt(start);
    const body =
      section === undefined ? '' : context.linesText(section.range.start + 1, section.range.end);
    const others = tellsWay(body) || /\]\(|\d{3}/.test(body);
    const isAlone =
      isOneOfCases(context, section, line) || endsList(context, line) || endsCase(context, line);
    if (others && !isAlone) return [];
    if (!others && !isOnEscalation(section?.title ?? '') && ways()) return [];
    if (context.runbook.escalations.some((one) => one.line === line && one.to !== undefined))
      return [];
    return [
      {
        span: context.lineSpan(line),
        message:
          'This says to escalate, and not to whom or how. Name the person or team, and the way to reach them.',
      },
    ];
  });
}

/** Whether a line is the last item of a list that says of the items above how to reach somebody. */
function endsList({ passages }: RuleContext, own: number): boolean {
  const item = passages.find(({ start, opensItem }) => start === own && opensItem)?.item;
  if (item === undefined) return false;
  const others = passages.filter(
    ({ item: other, opensItem, start }) => opensItem && other?.list === item.list && start !== own,
  );
  return others.length > 0 && others.every(({ start, content }) => start < own && hasWay(content));
}

/** Whether the next item is for a case of its own, and nobody to escalate to: "2. Still down: escalate." */
function endsCase(context: RuleContext, own: number): boolean {
  const { item, opensItem, start } = context.passageAt(own) ?? {};
  if (item === undefined || opensItem !== true || start !== own) return false;
  const [next] = context.passagesIn(item.end, item.end + 3);
  return next?.opensItem === true && next.item?.list === item.list && isCase(next.content);
}

/** Whether each of the others who can be reached there is for a case of its own. */
function isOneOfCases(context: RuleContext, section: Section | undefined, own: number): boolean {
  if (section === undefined || !isCase(context.lines.line(own))) return false;
  const others = rungsOf(context, section).filter(({ line }) => line !== own);
  const reached = others.filter(({ text, below }) => hasWay(text) || hasWay(below));
  return reached.length > 0 && reached.every(({ text }) => isCase(text));
}

const NOBODY =
  /(?<![a-zà-ɏа-я])(?:escalate|eskalieren|escalader|escalar)(?: (?:it|this|the incident|further|up|immediately|at once|internally|accordingly|properly|upwards?))*(?:,? (?:as|if|when|where) (?:needed|necessary|required|appropriate|applicable))?\s*[.!]?\s*$/imu;
/** A section on escalation that tells to get somebody, and says of nobody how. */
function sectionsWithoutWay(context: RuleContext, found: readonly Found[]): readonly Found[] {
  const lines = found.map(({ span }) => context.lines.lineAt(span.start));
  return context.runbook.sections.flatMap((section) => {
    const { title, range } = section;
    const help = isOnHelp(title);
    if (!help && !isOnEscalation(title)) return [];
    if (lines.some((line) => range.start <= line && line < range.end)) return [];
    const body = context.linesText(range.start + 1, range.end);
    if (tellsWay(body) || /\d{4}|\bstep \d|runbook-ignore/i.test(body)) return [];
    const leads = ({ text }: { readonly text: string }): boolean =>
      /\]\(|\]\[/.test(text) && (leadsToPeople(text) || !tellsToCall(text));
    if (sentencesOf(body).some(leads)) return [];
    if (NOBODY_CALLED.test(body)) return [];
    const line = firstCall(context, section, !help);
    if (line === undefined) return [];
    return [
      {
        span: context.lineSpan(line),
        message:
          'This says to get help, and of nobody how to reach them. Write the number, address or channel, or add them to the contacts.',
      },
    ];
  });
}

/** The first line that tells to get somebody the rest of the runbook has no way to reach. */
function firstCall(context: RuleContext, { range }: Section, any: boolean): number | undefined {
  let first: number | undefined;
  for (const { kind, content, start } of context.passages) {
    if (kind !== 'paragraph' && kind !== 'table') continue;
    if (start < range.start || start >= range.end) continue;
    for (const [index, text] of content.split('\n').entries()) {
      if (!(any && (kind === 'table' || isChain(text))) && !tellsToCall(text)) continue;
      if (isNamedElsewhere(context, text, range)) return undefined;
      first ??= start + index;
    }
  }
  return first;
}

/** Whether a line outside of a section has a way to reach, and a telling word of this text. */
function isNamedElsewhere(
  context: RuleContext,
  text: string,
  { start, end }: Section['range'],
): boolean {
  const words = (text.toLowerCase().match(/\p{L}{3,}/gu) ?? []).filter(
    (word) =>
      !/^(?:the|and|for|not|you|after|minutes?|hours?|minuten|minutos|stunden?|horas?|heures?|sigue|parado|noch|nach|apr[eè]s|incident|service|system|down|back|team|desk|with|can|your|within|call|page|contact|escalat\w*|inform|solve|when|if|does|still)$/.test(
        word,
      ),
  );
  if (/\b(?:contacts?|kontakte?|on-?call|contactos?|contatti)\b/i.test(text)) {
    // "Call the on-call as below": the table of contacts is meant.
    if (context.runbook.contacts.length > 0) return true;
  }
  for (let line = 0; line < context.lines.count; line++) {
    if (line >= start && line < end) continue;
    const other = context.lines.line(line).toLowerCase();
    if (words.some((word) => other.includes(word)) && tellsWay(other)) return true;
  }
  return false;
}

/** "Escalate to management": a role, with no name and no way to reach it anywhere. */
function toRole(context: RuleContext, known: ReadonlySet<number>): readonly Found[] {
  return context.passages.flatMap(({ kind, content, start }) => {
    if (kind !== 'paragraph' || !context.once('anybody called', content, callsAnybody)) return [];
    const sentences = sentencesOf(content);
    const title = context.sectionAt(start)?.title ?? '';
    // A link beside an escalation leads to it, unless all is about that.
    const about = isOnEscalation(title) || isOnHelp(title) || isLastResort(title);
    const leads = (text: string): boolean =>
      hasWay(text) || (about ? leadsToPeople(text) : /\]\(|\]\[/.test(text));
    return sentences.flatMap(({ text, line }, index) => {
      const to = whoIn(text, isOnEscalation(title));
      const at = start + line + text.slice(0, text.indexOf(to ?? '')).split('\n').length - 1;
      if (to === undefined || known.has(at) || isReachable(text) || callsNobody(text)) return [];
      const isOfThem = (other: string, after: boolean): boolean =>
        !OF_OTHERS.test(other) &&
        leads(other) &&
        (after ? whoIn(other, true) === undefined : wordsOf(to).some((word) => has(other, word)));
      if (
        sentences.some((other, at) => at !== index && isOfThem(flat(other.text), at > index)) ||
        hasWay(belowOf(context, start))
      )
        return [];
      if (!isVague(to) && isRoleKnown(context, to, at)) return [];
      return [
        {
          span: context.lineSpan(at),
          message: `Escalates to ${to}, and nothing here says how to reach them. Add them to the contacts.`,
        },
      ];
    });
  });
}

function callsAnybody(content: string): boolean {
  return (
    MAY_CALL.test(content) &&
    sentencesOf(content).some(({ text }) => whoIn(text, true) !== undefined)
  );
}

function flat(text: string): string {
  return text.replace(/\s+/g, ' ');
}

function has(text: string, word: string): boolean {
  return text.toLowerCase().includes(word);
}

/** Whom a sentence sends for, by what they are. */
function whoIn(text: string, aboutEscalation: boolean): string | undefined {
  return (
    text
      .split('\n')
      .map((line) => keyedEscalation(line))
      .find((to) => to !== undefined) ??
    (TO.exec(text) ?? TO_BEFORE.exec(text))?.[1]?.replace(/\s+/g, ' ').trim() ??
    someOther(calledRole(text), aboutEscalation) ??
    (aboutEscalation ? informedRole(text) : undefined)
  );
}

/** "Call a colleague before you start": a second pair of eyes, and no escalation. */
function someOther(who: string | undefined, aboutEscalation: boolean): string | undefined {
  // "Hand over to the next captain" is the change of a shift.
  return aboutEscalation || who === undefined || !/^(?:colleagues?$|next )/i.test(who)
    ? who
    : undefined;
}

/** A way, or a link in what is said of whom to call: "and open a bridge as in [calls](…)" is of the bridge. */
function isReachable(text: string): boolean {
  const [clause = ''] = text.split(AND_DO);
  return hasWay(text) || /\]\(|\]\[/.test(clause);
}

const AND_DO =
  /,? (?:and|und|et|y|e|en) (?=(?:open|tell|write|post|start|follow|join|see|note|log|create|collect|attach|do|continue|keep)\b)/i;

/** Somebody of whom not even the role is certain. */
function isVague(who: string): boolean {
  return VAGUE.test(who);
}

const VAGUE =
  /(?<![a-zà-ɏа-я])(?:some(?:body|one)|any(?:body|one)|whoever|usual|(?:people|person) who|who (?:is|runs?|owns?|holds?|knows?)|jemand\p{L}*|quelqu|alguien|alguém|qualcuno|iemand)/iu;

/** "For hardware, …", "Network trouble goes to …", "Amber: …". */
const OF_OTHERS = new Wordings(
  /^\W*(?:(?:red|amber|yellow|orange|green|blue|black|critical|major|minor|high|medium|low|sev(?:erity)?|prio(?:rity)?|level|tier|class|[ps]\d)(?![a-zà-ɏа-я])[^:.]{0,12}:\s|(?:for|with|in case of|if|when|questions (?:about|on)|bei|für|wenn|pour|en cas|para|si)\s)|^[\p{L} -]{3,40} (?:go(?:es)?|belongs?|is for|are for|geht|gehen) to\s/iu,
);

/** Cheaper than the patterns it keeps off. */
const MAY_CALL =
  /s[ck]al|opschal|\b(?:page|phone|ring|wake|call|hand|grab|rouse|summon|loop|bring|let|fetch(?:ed)?|called|paged|phoned|woken|rung|alerted|pull|looped|brought|reach out|get(?= h|\s(?:the|our))|open the matter|contact|inform|notify|tell|ask|involve|bring in|pull in|(?:case|ticket)(?=) (?:with|at|by)|(?:raise|take|pass|refer|report|forward|bump|kick|push|move|send)(?=)(?= (?:it|th)))(?=)\b/i;
const TO = new Wordings(
  /(?<![a-zà-ɏа-я])(?:escalat(?:e|es|ed|ing)|es[ck]alieren|eskalier(?:e|t|en)|escalader|escaladez|escalar?|escale|escalare|escaleer|escaleren|opschalen|eskalera|eskalować)(?: (?:it|this|the (?:incident|case|ticket)|further|up|immediately|at once|(?:after|within|for) [\p{L}\d ]{2,20}?|l['’]incident|o incidente|el incidente))*\s(?:to|an(?: die| den| das)?|à(?: la)?|au(?:x)?|a(?: la| los| el|o|l|lla)?|naar(?: de| het)?|till|do) ((?!step|stage|section|sev|p\d|severity|root(?![a-zà-ɏа-я])|admin\w* (?:rights|priv))[^.,;:|`*_(\n]{3,60}?)(?= (?:if|when|once|after|wenn|si|se)\b|[.,;:|`*_(\n]|$)/iu,
);

/** "An die Bereitschaft eskalieren". */
const TO_BEFORE = /(?<![a-zà-ɏа-я])an (?:die|den|das) ([^.,;:|`*_(\n]{3,60}?) (?:zu )?eskalier/iu;

/** Rows and items without a way among others that have one. */
function listed(context: RuleContext): readonly Found[] {
  return [...unreachableRows(context), ...unreachableItems(context)].map(({ who, line }) => ({
    span: context.lineSpan(line),
    message: noWay(who),
  }));
}

/** What a section or a line on escalation says of somebody whom nobody can reach. */
function rungs(context: RuleContext): readonly Found[] {
  const told = context.runbook.sections.flatMap((section) =>
    isOnEscalation(section.title) || isOnHelp(section.title) ? [rungsOf(context, section)] : [],
  );
  return [...told, keyedRungs(context)].flatMap((all) => {
    if (all.some((rung) => leadsToPeople(rung.text) && whoOn(rung) === undefined)) return [];
    return all.flatMap((rung, at) => {
      const { text, line, below } = rung;
      const next = all[at + 1]?.text ?? '';
      // Up to those who stand below.
      if (goesUp(subjectOf(text)) && !all.slice(at + 1).some((other) => hasWay(other.text)))
        return hasWay(text) || hasWay(below) || leadsToPeople(text)
          ? []
          : [{ span: context.lineSpan(line), message: noWay(FURTHER_UP) }];
      if ((TELLS_MORE.test(next) || IS_WAY.test(next)) && hasWay(next)) return [];
      if (hasWay(text) || hasWay(below) || leadsToPeople(text) || NOBODY_CALLED.test(text))
        return [];
      if (isSeenTo(text)) return [];
      const who = whoOn(rung);
      if (who === undefined || isReachedThrough(context, rung.cells.at(-1) ?? text, line))
        return [];
      if (!isVague(who) && isRoleKnown(context, who, line)) return [];
      // "Call the duty manager (pager 311). The duty manager decides …".
      const same = (other: Rung): boolean =>
        other !== rung && hasWay(other.text) && has(other.text, who.toLowerCase());
      if (all.some(same)) return [];
      return [{ span: context.lineSpan(line), message: noWay(who) }];
    });
  });
}

/** "Acme support: a case in the console, then phone 4471". */
const IS_WAY = /^\W*(?:tele)?(?:phone|pager|mail|e-?mail|chat|call|ring|fax)\W{0,3}[+\d(@#`]/i;

/** "Phone her at 4471" is of whom the sentence before names. */
const TELLS_MORE = /(?<![a-zà-ɏа-я])(?:her|him|them|they|she|he|it|its|their)(?![a-zà-ɏа-я])/iu;

function whoOn({ text, cells }: Rung): string | undefined {
  if (cells.length > 0)
    return cells.map((cell) => namedRole(cell)).find((who) => who !== undefined);
  const said = subjectOf(text);
  return (
    someoneOf(said) ??
    subjectOfLevel(text) ??
    vagueIn(text) ??
    (BEGINS_CALL.test(said) ? undefined : namedRole(said))
  );
}

/** "Get somebody more senior from the runtime team", "let someone of the owners look". */
function vagueIn(text: string): string | undefined {
  return VAGUE_CALLED.exec(text)
    ?.slice(1)
    .find((who) => who !== undefined);
}

const VAGUE_CALLED = new Wordings(
  /(?<![a-zà-ɏа-я])(?:get|fetch|find|call|page|wake|ring|ask|contact|involve|bring in|pull in|to)\s((?:some(?:body|one)|anyone|whoever)\s[^.,;(]{3,50})|(?<![a-zà-ɏа-я])(?:let|have|consult|involve|loop in|inform|notify|alert|(?:check|speak|talk|agree) with|past|by)\s(some(?:body|one)\s(?:else\s)?(?:from|in|of|at|with|who|senior|more)\s[^.,;(]{3,50})/iu,
);

/** "Nobody is called at night", "needs no escalation". */
const NOBODY_CALLED =
  /(?<![a-zà-ɏа-я])(?:nobody|no one|no escalation|not (?:be )?(?:called|escalated|paged)|do not|never|niemand|personne n|nadie|ninguém|nessuno)(?![a-zà-ɏа-я])(?! (?:answers|responds|picks|reacts|is (?:there|around)))/iu;

function noWay(who: string): string {
  return `Nothing says how to reach ${who}. Write the number, address or channel beside it, or add it to the contacts.`;
}
