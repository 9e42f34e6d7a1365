import { dueDate } from './ownDates';
import { readEvery } from './upkeep';
import type { TableRow } from '../parser/tables';
import type { RuleContext } from './ruleContext';

/** Work that a table or list has its readers do again and again, and when it was last done. */
export interface Routine {
  readonly last: string;
  readonly days: number;
  /** How often, in words. */
  readonly every: string;
  readonly line: number;
}

/** The routines of a runbook that tell both, each in its row or item. */
export function routinesOf(context: RuleContext): readonly Routine[] {
  const told = MAY_TELL.test(context.text) ? [...inRows(context), ...inItems(context)] : [];
  return [...told, ...inLogs(context)];
}

const MAY_TELL = /last|latest|most recent|zuletzt|letzte|derni|[uú]ltim|laatst/i;
const WORDS =
  '(?:last|latest|most recent(?:ly)?|zuletzt|letzte[rsnm]?|derni[eè]re?(?:ment)?|[uú]ltim[ao]|laatste?|laatst)';
const DONE =
  '(?:one|time|done|run|held|date|drill|test(?:ed)?|check(?:ed)?|review(?:ed)?|exercise|performed|practi[sc]ed|completed|rehearsed|exercised|tried|verified|rotat(?:ed|ion)|renew(?:ed|al)|was|were|on|in|at|am|im|le|el|il|fois|vez|volta|keer)';
/** The title of a column of days. */
const TITLE = new RegExp(`^\\W*${WORDS}(?: ${DONE})*\\W*$`, 'iu');
/** "Last one on 2025-03-15": nothing but when it was. */
const TOLD = new RegExp(
  `(?<!\\p{L})${WORDS}(?: ${DONE})*[\\s:：]+(?=\\d|\\p{L}{3,10}\\.? 20\\d\\d)`,
  'iu',
);
/** Words that only a rhythm begins with. */
const RHYTHM =
  /(?<![a-zà-ɏа-я])(?:every|each|once|twice|(?:half-?|bi-?)?(?:year|month)ly|quarterly|annual(?:ly)?|semi-?annual(?:ly)?|alle|jährlich|monatlich|vierteljährlich|halbjährlich|tous les|toutes les|cada|ogni|elke)(?![a-zà-ɏа-я])/iu;
/** What is done more often is logged elsewhere. */
const RARE = 28;
const LONGEST = 160;

function inRows(context: RuleContext): readonly Routine[] {
  return context.tables.flatMap(({ header, rows }) => {
    const column = header.cells.findIndex(({ text }) => TITLE.test(text));
    const forAll = rhythmBeside(context, header, column);
    return rows.flatMap(({ cells, line }) => {
      const texts = cells.map(({ text }) => text);
      const at = texts.findIndex((text, index) => index === column || TOLD.test(text));
      const words = texts[at] ?? '';
      const last = dueDate(at === column ? words : behind(words));
      const rhythm = texts.find(
        (text, index) => index !== at && text.length < 40 && RHYTHM.test(text),
      );
      return toRoutine(last, rhythm ?? forAll, line);
    });
  });
}

/** "Every runbook is rehearsed once in six months.", beside a table with a column "Last rehearsed". */
function rhythmBeside(
  context: RuleContext,
  { cells, line }: TableRow,
  column: number,
): string | undefined {
  const done = /[a-zà-ɏа-я]{6,}$/u.exec(cells[column]?.text.trim().toLowerCase() ?? '')?.[0];
  if (done === undefined) return undefined;
  return context.passages.find(
    ({ kind, content, start }) =>
      kind === 'paragraph' &&
      content.length < LONGEST &&
      context.sectionAt(start) === context.sectionAt(line) &&
      content.toLowerCase().includes(done) &&
      RHYTHM.test(content),
  )?.content;
}

function inItems({ passages }: RuleContext): readonly Routine[] {
  return passages.flatMap(({ kind, content, start, opensItem }) => {
    if (kind !== 'paragraph' || !opensItem || content.length > LONGEST) return [];
    const at = content.search(TOLD);
    const before = content.slice(0, Math.max(0, at));
    if (at < 0 || !RHYTHM.test(before)) return [];
    return toRoutine(dueDate(behind(content)), before, start);
  });
}

/** The last row of a log of days, below a heading that says how often: "Restore test (quarterly)". */
function inLogs(context: RuleContext): readonly Routine[] {
  return context.tables.flatMap(({ header, rows }) => {
    if (!OF_LOG.test(header.cells[0]?.text ?? '')) return [];
    const { title = '' } = context.sectionAt(header.line) ?? {};
    const [latest] = rows
      .flatMap(({ cells, line }) => {
        const date = dueDate(cells[0]?.text ?? '');
        return date === undefined ? [] : [{ date, line }];
      })
      .sort((a, b) => (a.date < b.date ? 1 : -1));
    if (latest === undefined || !RHYTHM.test(title)) return [];
    return toRoutine(latest.date, title, latest.line);
  });
}

const OF_LOG = /^\W*(?:date|day|when|done on|datum|jour|fecha|data)\W*$/i;

function behind(text: string): string {
  const match = TOLD.exec(text);
  return match === null ? '' : text.slice(match.index + match[0].length).slice(0, 24);
}

function toRoutine(
  last: string | undefined,
  rhythm: string | undefined,
  line: number,
): readonly Routine[] {
  const every = rhythm === undefined ? undefined : readEvery(rhythm);
  if (last === undefined || every === undefined || every.days < RARE) return [];
  return [{ last, ...every, line }];
}
