import { frontMatterLines } from './frontMatterLines';
import { inFewDigits } from './numberWords';
import { TITLE as LEVELS } from './levelWords';
import { dueDate, ownLines } from './ownDates';
import { readCadence } from '../parser/cadence';
import type { Cadence } from '../model/checklist';
import type { RuleContext } from './ruleContext';

/** What is done with a runbook again and again. */
export type Upkeep = 'review' | 'test' | 'drill';

/** When a runbook was last looked after, or how often it is to be, in its own words. */
export interface UpkeepFact {
  readonly upkeep: Upkeep;
  readonly last: string | undefined;
  /** When it is to be done again. */
  readonly due?: string;
  readonly days: number | undefined;
  /** The cadence in words. */
  readonly every: string;
  readonly line: number;
}

const DAYS: Readonly<Partial<Record<Cadence['unit'], number>>> = {
  daily: 1,
  weekly: 7,
  monthly: 31,
  quarterly: 92,
  yearly: 366,
};

const STEMS: readonly (readonly [Upkeep, RegExp])[] = [
  [
    'drill',
    /(?<![a-zà-ɏа-я])(?:drill|exercis|rehears|practi[cs]|game ?day|dry[- ]?run|ubung|geubt|exercice|simulacro|simulado|ejercicio|esercitazion|oefen|ovning|cwiczen|учени)|訓練|演练/iu,
  ],
  [
    'test',
    /(?<![a-zà-ɏа-я])(?:(?:re-?)?tests?|(?:re-?)?tested|getestet|teste|probad|prueba|testad|provat|prova)(?![a-zà-ɏа-я])/iu,
  ],
  [
    'review',
    /(?<![a-zà-ɏа-я])(?:review|re-?read|read(?:ing)? (?:through|over)|walk-?through|re-?check|re-?confirm|confirmed again|re-?approv|re-?certif|check(?!l|p|o)|verif|validat|audit|updat|revis|refresh|edited|modified|changed|touched|touch(?:es)? (?:it|this|the page)|(?:go(?:ne|es)?|went|walk(?:ed)?|look(?:ed)?) (?:through|over|at) (?:this|it|the)|(?:page|runbook|document|guide|text) (?:is|gets) (?:gone|looked|walked) (?:through|over|at)|maintained(?! by)|gepruft|uberpruf|prufung|durchgesehen|durchsicht|gesichtet|aktualisier|uberarbeit|gelesen|stand(?![a-zà-ɏа-я])|revue?s?(?![a-zà-ɏа-я])|relue?|mise? a jour|actualiz|atualiz|rivist|aggiorn|controll|gecontroleerd|controle|bijgewerkt|herzien|granska|przeglad|пересм|провер)|見直|レビュー|审查|复审|更新|確認/iu,
  ],
];

const LAST =
  /(?<![a-zà-ɏа-я])(?:last|latest|most recent(?:ly)?|previous(?:ly)?|recently|zuletzt|letzte[nrsm]?|stand|derniere?(?:ment)?|ultim[ao](?:mente)?|laatste?|laatst|senast|ostatni\p{L}*|последн\p{L}+)(?![a-zà-ɏа-я])|最終|最[后近後]/iu;
const AHEAD =
  /(?<![a-zà-ɏа-я])(?:next|due|until|till|by|before|from|since|after|expire[sd]?|created|nachste[rsn]?|bis|vor|ab|seit|fallig|prochaine?|avant|depuis|proxim[ao]|antes|desde|prossim[ao]|entro|volgende|voor|sinds)(?![a-zà-ɏа-я])|次回|下次/iu;
/** Words that say no more than that it was then. */
const FILLERS =
  /(?<![a-zà-ɏа-я])(?:and|the|it|its|on|in|at|of|was|were|is|has|been|time|one|run|runs|held|done|date|as|so|am|im|vom|war|das|mal|wurde|et|la|le|fois|en|fut|el|de|del|fue|vez|por|no|em|foi|il|per|volta|op|de|keer|also|again|us|we|with|complete(?:d|ly)?|walk(?:-?through)?|look|reading|round|pass|through(?:out)?|dieser|seite|this|page|runbook|document|guide|procedure|playbook|text|everything|all|steps|whole)(?![a-zà-ɏа-я])/giu;

/** "in six months", "half a year later", behind what was done. */
const RELATIVE =
  /\b(?:in|after|within|for)(?=) ((?:(?:\d{1,3}|an?|one|two|three|four|six|nine|twelve|half an?|the next \w+)(?=)\s)?(?=)(?:days?|weeks?|months?|quarters?|years?))\b|\b(half an? year|(?:\d{1,3}|one|two|three|six|twelve)(?=) (?:days|weeks|months|years?))(?=) (?:later|after that|from then)(?=)\b/i;

function inRelation(text: string): string {
  const match = RELATIVE.exec(text);
  const words = match?.[1] ?? match?.[2] ?? '';
  return /^half/i.test(words) ? 'six months' : words;
}

/** "8 weeks", "P3M", "each spring and autumn". */
export function readEvery(words: string, unit = ''): { days: number; every: string } | undefined {
  const text = inFewDigits(words.replace(/[*_`]/g, ' '));
  const iso = /(?<!\w)P(\d{1,3})([DWMY])(?!\w)/.exec(words);
  const seasons =
    /\b(?:every|each) (?:spring|summer|autumn|fall|winter)\b(?:,? (?:and|&) \w+)?/i.exec(text);
  if (seasons !== null)
    return { days: /and|&/.test(seasons[0]) ? 183 : 366, every: seasons[0].toLowerCase() };
  const written =
    iso === null
      ? `${text}${unit}`
      : `every ${iso[1] ?? ''} ${{ D: 'days', W: 'weeks', M: 'months', Y: 'years' }[iso[2] ?? ''] ?? ''}`;
  const value = inRelation(written) || written.replace(OF_INTERVAL, '').trim();
  const cadence =
    readCadence(written) ?? (value.length < 24 ? readCadence(`every ${value}`) : undefined);
  const days = cadence === undefined ? undefined : DAYS[cadence.unit];
  if (cadence === undefined || days === undefined) return undefined;
  return { days: (days * cadence.every) / cadence.times, every: wordsOf(cadence) };
}

/** "Review interval:", with a colon or without. */
const OF_INTERVAL =
  /^.*(?:[:：]|\b(?:interval|cycle|period|rhythm|frequency|cadence|turnus|rhythmus)(?: (?:is|of))?(?=\s))/i;

function wordsOf({ unit, every, times }: Cadence): string {
  const nouns: Readonly<Partial<Record<Cadence['unit'], string>>> = {
    daily: 'days',
    weekly: 'weeks',
    monthly: 'months',
    quarterly: 'quarters',
    yearly: 'years',
  };
  if (times > 1) return `${unit}, ${times} times`;
  return every === 1 ? unit : `every ${every} ${nouns[unit] ?? unit}`;
}

/** Everything the head and the end of a runbook say of its own upkeep. */
export function upkeepOf(context: RuleContext): readonly UpkeepFact[] {
  return context.ofDocument(readUpkeep);
}

function readUpkeep(context: RuleContext): readonly UpkeepFact[] {
  const reader = new UpkeepReader();
  const inTables = addTables(context, reader);
  const inFront = addFrontMatter(context, reader);
  let before = -2;
  for (const { text, line } of ownLines(context)) {
    if (inTables.has(line) || inFront.has(line)) continue;
    if (line > before + 1) reader.forget();
    before = line;
    reader.addLine(BREAKS_OFF.test(text) ? `${text} ${nextLine(context, line)}` : text, line);
  }
  return reader.facts;
}

/** "…, next check" and on the next line the day. */
const BREAKS_OFF =
  /(?<![a-zà-ɏа-я])(?:next|last|latest|due|again)(?: (?:[a-zà-ɏа-я]+ ){0,2}[a-zà-ɏа-я]+)?\s*$|(?<![a-zà-ɏа-я])(?:due|again|next [a-zà-ɏа-я]+|last [a-zà-ɏа-я]+) (?:on|in|by|before)\s*$/iu;

function nextLine({ lines }: RuleContext, line: number): string {
  const text = line + 1 < lines.count ? lines.line(line + 1).trim() : '';
  return dayAt(text) === 0 ? text.slice(0, LONGEST_DATE) : '';
}

class UpkeepReader {
  readonly facts: UpkeepFact[] = [];
  #said: Upkeep | undefined;

  #toldLast = false;

  forget(): void {
    this.#said = undefined;
    this.#toldLast = false;
  }

  addLine(text: string, line: number, unit = ''): void {
    // A table of contents: what its sections are called.
    if (/^\s*(?:[-*+]|\d+[.)])\s+\[[^\]]*\]\(#[^)]*\)\s*$/.test(text)) return;
    const clauses = text
      .replace(/https?:\S+|\]\([^)]*\)/g, ' ')
      .replace(CALLED, '$1')
      .replace(/\s+(?:→|->|⇒)\s+(?=\S)/g, ', next ')
      .split(
        /(?<=[.;。!])(?<!(?<![\d./-])\d{1,2}\.)\s+|\s+[·|•–—/]\s+|\s*[()（）]\s*|,\s+(?!\d{4})|(?:\s|^)(?:and|und|et|y|e|en) (?=due|to be|must|should)/,
      );
    for (const clause of clauses) this.addClause(clause, line, unit);
  }

  /** What stands under a key is only of upkeep when the key is. */
  addKeyed(key: string, value: string, line: number, unit = ''): void {
    const of = BARE_KEY.test(plain(key)) ? `review ${key}` : key;
    if (stemOf(plain(of)) !== undefined) this.addLine(`${of}: ${value}`, line, unit);
  }

  addClause(clause: string, line: number, unit = ''): void {
    const words = plain(clause);
    const stem = stemOf(words.replace(NAMES_IN_WORDS, '$1 '));
    const upkeep = stem ?? this.#said;
    if (words.trim() !== '') this.#said = upkeep;
    const version = stem === undefined ? readVersion(words) : undefined;
    if (version !== undefined)
      this.facts.push({ upkeep: 'review', last: version, days: undefined, every: '', line });
    if (upkeep === undefined) return;
    const due = readDue(words, stem !== undefined, this.#toldLast);
    if (due !== undefined) {
      this.facts.push({ upkeep, last: undefined, due, days: undefined, every: '', line });
      return;
    }
    this.#toldLast ||= LAST.test(words);
    const last = readLast(words, stem !== undefined);
    if (last !== undefined)
      this.facts.push({ upkeep, last: last.date, days: undefined, every: '', line });
    if (last?.alone === true || (upkeep !== 'drill' && isOfOther(words))) return;
    const every = readEvery(clause, unit);
    const [, key = ''] = /^([^:：]{2,40})[:：]/.exec(words) ?? [];
    if (every === undefined || (every.days < RARE && !isOfPage(words))) return;
    const days = BARE_KEY.test(key) ? Math.max(every.days, BARE_DAYS) : every.days;
    if (stem !== undefined || isOnlyCadence(words))
      this.facts.push({ upkeep, last: undefined, days, every: every.every, line });
  }
}

/** "The daily `audit-*` indices", "the weekly update job": of no upkeep, whatever they are called. */
const NAMES_IN_WORDS =
  /((?:\p{L}|\d)(?=) )(?:`[^`\d]*`|(?:audit|updat\w*|test|check\w*|verif\w*|validation|refresh|review)(?=) (?:ind(?:ex|ices|exes)|logs?|trails?|tables?|files?|jobs?|timers?|crons?|batch(?:es)?|exports?|reports?|mails?|dumps?|streams?|topics?|queues?|pipelines?|builds?|suites?|events?|entr(?:y|ies)|records?|feeds?|data|traffic|alerts?|messages?)(?=)(?![a-zà-ɏа-я]))/giu;

/** "A ticket named *Weekly check*": what a thing is called says nothing of the page. */
const CALLED =
  /\b((?:named|called|titled|entitled|labelled)(?=) )(?:\*{1,2}[^*\n]{1,60}\*{1,2}|_{1,2}[^_\n]{1,60}_{1,2}|"[^"\n]{1,60}"|“[^”\n]{1,60}”|'[^'\n]{1,60}'|`[^`\n]{1,60}`)/gi;

/** What is done more often than each month is rather work than the page: it has to say so. */
const RARE = 28;

function isOfPage(words: string): boolean {
  return words.trim().split(/\s+/).length <= SHORT || ITSELF.test(words);
}

const SHORT = 5;

/** Without accents, which many leave out. */
function plain(words: string): string {
  return words
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC');
}

function stemOf(words: string): Upkeep | undefined {
  return STEMS.find(([, stems]) => stems.test(words))?.[0];
}

/** "Backups are checked daily": what is looked at is not the runbook. */
function isOfOther(words: string): boolean {
  if (CHORE.test(words) || CONTENTS.test(words)) return true;
  if (OF_WORK.test(words) && !ITSELF.test(words.replace(OF_WORK, ' '))) return true;
  const subject = SUBJECT.exec(words)?.[1];
  return subject !== undefined && stemOf(subject) === undefined && !ITSELF.test(subject);
}

/** "This guide covers the daily checks": what stands in it, and not how often it is looked at. */
const CONTENTS =
  /(?<![a-zà-ɏа-я])(?:covers?|describes?|contains?|lists?|explains?|collects?|includes?|holds|tells)(?=) (?:(?:all|the|our|how|these)(?=) )*(?:\p{L}+ ){0,2}(?=)(?:hourly|daily|nightly|weekly|monthly|quarterly|yearly|annual|morning|evening) /iu;

/** "The nightly check", at the end of a line. */
const CHORE =
  /^[\s*_>|-]*(?:the|our|a|an|this) (?:hourly|daily|nightly|weekly|morning|evening) [a-zà-ɏа-я]+\W*$/iu;

/** "The weekly check takes an hour", "monthly review of keys": work that is done again and again. */
const OF_WORK =
  /^[\s*_>|-]*(?:(?:this|the|our|a|an)(?=) )?(?=)(?:hourly|daily|nightly|weekly|monthly|quarterly|yearly|annual|morning|evening)(?=) (?:[\p{L}-]+ )?(?=)(?:checks?|reviews?|tests?|audits?|drills?|exercises?|validations?|verifications?|updates?|controls?)(?=)(?= (?:of|for|on|in|takes?|runs?|is|are|starts?|begins?|covers?|looks?|finds?|shows?|by|with|at)(?=)(?![a-zà-ɏа-я]))/iu;
const SUBJECT =
  /^[\s*_>-]*((?:[\p{L}'-]+ ){1,5})(?:is|are|gets?|must be|should be|wird|werden|est|sont|viene|vengono) /iu;
const ITSELF =
  /(?<![a-zà-ɏа-я])(?:it|we|runbook|page|document|guide|playbook|procedure|check-?list|plan|manual|handbook|instructions?|sop|policy|file|sheet|card|list|text|everything|dokument|handbuch|checkliste|plan|seite|dieses?|anleitung|procedure|pagina|documento|wir|elle|il|questa?|esta|este)(?![a-zà-ɏа-я])|this $/iu;

/** "(yearly)", "interval: 8 weeks": nothing else is said. */
function isOnlyCadence(clause: string): boolean {
  // The day of the week on which something is done.
  if (/^\W*\w+days?(?: (?:morning|noon|afternoon|evening|night|at .*))?\W*$/.test(clause))
    return false;
  return /^[\s*_>|-]*(?:(?:review |check )?(?:cadence|interval|cycle|frequency|schedule|turnus|rhythmus|intervall|frequence|every|how often)[\s*_:]*)?[^:：]{3,30}$/i.test(
    clause,
  );
}

/** "Version of 2026-03-02", "issued in May 2026": when the text was as it is. */
function readVersion(words: string): string | undefined {
  const start = VERSION.exec(words)?.[0];
  return start === undefined
    ? undefined
    : dueDate(words.slice(start.length, start.length + LONGEST_DATE));
}

const LONGEST_DATE = 24;
const VERSION =
  /^[\s*_>|(-]*(?:(?:document |page )?(?=)(?:version|edition|issue|revision|state|as|fassung|ausgabe|version)(?=) (?:[\d.]+,? )?(?=)(?:of|from|dated|vom|du|de)|(?:document |page )?(?=)date|dated|issued|published|written)(?=)[*_:]*(?: (?:on|in|am))?(?=) (?=\S)/i;

/** Where a clause may name a day. */
function dayAt(clause: string): number {
  return clause.search(
    /(?<![\w.-])(?:\d|q[1-4]\b|h[12]\b|kw\b|week\b|(?:early|mid|late|spring|summer|autumn|fall|winter|jan|feb|mar|m[aä]r|apr|avr|abr|ma[iyg]|jun|juin|giu|jul|juil|lug|aug|ago|août|sep|set|o[ck]t|ott|out|nov|de[czk]|d[ií]c|ene|gen|fév)\p{L}*\.?[ -]['’]?\d)/iu,
  );
}

/** "Again by May 2026", "due on 2026-05-01", of what the clause or the one before it names. */
function readDue(clause: string, stem: boolean, toldLast: boolean): string | undefined {
  if (!MAY_BE_DUE.test(clause)) return undefined;
  const at = dayAt(clause);
  const date = at < 0 ? undefined : dueDate(clause.slice(at, at + 40));
  if (date === undefined) return undefined;
  const before = withoutAgent(clause.slice(0, at));
  if (LAST.test(before) || PAST.test(before)) return undefined;
  const sure = IS_DUE.test(before);
  const again = AGAIN.test(before) && (toldLast || (stem && !/\p{L}ed(?!\p{L})/u.test(before)));
  if (!sure && !again) return undefined;
  const rest = before
    .replace(/[*_:：(|>"#,;-]/g, ' ')
    .replace(FILLERS, ' ')
    .replace(DUE_WORDS, ' ')
    .trim();
  const words = rest === '' ? [] : rest.split(/\s+/);
  return words.length <= (stem ? 2 : 0) ? date : undefined;
}

const MAY_BE_DUE =
  /next|due|again|later than|latest|before|\bby\b|to be|must|re-?(?:check|test|confirm|certif|visit|valid|approv)|nachste|wieder|erneut|fallig|spatestens|prochain|nouveau|proxim|prossim|volgende|opnieuw|次回|下次/i;
const IS_DUE =
  /(?<![a-zà-ɏа-я])(?:next|due|no later than|(?:to|must|should|will) be|(?:to|must|should|will) (?:read|look|go|walk)|by|before|re-?(?:check|test|confirm|certify|visit|validate|approve)|nachste[rsn]?|fallig|spatestens|bis|prochaine?|avant|proxim[ao]|antes|prossim[ao]|entro|volgende|voor)(?![a-zà-ɏа-я])|次回|下次/iu;
const AGAIN =
  /(?<![a-zà-ɏа-я])(?:again|anew|wieder|erneut|de nouveau|de nuevo|de novo|di nuovo|opnieuw)(?![a-zà-ɏа-я])/iu;
/** "And again in May": a second time, and no next one. */
const PAST = /(?<![a-zà-ɏа-я])(?:and again|was|were|und wieder|et a nouveau)(?![a-zà-ɏа-я])/iu;
const DUE_WORDS =
  /(?<![a-zà-ɏа-я])(?:next|due|again|no|later|than|latest|by|before|to|be|must|should|will|until|till|read|looked|gone|walked|end|early|mid|late|spring|summer|autumn|nachste[rsn]?|wieder|erneut|fallig|spatestens|bis|ende|prochaine?|avant|fin|proxim[ao]|antes|prossim[ao]|entro|volgende|voor|opnieuw)(?![a-zà-ɏа-я])/giu;

/** "Checked by Ana Berg on …": a person, and no day. */
function withoutAgent(words: string): string {
  return words.includes(' by ') ? words.replace(AGENT, ' ') : words;
}

const AGENT =
  /\sby (?!(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?=)(?:uary|ruary|ch|il|ust|ember|ober)?(?=)\b|q[1-4]|h[12]\b|end|mid|spring|summer|autumn|fall|winter)(?:the [\p{L} -]{2,30}?(?: (?:team|desk|squad|group|lead))|\p{Lu}[\p{L}'’.-]*(?: \p{Lu}[\p{L}'’.-]*){0,3})(?=)(?=[\s,(]|$)/u;

/** The day that a clause names as the last one. */
function readLast(clause: string, stem: boolean): { date: string; alone: boolean } | undefined {
  const at = dayAt(clause);
  if (at < 0) return undefined;
  const date = dueDate(clause.slice(at, at + 40));
  if (date === undefined) return undefined;
  const before = withoutAgent(clause.slice(0, at));
  const said = LAST.exec(before);
  const ahead = AHEAD.exec(before);
  if (ahead !== null && (said === null || ahead.index > said.index)) return undefined;
  const rest = before.replace(/[*_:：(|>"#-]/g, ' ').replace(FILLERS, ' ');
  if (said !== null) {
    const others = rest.replace(LAST, ' ').trim();
    if (!stem && others !== '') return undefined;
    return { date, alone: true };
  }
  // "Reviewed 2026-05-01", "Test: 2026-05-01".
  const words = rest.trim().split(/\s+/);
  return stem && words.length <= 2 && /\p{L}/u.test(rest)
    ? { date, alone: !/\D{12,}$/.test(clause) }
    : undefined;
}

/** Keys are told with their values alone: a title is no cadence. */
function addFrontMatter({ lines }: RuleContext, reader: UpkeepReader): ReadonlySet<number> {
  const taken = new Set<number>();
  for (const { key, value, line } of frontMatterLines(lines)) {
    const unit = /\b(days|weeks|months)$/.exec(key)?.[1];
    reader.forget();
    taken.add(line);
    reader.addKeyed(key, value, line, unit === undefined ? '' : ` ${unit}`);
  }
  return taken;
}

/**
 * A cadence that does not say of what it is: it may be that of the work, and nobody reviews a page
 * every week. One that is far behind it is stale all the same.
 */
const BARE_DAYS = 28;
const BARE_KEY =
  /^[\s*_|-]*(?:review )?(?:cadence|cycle|interval|frequency|turnus|periodicite|cadencia|periodicidade?|cadenza|periodicita)[\s*_]*$/i;

/** Tables in the head: `| Last review | Interval |`, or a key and its value in each row. */
function addTables(context: RuleContext, reader: UpkeepReader): ReadonlySet<number> {
  const head = new Set(ownLines(context).map(({ line }) => line));
  const taken = new Set<number>();
  for (const { header, rows } of context.tables) {
    const titles = header.cells.map(({ text }) => text);
    // A row without its header says nothing of the page, nor does how often somebody is told of an
    // incident: "P3 | … | Update: daily".
    if (!head.has(header.line) || LEVELS.test(titles[0] ?? '')) {
      for (const { line } of [header, ...rows]) taken.add(line);
      continue;
    }
    taken.add(header.line);
    const of = titles.map((title) => stemOf(plain(title))).find((stem) => stem !== undefined);
    const keyed = titles.length === 2 && (of === undefined || /\d{4}/.test(titles[1] ?? ''));
    for (const { cells, line } of keyed ? [header, ...rows] : rows) {
      taken.add(line);
      reader.forget();
      if (keyed) reader.addKeyed(cells[0]?.text ?? '', cells[1]?.text ?? '', line);
      else {
        cells.forEach(({ text }, index) => {
          const title = titles[index] ?? '';
          if (HOW_OFTEN.test(plain(title))) reader.addClause(text, line);
          else if (NEXT_ONLY.test(title) && of !== undefined)
            reader.addLine(`${of} next: ${text}`, line);
          else reader.addKeyed(title, text, line);
        });
      }
    }
  }
  return taken;
}

const NEXT_ONLY = /^(?:next|due|again(?: on| by)?|next (?:on|date|time))$/i;
const HOW_OFTEN =
  /^(?:cadence|interval|frequency|every|how often|turnus|intervall|rhythmus|frequence|frecuencia|frequencia|frequenza|frequentie|頻度|周期)\b/i;
