import type { Found, Rule } from '../rule';
import type { Section } from '../../model/runbook';
import type { RuleContext } from '../ruleContext';
import { rungsOf, sentencesOf, whoOfLevel, withoutCondition, type Rung } from '../escalationRungs';
import { isKnown, isRoleKnown, wordsOf } from '../knownPeople';
import {
  calledRole,
  hasWay,
  informedRole,
  isChain,
  keyedEscalation,
  leadsToPeople,
  namedRole,
  tellsToCall,
  tellsWay,
} from '../calledPeople';

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
      ...emptyCells(context),
      ...unreachableRows(context),
      ...keyedRows(context),
      ...rungs(context),
    ];
    const lines = new Set(found.map(({ span }) => context.lines.lineAt(span.start)));
    const all = [...found, ...toRole(context, lines)];
    return [...all, ...sectionsWithoutWay(context, all)];
  },
};

function unreachable(context: RuleContext): readonly Found[] {
  return context.runbook.escalations.flatMap(({ text, to, line }) => {
    if (to === undefined || to === '' || tellsWay(text)) return [];
    const words = wordsOf(to);
    if (words.length === 0 || isKnown(context, words, line)) return [];
    return [
      {
        span: context.lineSpan(line),
        message: `Escalates to ${to}, and nothing here says how to reach them. Add them to the contacts.`,
      },
    ];
  });
}

/** "After 30 minutes, escalate." where nobody and no way to reach anybody is named. */
function toNobody(context: RuleContext): readonly Found[] {
  let known: boolean | undefined;
  const ways = (): boolean =>
    (known ??= context.passages.some(
      ({ kind, content, start, end }) =>
        kind !== 'code' && tellsWay(kind === 'table' ? context.linesText(start, end) : content),
    ));
  return context.passages.flatMap(({ kind, content, start }) => {
    if (kind !== 'paragraph' || !NOBODY.test(content)) return [];
    const section = context.sectionAt(start);
    const body =
      section === undefined ? '' : context.linesText(section.range.start + 1, section.range.end);
    if (tellsWay(body) || /\]\(|\d{3}/.test(body)) return [];
    if (!ABOUT.test(section?.title ?? '') && ways()) return [];
    if (context.runbook.escalations.some(({ line, to }) => line === start && to !== undefined))
      return [];
    return [
      {
        span: context.lineSpan(start),
        message:
          'This says to escalate, and not to whom or how. Name the person or team, and the way to reach them.',
      },
    ];
  });
}

const NOBODY =
  /(?<!\p{L})(?:escalate|eskalieren|escalader|escalar)(?: (?:it|this|the incident|further|up|immediately|at once))*\s*[.!]?\s*$/imu;
const ABOUT =
  /^\W*(?:\d+[.)]?\s*)?(?:escalat\w+|eskalation\w*|escalade|escalad[ao]|escalación|escalação|escalation)\b/i;
/** Titles under which people are told whom to call. */
const HELP =
  /\b(?:(?:who|whom|when)(?: else)? to (?:call|contact|page|ask|wake|escalate|inform|notify)|(?:call|calling|ask|asking|get|getting|need|more) (?:for )?(?:help|support)|who (?:can help|helps|knows)|next level|still (?:broken|down|stuck|failing|not working)|(?:nothing|none of this) (?:helps|helped|works|worked)|wen (?:anrufen|rufen)|hilfe holen|qui appeler|en cas d['’]échec|a quién (?:llamar|avisar)|quem (?:chamar|avisar)|chi chiamare|wie bellen)\b/i;

/** A section on escalation that tells to get somebody, and says of nobody how. */
function sectionsWithoutWay(context: RuleContext, found: readonly Found[]): readonly Found[] {
  const lines = found.map(({ span }) => context.lines.lineAt(span.start));
  return context.runbook.sections.flatMap((section) => {
    const { title, range } = section;
    const help = HELP.test(title);
    if (!help && !ABOUT.test(title)) return [];
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
    if (kind !== 'paragraph' || !MAY_CALL.test(content)) return [];
    const sentences = sentencesOf(content);
    const title = context.sectionAt(start)?.title ?? '';
    // A link beside an escalation leads to it, unless all is about that.
    const about = ABOUT.test(title) || HELP.test(title) || LAST_RESORT.test(title);
    const leads = (text: string): boolean =>
      hasWay(text) || (about ? leadsToPeople(text) : /\]\(|\]\[/.test(text));
    return sentences.flatMap(({ text, line }, index) => {
      const to = whoIn(text, ABOUT.test(title));
      const at = start + line + text.slice(0, text.indexOf(to ?? '')).split('\n').length - 1;
      if (to === undefined || known.has(at) || isReachable(text)) return [];
      const others = sentences
        .filter((_, other) => other !== index)
        .map((other) => other.text.replace(/\s+/g, ' '));
      if (others.some((other) => !OF_OTHERS.test(other) && leads(other))) return [];
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

/** Whom a sentence sends for, by what they are. */
function whoIn(text: string, aboutEscalation: boolean): string | undefined {
  return (
    text
      .split('\n')
      .map((line) => keyedEscalation(line))
      .find((to) => to !== undefined) ??
    (TO.exec(text) ?? TO_BEFORE.exec(text))?.[1]?.replace(/\s+/g, ' ').trim() ??
    calledRole(text) ??
    (aboutEscalation ? informedRole(text) : undefined)
  );
}

/** A way, or a link in what is said of whom to call: "and open a bridge as in [calls](…)" is of the bridge. */
function isReachable(text: string): boolean {
  const [clause = ''] = text.split(AND_DO);
  return hasWay(text) || /\]\(|\]\[/.test(clause);
}

const AND_DO =
  /,? (?:and|und|et|y|e|en) (?=(?:open|tell|write|post|start|follow|join|see|note|log|create|collect|attach|do|continue|keep)\b)/i;

/** Titles of where an escalation stands among other things. */
const LAST_RESORT =
  /^\W*(?:hand(?:ing)?[- ]?over|if (?:it|this|that|all else|nothing|none)\b|when (?:it|this|nothing)\b)/i;

/** Somebody of whom not even the role is certain. */
function isVague(who: string): boolean {
  return VAGUE.test(who);
}

const VAGUE =
  /(?<!\p{L})(?:some(?:body|one)|any(?:body|one)|whoever|usual|people who|jemand\p{L}*|quelqu|alguien|alguém|qualcuno|iemand)/iu;

/** "For hardware, …", "Network trouble goes to …". */
const OF_OTHERS =
  /^\W*(?:for|with|in case of|if|when|questions (?:about|on)|bei|für|wenn|pour|en cas|para|si)\s|^[\p{L} -]{3,40} (?:go(?:es)?|belongs?|is for|are for|geht|gehen) to\s/iu;

/** Cheaper than the patterns it keeps off. */
const MAY_CALL =
  /s[ck]al|opschal|\b(?:page|phone|ring|wake|call|hand|grab|rouse|summon|loop|bring|let|fetch(?:ed)?|called|paged|phoned|woken|rung|alerted|pull|looped|brought|reach out|get(?= h|\s(?:the|our))|open the matter|contact|inform|notify|tell|ask|involve|bring in|pull in)\b/i;
const TO =
  /(?<!\p{L})(?:escalat(?:e|es|ed|ing)|es[ck]alieren|eskalier(?:e|t|en)|escalader|escaladez|escalar?|escale|escalare|escaleer|escaleren|opschalen|eskalera|eskalować)(?: (?:it|this|the (?:incident|case|ticket)|further|up|immediately|at once|(?:after|within|for) [\p{L}\d ]{2,20}?|l['’]incident|o incidente|el incidente))*\s(?:to|an(?: die| den| das)?|à(?: la)?|au(?:x)?|a(?: la| los| el|o|l|lla)?|naar(?: de| het)?|till|do) ((?!step|stage|section|sev|p\d|severity|root(?!\p{L})|admin\w* (?:rights|priv))[^.,;:|`*_(\n]{3,60}?)(?= (?:if|when|once|after|wenn|si|se)\b|[.,;:|`*_(\n]|$)/iu;

/** "An die Bereitschaft eskalieren". */
const TO_BEFORE = /(?<!\p{L})an (?:die|den|das) ([^.,;:|`*_(\n]{3,60}?) (?:zu )?eskalier/iu;

/** A row without a number or address where the others have one. */
function emptyCells(context: RuleContext): readonly Found[] {
  return context.tables.flatMap(({ header, rows }) => {
    const column = header.cells.findIndex(({ text }) =>
      /^(?:phone|number|contact|reach|way|how|mobile|pager|e-?mail|slack|telefon|kontakt|téléphone|contacto|teléfono|contato|telefone|contatto|telefono|telefoon|電話|连络|电话)\b/i.test(
        text.trim(),
      ),
    );
    if (
      column < 1 ||
      !rows.some(
        ({ cells }) =>
          tellsWay(cells[column]?.text ?? '') || /\d{3}/.test(cells[column]?.text ?? ''),
      )
    )
      return [];
    return rows.flatMap(({ cells, line }) => {
      const way = (cells[column]?.text ?? '').trim();
      const who = (cells[column - 1]?.text ?? '').trim();
      if (!/^[-–—?]*$/.test(way) || !/\p{L}{3}/u.test(who) || tellsWay(who)) return [];
      return [
        {
          span: context.lineSpan(line),
          message: `Nothing says how to reach ${who}. Fill in the ${(header.cells[column]?.text ?? 'contact').toLowerCase()}.`,
        },
      ];
    });
  });
}

/** What a section on escalation says of somebody whom nobody can reach. */
function rungs(context: RuleContext): readonly Found[] {
  return context.runbook.sections.flatMap((section) => {
    if (!ABOUT.test(section.title) && !HELP.test(section.title)) return [];
    const all = rungsOf(context, section);
    if (all.some((rung) => leadsToPeople(rung.text) && whoOn(rung) === undefined)) return [];
    const listed = besideOthers(context, section);
    return all.flatMap((rung, at) => {
      const next = all[at + 1]?.text ?? '';
      if (TELLS_MORE.test(next) && hasWay(next)) return [];
      if (hasWay(rung.text) || leadsToPeople(rung.text) || NOBODY_CALLED.test(rung.text)) return [];
      const who = whoOn(rung) ?? listed.get(rung.line);
      if (who === undefined || (!isVague(who) && isRoleKnown(context, who, rung.line))) return [];
      return [{ span: context.lineSpan(rung.line), message: noWay(who) }];
    });
  });
}

/** "Phone her at 4471" is of whom the sentence before names. */
const TELLS_MORE = /(?<!\p{L})(?:her|him|them|they|she|he)(?!\p{L})/iu;

/** The items of a list on escalation that have no way where most have one, by their lines. */
function besideOthers(context: RuleContext, { range }: Section): ReadonlyMap<number, string> {
  const items = context.passages.filter(
    ({ opensItem, start }) => opensItem && range.start < start && start < range.end,
  );
  const said = items.map(({ start, end, item }) => context.linesText(start, item?.end ?? end));
  const bare = items.filter(
    (_, index) => !HAS_SOME.test(said[index] ?? '') && !hasWay(said[index] ?? ''),
  );
  if (bare.length === 0 || bare.length * 2 > items.length) return new Map();
  return new Map(
    bare.flatMap(({ content, start }) => {
      const who = /^[^.;(\n]{3,60}/.exec(withoutCondition(content))?.[0].split(/, for |: /, 1)[0];
      return who === undefined || who.split(' ').length > 6 || TELLS_OTHER.test(who)
        ? []
        : [[start, who.trim()] as const];
    }),
  );
}

/** A link, a name in code, "number above". */
const HAS_SOME =
  /\]\(|\]\[|`|(?<!\p{L})(?:portal|ticket|hotline|radio|chat|in person|above|below|same|oben|unten|ci-dess\w+|arriba|abajo|acima)(?!\p{L})/iu;

/** What is to be done, written down or borne in mind, and nobody. */
const TELLS_OTHER =
  /^\W*(?:\[[ xX]\]|if|when|do|don|never|always|note|say|write|have|give|tell|send|post|open|create|log|state|attach|include|keep|set|check|use|see|start|stop|wait|make|add|run|be|what|which|the (?:time|ticket|link|log|state|number)|no|not|bei|wenn|nicht|si|se|als)(?!\p{L})/iu;

function whoOn({ text, cells }: Rung): string | undefined {
  if (cells.length > 0)
    return cells.map((cell) => namedRole(cell)).find((who) => who !== undefined);
  const said = withoutCondition(text);
  return (
    whoOfLevel(text) ?? vagueIn(text) ?? (BEGINS_CALL.test(said) ? undefined : namedRole(said))
  );
}

/** Whom a call is for stands behind it, and is looked for there. */
const BEGINS_CALL =
  /^\W*(?:escalate|call|page|phone|ring|wake|contact|inform|notify|involve|engage|alert|ask|hand|bring|pull|get|tell|reach|report|let|raise|refer|fetch|try)(?!\p{L})/iu;

/** "Get somebody more senior from the runtime team". */
function vagueIn(text: string): string | undefined {
  return /(?<!\p{L})(?:get|fetch|find|call|page|wake|ring|ask|contact|involve|bring in|pull in|to)\s((?:some(?:body|one)|anyone|whoever)\s[^.,;(]{3,50})/iu.exec(
    text,
  )?.[1];
}

/** "Nobody is called at night", "needs no escalation". */
const NOBODY_CALLED =
  /(?<!\p{L})(?:nobody|no one|no escalation|not (?:be )?(?:called|escalated|paged)|do not|never|niemand|personne n|nadie|ninguém|nessuno)(?!\p{L})(?! (?:answers|responds|picks|reacts|is (?:there|around)))/iu;

/** "Escalation | mail lead" in a table of facts. */
function keyedRows(context: RuleContext): readonly Found[] {
  return context.tables.flatMap(({ header, rows }) =>
    [header, ...rows].flatMap(({ cells, line }) => {
      const [key, value] = cells;
      if (cells.length !== 2 || key === undefined || value === undefined) return [];
      if (!ABOUT.test(key.text) || hasWay(value.markdown) || /\]\(|\]\[/.test(value.markdown))
        return [];
      const who = namedRole(value.text);
      if (who === undefined || isRoleKnown(context, who, line)) return [];
      return [{ span: context.lineSpan(line), message: noWay(who) }];
    }),
  );
}

/** A cell that names somebody without a way, in a column whose other cells have one. */
function unreachableRows(context: RuleContext): readonly Found[] {
  return context.tables.flatMap(({ header, rows }) => {
    if (rows.length < 2) return [];
    const column = header.cells.findIndex(({ text }) => WHO.test(text.trim()));
    if (column < 0) return [];
    const bare = rows.filter(({ cells }) => !cells.some(({ text }) => hasWay(text)));
    const ways = rows.filter(({ cells }) => hasWay(cells[column]?.text ?? ''));
    if (ways.length < bare.length || ways.length === 0) return [];
    return bare.flatMap(({ cells, line }) => {
      const who = namedRole(cells[column]?.text ?? '');
      if (who === undefined || /\]\(|\]\[/.test(cells[column]?.markdown ?? '')) return [];
      return isRoleKnown(context, who, line)
        ? []
        : [{ span: context.lineSpan(line), message: noWay(who) }];
    });
  });
}

const WHO =
  /^(?:who(?:m)?|contact|escalates? to|(?:person|role|call)s?|wer|wen|kontakt|ansprechpartner|qui|contact|a quién|quién|quem|contacto|contato|chi|contatto|wie|wien)\b/i;

function noWay(who: string): string {
  return `Nothing says how to reach ${who}. Write the number, address or channel beside it, or add it to the contacts.`;
}
