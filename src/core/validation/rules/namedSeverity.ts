import { tellsWay } from '../waysToReach';
import { isTime } from '../../parser/responseWords';
import { RESPONSE, saysAnswered, saysHowSoon } from '../answerTimes';
import { frontMatterLines } from '../frontMatterLines';
import { KEY_WORDS } from '../levelWords';
import type { Passage } from '../../parser/passages';
import type { Table } from '../../parser/tables';
import { Wordings } from '../../text/wordings';
import type { RuleContext } from '../ruleContext';

/** A level that a runbook gives to what it is about, and that nothing there gives a time. */
export interface UntimedLevel {
  /** As written: "SEV2". */
  readonly level: string;
  readonly line: number;
}

/** A level where it is named. */
interface Mention extends UntimedLevel {
  /** "P1" and "severity 1" are the same. */
  readonly rank: string;
  /** What is said of it there. */
  readonly said: string;
  /** Whether it is given there; "if a P1 lasts" only speaks of one. */
  readonly gives: boolean;
}

const LEVEL = `(?:(?:${KEY_WORDS})(?: level)?[ -]?(?:[0-5]|I{1,3}|one|two|three)|[Pp][0-5])(?![\\w%]|[.:-]\\w)`;
const BARE = new RegExp(
  `(?<![\\w$/.@#=-])(?:(?:${KEY_WORDS})(?: level)?[ -]?(?:[0-5]|I{1,3}|one|two|three)|P[0-5])(?!(?!s\\b)\\w|%|[.:-]\\w)|(?<=(?<!\\p{L})(?:as|an|severity) )S[0124]|(?<=severity (?:is|of) )S[0-4](?!\\w)`,
  'giu',
);
/** Behind its key a level may be any letter and digit, or the word of a person. */
const KEYED = new Wordings(
  new RegExp(
    `^[\\s#*_>|-]*(?:(?:default|alert|incident|usual|typical) )?(?:${KEY_WORDS}|dringlichkeit)(?: level)?(?: (?:of|for) [^:|\\n]{2,30})?(?:[*_]*\\s*[:：|]|[*_]{2}(?=\\s+[PS]))[*_]*\\s*[*_\`"']*(${LEVEL}|[PS][ -]?[0-5](?![\\w.])|[0-5](?![\\d.])|(?:high|medium|low|major|minor|urgent|hoch|mittel|niedrig|haute|moyenne|alta|media|baja|baixa)(?!\\p{L}))`,
    'iu',
  ),
);
/** "Team: mail · **Severity:** SEV2". */
const IS_KEYED = new RegExp(`(?:${KEY_WORDS})[*_]*\\s*[:：]`, 'iu');
const MAY_NAME = /sev|prio|schwere|dringlich|grav|[PS][ -]?[0-5]/i;
/** What a level that is only spoken of stands behind or before. */
const SPOKEN_OF = new Wordings(
  /(?<![a-zà-ɏа-я])(?:if|when|whenever|once|during|for|from|in case of|(?:minutes?|hours?) (?:of|into)|each|every|any|no|not|than|without|below|under|unless|bei|wenn|falls|während|ab|von|kein\w*|jede\w*|si|pour|lors|cuando|para|durante|se|quando|per|bij|als|voor)(?: (?:an?|the|this|that|these|all|any|one|two|first|second|third|open|active|ongoing|running|current|recent|(?:sev(?:erity)?|p|prio(?:rity)?)[ -]?\d,?|or|and|einem?r?|une?|la|le|el|los|um|uma?|o|het|een|incident (?:of|with)|alerts? (?:of|with))){0,5} *$|^[^\p{L}]*(?:an?|the|eine?|une?|una|uma?) *$|es[ck]al|^\W*(?:[^\n]*\n\W*)?(?:if|wenn|si|se|als)(?![a-zà-ɏа-я]).*(?<![a-zà-ɏа-я])(?:open|declare|eröffne|ouvr|abr|apr)/iu,
);
const GOES_ON =
  /^(?:s| incidents| outages| tickets| alerts| pages| calls)(?=)(?!\w)|^(?: incident)?(?=)(?: (?:that|which))?(?=)(?: (?:longer|lasting|lasts?|open|still|of more|unsolved|länger|dauert|dure|dura|duurt)(?=)\b|\?)/i;
/** A level that somebody else's support gives, or no level at all. */
const OF_OTHERS =
  /\b(?:partitions?|phases?|pins?|brokers?|[Pp]ackets?|process(?:es)?|threads?|messages of|SR|[SPs](?:ev|everity)?(?=) ?\d (?:case|ticket of)|service request|support (?:case|ticket|request)|[A-Z]\w+ support|support,|case (?:with|at)|vendor|supplier|hersteller|AWS|Azure|Oracle|Microsoft|Cisco|VMware)(?=)\b/;
/** Whoever is called is called now. */
const NOW = /\b(?:call|page|ring|phone|wake|ruf\w*|appele[rz]|llam\w+)\b/i;
/** A page that holds the times of all levels. */
const POLICY =
  /\[[^\]]*\b(?:severit|level|sla\b|respon[sd]|prio|schweregrad|reaktion|gravit|gravedad)[^\]]*\]|\](?:\([^)]*|\[[^\]]*)(?:severit|level|sla\b|response-time|prio|schweregrad)/i;
const LEADS = /\]\(|\]\[|https?:/;

/** The levels that a runbook gives and of which it says nowhere how soon somebody answers. */
export function untimedLevels(
  context: RuleContext,
  timedInScales: readonly string[],
): readonly UntimedLevel[] {
  if (!MAY_NAME.test(context.text)) return [];
  const mentions = [...fromFrontMatter(context), ...fromPassages(context)];
  const given = mentions.filter(({ gives }) => gives);
  if (given.length === 0) return [];
  const timed = new Set([
    ...timedInScales,
    ...mentions.filter(({ said }) => isAnswered(said)).map(({ rank }) => rank),
  ]);
  const open = given.filter(({ rank }) => !timed.has(rank));
  if (open.length === 0 || isToldElsewhere(context, timed)) return [];
  const told = new Set<string>();
  return open.filter(({ rank }) => !told.has(rank) && told.add(rank));
}

function isAnswered(said: string): boolean {
  return saysHowSoon(said) || NOW.test(said) || leadsToRules(said);
}

/** Whether a text leads to a page that may tell how soon. */
export function leadsToRules(text: string): boolean {
  return LEADS.test(text) && RULES.test(text);
}

/** What the page that a level's own words lead to may be called. */
const RULES =
  /(?:\[|\]\(|\]\[)[^\])]*(?:severit|level|sla\b|polic|respon[sd]|incident|on-?call|process|handbook|escal|prio|störung|vorfall|notfall|astreinte|guardia)/i;

/** Times without a level, a table of levels in words, or a page of all levels. */
function isToldElsewhere(context: RuleContext, timed: ReadonlySet<string>): boolean {
  if (POLICY.test(context.text)) return true;
  if ([...timed].some((rank) => !/^\d$/.test(rank))) return true;
  // Beside a level that has a time the others need one of their own.
  if (timed.size > 0) return false;
  if (frontMatterLines(context.lines).some(({ key, value }) => RESPONSE.test(key) && isTime(value)))
    return true;
  return context.passages.some(
    ({ kind, content, start, end }) =>
      kind !== 'code' && saysAnswered(kind === 'table' ? context.linesText(start, end) : content),
  );
}

/** `severity: sev2` before the page begins. */
function fromFrontMatter(context: RuleContext): readonly Mention[] {
  // Whoever is paged looks now.
  if (PAGED.test(context.text)) return [];
  return frontMatterLines(context.lines).flatMap(({ key, value, line }) => {
    const level = new RegExp(`^${LEVEL}|^[PS]?[0-5]$`, 'iu').exec(value)?.[0];
    if (level === undefined || !new RegExp(`^(?:\\w+ )?(?:${KEY_WORDS})$`, 'iu').test(key))
      return [];
    return [{ level, rank: rankOf(level), line, said: '', gives: true }];
  });
}

const PAGED = /\bpaged\b|\bpages:|\bpage the\b/i;

function fromPassages(context: RuleContext): readonly Mention[] {
  return context.passages.flatMap((passage) => {
    const { kind, content, start, end } = passage;
    if (kind === 'code' || (kind !== 'table' && !MAY_NAME.test(content))) return [];
    const speaks = ES_CAL.test(context.sectionAt(start)?.title ?? '');
    if (kind === 'table') {
      const table = context.tables.find(({ range }) => range.start === start);
      if (table === undefined || speaks) return [];
      return inTable(table);
    }
    // Quoted is what is sent; a box is told to the reader.
    const quoted = /^\s*>/.test(context.lines.line(start)) && !content.includes('[!');
    return inWords(content, below(context, passage)).map((mention) => ({
      ...mention,
      line: Math.min(start + mention.line, end - 1),
      gives: mention.gives && !speaks && (!quoted || IS_KEYED.test(content)),
    }));
  });
}

const ES_CAL = /es[ck]al|contact|kontakt/i;

/** What a heading or the beginning of an item has below it. */
function below(context: RuleContext, { kind, start, end, item, opensItem }: Passage): string {
  if (kind === 'heading') {
    const section = context.sectionAt(start);
    return section === undefined ? '' : context.linesText(end, section.range.end);
  }
  return item !== undefined && opensItem ? context.linesText(end, item.end) : '';
}

/** The levels of a row that has one for its key or in a column of levels. */
function inTable({ header, rows }: Table): readonly Mention[] {
  // "P1 | approved request | …": what its rows are numbered with.
  const numbered = rows.every(({ cells }) => /^P\d+$/.test(cells[0]?.text.trim() ?? ''));
  if (numbered && !TITLE.test(header.cells[0]?.text ?? '')) return [];
  return [header, ...rows].flatMap(({ cells, line }) => {
    const said = cells.map(({ markdown }) => markdown).join(' | ');
    const keyed = KEYED.exec(said)?.[1];
    if (keyed !== undefined && cells.length === 2)
      return [{ level: keyed, rank: rankOf(keyed), line, said, gives: true }];
    return cells.flatMap(({ text }, column) => {
      if (!MAY_NAME.test(text)) return [];
      const level = text.match(BARE)?.[0];
      if (level === undefined) return [];
      if (level === text.trim() && !TITLE.test(header.cells[column]?.text ?? '')) return [];
      return [{ level, rank: rankOf(level), line, said, gives: !isSpokenOf(text, level) }];
    });
  });
}

const TITLE = new RegExp(`(?<!\\p{L})(?:${KEY_WORDS}|level|class|urgency)`, 'iu');

function isSpokenOf(text: string, level: string): boolean {
  const at = text.indexOf(level);
  return (
    SPOKEN_OF.test(text.slice(0, at)) ||
    GOES_ON.test(text.slice(at + level.length)) ||
    OF_OTHERS.test(text)
  );
}

/** The levels of a passage; each has what is said from it to the next, or all of its sentence. */
function inWords(content: string, under: string): readonly Mention[] {
  const text = content.replace(/`[^`]*`|https?:\S+/g, (code) =>
    ONLY_LEVEL.test(code) ? ` ${code.slice(1, -1)} ` : ' '.repeat(code.length),
  );
  const places = [...text.matchAll(BARE)].map(({ 0: level, index }) => ({ level, index }));
  const keyed = KEYED.exec(content)?.[1];
  if (keyed !== undefined && !places.some(({ index }) => index <= content.indexOf(keyed) + 1))
    places.unshift({ level: keyed, index: content.indexOf(keyed) });
  return places.map(({ level, index }, at) => {
    const ends = places[at + 1]?.index ?? text.length;
    const own = text.slice(sentenceStart(text, index), index);
    const alone = (places[at - 1]?.index ?? -1) < index - own.length;
    const after = text.slice(index + level.length, ends);
    const shared = /^[\s,/–-]*(?:and|or|und|oder|et|ou|y|o|e|to|bis)?[\s,/–-]*$/i.test(after)
      ? text.slice(ends, places[at + 2]?.index ?? text.length)
      : '';
    return {
      level,
      rank: rankOf(level),
      line: content.slice(0, index).split('\n').length - 1,
      // What stands before a level is when it is one, unless it speaks of answering.
      said: [
        alone && (saysAnswered(own) || WITHIN.test(own)) ? own : '',
        after,
        shared,
        at === places.length - 1 ? under : '',
      ].join('\n'),
      gives:
        !tellsWay(after.split(/[.;]\s|\s[·•|]\s/, 1)[0] ?? '') &&
        (!SPOKEN_OF.test(own) || (ONE.test(own) && DEFINES.test(after))) &&
        !GOES_ON.test(after) &&
        !OF_OTHERS.test(sentenceOf(text, index)),
    };
  });
}

/** "An S4 is anything that only testers see", "A sev0 (all is down) goes first". */
const DEFINES =
  /^(?: (?:is|means|covers|stands for) (?:anything|everything|whatever|when|what|any|all|one|an?|the|only|no|for)(?![a-zà-ɏа-я])| \((?!\d|see)[^)]{8,}\))/iu;
const ONE = /^[^\p{L}]*(?:an?|any) *$/iu;

const WITHIN =
  /(?<![a-zà-ɏа-я])(?:within|in under|innerhalb|binnen|sous|dentro|entro)(?![a-zà-ɏа-я])/iu;
const ONLY_LEVEL = new RegExp(`^\`(?:${LEVEL})\`$`, 'iu');

function sentenceOf(text: string, index: number): string {
  return text.slice(sentenceStart(text, index)).split(/[.;!?]\s/, 1)[0] ?? '';
}

function sentenceStart(text: string, index: number): number {
  const before = text.slice(0, index);
  const last = [...before.matchAll(/[.;!?]\s+/g)].at(-1);
  return last === undefined ? 0 : last.index + last[0].length;
}

/** The digit of a level, whatever it is called. */
export function rankOf(level: string): string {
  const word = /\b(?:one|two|three)$/i.exec(level)?.[0].toLowerCase();
  if (word !== undefined) return String(['one', 'two', 'three'].indexOf(word) + 1);
  const digit = /[0-5]|I{1,3}$/i.exec(level)?.[0] ?? level;
  return /^I+$/i.test(digit) ? String(digit.length) : digit.toLowerCase();
}
