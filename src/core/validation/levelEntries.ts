import { saysAnswered, saysHowSoon } from './answerTimes';
import { isOnHelp } from './helpTitles';
import { HOW_SOON, OF_OTHER, OF_SEVERITY } from './levelWords';
import type { RuleContext } from './ruleContext';
import type { Level, Scale } from './scale';
import type { Passage } from '../parser/passages';

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
    const about = isOnSeverity(context, from);
    if (!about && !entries.every(({ text }) => CODED.test(text))) return [];
    const levels = entries.flatMap(toLevel);
    if (levels.length < entries.length || levels.length < 2) return [];
    if (!about && !isAnswered(context, levels)) return [];
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

/** Cheaper than the patterns of headings and words on severity. */
const MAY_BE_TOLD =
  /sever|prio|which |(?:answer|respon|react|repl|acknowl|look|pick)[\w ]{0,20} (?:with)?in |urgen|triage|how (?:bad|fast|soon|quick)|incident|impact|alert|schwere|dringlich|grav|when (?:do|we|some|you)|wie (?:schnell|dringend)|délai|combien|cuándo|hoe snel|sev|度|先/i;
const NAME =
  /^[\s*_`>"'-]*(?:\d[.)]\s+)?[*_`]*([^:：(–—=→.\n]{1,60}?)[*_`]*\s?(?:[:：(=→]|[–—]\s|\s-\s)\s*\S/u;

/** "**Red** all is down." */
const EMPHASISED =
  /^[\s>-]*(?:\d[.)]\s+)?(?:\*{1,2}|_{1,2}|`)([^*_`\n]{1,40})(?:\*{1,2}|_{1,2}|`),?\s+\S/u;

function toLevel({ text, whole, line }: Entry): readonly Level[] {
  const name = (NAME.exec(text) ?? EMPHASISED.exec(text))?.[1]?.trim();
  if (name === undefined || name === '' || !/[\p{L}\d]/u.test(name)) return [];
  return [{ name, line, said: whole.slice(whole.indexOf(name) + name.length) }];
}

interface Group {
  readonly entries: readonly Entry[];
  /** The index of the first passage. */
  readonly from: number;
}

/** The lists of a runbook, and its paragraphs of several lines. */
function groupsOf(context: RuleContext): readonly Group[] {
  const lists = new Map<number, { readonly entries: Entry[]; readonly from: number }>();
  const groups: Group[] = [];
  context.passages.forEach((passage, at) => {
    const { kind, content, start, end, item, opensItem } = passage;
    if (kind !== 'paragraph') return;
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
  const section = context.sectionAt(context.passages[from]?.start ?? 0);
  if (section === undefined) return false;
  const { title } = section;
  return (OF_SEVERITY.test(title) || HOW_SOON.test(title)) && !OF_OTHER.test(title);
}
