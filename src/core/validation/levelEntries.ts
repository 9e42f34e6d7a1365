import { saysAnswered, saysHowSoon } from './answerTimes';
import { isOnHelp } from './helpTitles';
import { HOW_SOON, OF_OTHER, OF_SEVERITY } from './levelWords';
import type { RuleContext } from './ruleContext';
import type { Level, Scale } from './scale';
import type { Passage } from '../parser/passages';
import { Wordings } from '../text/wordings';

/** One of several items or lines, with all that stands below it. */
interface Entry {
  readonly text: string;
  readonly whole: string;
  readonly line: number;
}

/**
 * "Whole shop: answer in 10 minutes" below a heading or words on severity, whatever the level is
 * called.
 */
export function entryScales(context: RuleContext): readonly Scale[] {
  if (!MAY_BE_TOLD.test(context.text)) return [];
  return groupsOf(context).flatMap(({ entries, from }) => {
    const about = isOnSeverity(context, from) || isOnAnswers(titleAt(context, from), entries);
    const ofLevels = !about && LEVELS.test(titleAt(context, from));
    if (!about && !ofLevels && !entries.every(({ text }) => CODED.test(text))) return [];
    const all = entries.flatMap(toLevel);
    if (all.length < entries.length) return [];
    const levels = all.filter(({ name, said }) => !WELL.test(name) || !NOTHING.test(said));
    if (levels.length < 2) return [];
    if (!about && !(ofLevels ? isTimed(levels) : isAnswered(context, levels))) return [];
    const timed = levels.filter(({ said }) => saysHowSoon(said)).length;
    const answered = levels.some(({ said }) => saysAnswered(said));
    if (timed === 0 || (!answered && timed * 2 < levels.length)) return [];
    return [{ levels, around: '' }];
  });
}

/** "K1", "**L-2**", whatever the letters stand for. */
const CODED = /^[\s*_`>]*\p{Lu}{1,3}[ -]?\d[*_`]*\s?(?:[:：(=→]|[–—]\s|-\s)/u;

/** Most of them say how soon they are answered, and it is not whom to call next. */
function isAnswered(context: RuleContext, levels: readonly Level[]): boolean {
  const section = context.sectionAt(levels[0]?.line ?? 0);
  // The title of a whole page says "disk" of what is watched.
  const title = section === undefined || section.level === 1 ? '' : section.title;
  const answered = levels.filter(({ said }) => saysAnswered(said)).length;
  return answered > 1 && answered * 2 >= levels.length && !OF_OTHER.test(title) && !isOnHelp(title);
}

/** Where all is well nothing has to be done. */
const WELL = /^(?:normal|ok|okay|fine|good|healthy|green|gut|bien)$/i;
const NOTHING = /(?<![a-zà-ɏа-я])(?:nothing|no action|nichts|rien|nada)(?![a-zà-ɏа-я])/iu;

/** Titles of levels, whatever they are of. */
const LEVELS =
  /^\W*(?:\d+[.)]?\s*)?(?=)(?:(?:the|our|what the|service|alarm)(?=) )?(?=)(?:levels|classes|categories|grades|colou?rs|tiers|stufen|klassen|niveaux|niveles|livelli|niveaus)(?=)(?: (?:mean|and (?:their )?(?=)(?:times|answers)|at a glance))?(?=)\W*$/iu;

/** At least two, and most of them, give a limit within which something is done. */
function isTimed(levels: readonly Level[]): boolean {
  const timed = levels.filter(
    ({ said }) => saysHowSoon(said) && (IN_TIME.test(said) || saysAnswered(said)),
  );
  return timed.length > 1 && timed.length * 2 >= levels.length;
}

const IN_TIME =
  /(?<![a-zà-ɏа-я])(?:within|at once|immediately|by the (?:next|end)|(?:next|same) (?:working|business)? ?day|innerhalb|binnen|sofort|sous|dentro de|en menos de|entro)(?![a-zà-ɏа-я])/iu;

/** Cheaper than the patterns of headings and words on severity. */
const MAY_BE_TOLD =
  /sever|prio|which |(?:answer|respon|react|repl|acknowl|look|pick)[\w ]{0,20} (?:with)?in |urgen|triage|how (?:bad|fast|soon|quick)|incident|impact|alert|schwere|dringlich|grav|when (?:do|we|some|you)|wie (?:schnell|dringend)|délai|combien|cuándo|hoe snel|sev|度|先|(?:respon|reac|reak|antwort|answer)\w*[ -]?(?:time|target|goal|zeit|tijd)|dela|délai|tiempo|tempi|^#+ .{0,12}(?:levels|classes|categories|grades|colou?rs|tiers|stufen|klassen|niveau|niveles|livelli)/im;
const NAME =
  /^[\s*_`>"'-]*(?:\d[.)]\s+)?[*_`]*([^:：(–—=→.\n]{1,60}?)[*_`]*\s?(?:[:：(=→]|[–—]\s|\s-\s)\s*\S/u;

/** "**Red** all is down." */
const EMPHASISED =
  /^[\s>-]*(?:\d[.)]\s+)?(?:\*{1,2}|_{1,2}|`)([^*_`\n]{1,40})(?:\*{1,2}|_{1,2}|`),?\s+\S/u;

function toLevel({ text, whole, line }: Entry): readonly Level[] {
  const name = (NAME.exec(text) ?? EMPHASISED.exec(text))?.[1]?.trim();
  if (name === undefined || !/[\p{L}\d]/u.test(name) || NO_LEVEL.test(name)) return [];
  return [{ name, line, said: whole.slice(whole.indexOf(name) + name.length) }];
}

/** What a section on answering says besides its levels. */
const NO_LEVEL = new Wordings(
  /^(?:(?:office|service|support|working|opening|business|out[- ]of) )?(?:hours?|phone|contacts?|channels?|notes?|outside|exceptions?|languages?|how|where|who|whom|when|why|what|tickets?|reports?|updates?|escalation|measured|coverage|calendar|hinweis|zeiten|kontakt|horaires?|contacto|horario|orari)(?![a-zà-ɏа-я])/iu,
);

interface Group {
  readonly entries: readonly Entry[];
  /** The index of the first passage. */
  readonly from: number;
}

/** The lists of a runbook, and its paragraphs of several lines. */
function groupsOf(context: RuleContext): readonly Group[] {
  const lists = new Map<number, { readonly entries: Entry[]; readonly from: number }>();
  const groups: Group[] = [];
  let terms: Entry[] = [];
  context.passages.forEach((passage, at) => {
    const { kind, content, start, end, item, opensItem } = passage;
    const term = kind === 'paragraph' && item === undefined ? definitionIn(passage) : undefined;
    if (term === undefined) terms = [];
    else if (terms.push(term) === 1) groups.push({ entries: terms, from: at });
    if (kind !== 'paragraph' || term !== undefined) return;
    if (item === undefined) {
      if (content.includes('\n') && isOfLines(content))
        groups.push({ entries: linesOf(passage), from: at });
    } else if (opensItem) {
      const whole = item.end > end ? `${content}\n${context.linesText(end, item.end)}` : content;
      const entry = { text: content, whole, line: start };
      const list = lists.get(item.list);
      if (list === undefined) lists.set(item.list, { entries: [entry], from: at });
      else list.entries.push(entry);
    }
  });
  return [...groups, ...lists.values()].filter(({ entries }) => entries.length > 1);
}

/** "Blocker", and on the next line ": no builds at all, within 15 minutes". */
function definitionIn({ content, start }: Passage): Entry | undefined {
  const match = /^([^\n]{1,60})\n:\s+([^]+)$/.exec(content);
  if (match === null) return undefined;
  const text = `${match[1] ?? ''}: ${match[2] ?? ''}`;
  return { text, whole: text, line: start };
}

/** Whether each line of a paragraph is a thing of its own, and no sentence goes on in the next. */
function isOfLines(content: string): boolean {
  const lines = content.split('\n');
  if (lines.every((line) => /^[\s>]*[*_`]/.test(line))) return true;
  return lines.every(
    (line, index) =>
      /^[\s>]*[\p{Lu}\d]/u.test(line) &&
      (index === lines.length - 1 || line.length < SHORT || /(?:[.;]| {2}|\\)$/.test(line)),
  );
}

const SHORT = 70;

function linesOf({ content, start }: Passage): readonly Entry[] {
  return content.split('\n').map((text, index) => ({ text, whole: text, line: start + index }));
}

/** Whether the words before the entries, or else the heading, are of how soon one answers. */
function isOnSeverity(context: RuleContext, from: number): boolean {
  const before = context.passages[from - 1];
  const lead = before?.kind === 'paragraph' && /[:：]\s*$/.test(before.content);
  if (lead && (OF_SEVERITY.test(before.content) || HOW_SOON.test(before.content))) return true;
  const title = titleAt(context, from);
  return (OF_SEVERITY.test(title) || HOW_SOON.test(title)) && !OF_OTHER.test(title);
}

function isOnAnswers(title: string, entries: readonly Entry[]): boolean {
  return OF_ANSWERS.test(title) && !entries.some(({ whole }) => OF_MACHINES.test(whole));
}

/** Titles of how soon somebody answers. */
const OF_ANSWERS =
  /(?<![a-zà-ɏа-я])(?:(?:respon(?:se|ding)|reaction|answer(?:ing)?|acknowledge?ment)(?=)[ -](?:times?|targets?|goals?|windows?)(?=)(?=\W*$| (?:for|by|per)(?=) (?:each |every )?(?=)(?:level|severit|priorit|class|incident|impact|urgen)(?=)\p{L}*)|reaktionszeiten|antwortzeiten|délais de (?:réponse|réaction|prise en charge)|tiempos de (?:respuesta|reacción)|tempos de resposta|tempi di (?:risposta|reazione)|reactietijden)(?=)(?![a-zà-ɏа-я])/iu;
/** How soon a program answers. */
const OF_MACHINES = /\d ?ms(?!\w)|millisecond|(?<!\w)p9\d|percentile|latenc/i;

function titleAt(context: RuleContext, at: number): string {
  return context.sectionAt(context.passages[at]?.start ?? 0)?.title ?? '';
}
