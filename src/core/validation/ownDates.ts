import { readDate } from '../parser/dates';
import type { RuleContext } from './ruleContext';

/** A line in which a document speaks of itself, and where it stands. */
export interface OwnLine {
  readonly text: string;
  readonly line: number;
}

const HEAD_LINES = 40;
const TAIL_LINES = 15;

/** The lines before the second heading and at the very end, without code. */
export function ownLines(context: RuleContext): readonly OwnLine[] {
  return context.ofDocument(readOwnLines);
}

function readOwnLines(context: RuleContext): readonly OwnLine[] {
  const { runbook, lines } = context;
  const [, first, next] = runbook.sections;
  const opens = first !== undefined && OF_DOCUMENT.test(first.title) ? next : first;
  const second = opens?.range.start ?? lines.count;
  const head = Math.min(second, HEAD_LINES);
  const found: OwnLine[] = [];
  for (let line = 0; line < lines.count; line++) {
    if (line >= head) line = Math.max(line, lines.count - TAIL_LINES);
    if (context.isInBlock(line)) continue;
    const text = lines.line(line);
    if (text.trim() !== '' && text.length < 600 && !/^#{1,6} /.test(text))
      found.push({ text, line });
  }
  return found;
}

/** Titles of what a document says of itself before it begins. */
const OF_DOCUMENT =
  /^\W*(?:\d+[.)]?\s*)?(?:(?:document|page|runbook|playbook|file) (?:control|data|info(?:rmation)?|details|facts|history|status|properties|metadata)|meta-?data|about this \w+|(?:key )?facts|document|ownership|upkeep|maintenance of this \w+|revision(?: history)?|dokument(?:daten|information)?)\W*$/i;

const MONTHS: readonly RegExp[] = [
  /^(?:jan|ene|gen|janv|янв)/,
  /^(?:feb|fév|fev|фев)/,
  /^(?:mar|mär|maa|mrt|мар)/,
  /^(?:apr|abr|avr|апр)/,
  /^(?:may|mai|mag|mei|май|мая)/,
  /^(?:jun|juin|giu|июн)/,
  /^(?:jul|juil|lug|июл)/,
  /^(?:aug|ago|aoû|авг)/,
  /^(?:sep|set|сен)/,
  /^(?:oct|okt|ott|out|окт)/,
  /^(?:nov|ноя)/,
  /^(?:dec|dez|dic|déc|дек)/,
];
const MONTH = /(?<!\p{L})(\p{L}{3,10})\.?,? (?:de |del |di )?(20\d{2})(?!\d)/gu;

/** The last day of what was written: a date, a month ("May 2026") or a quarter ("Q2 2026"). */
export function dueDate(words: string): string | undefined {
  const date = readDate(words) ?? shortYear(words) ?? laterOf(words);
  if (date !== undefined) return date;
  const week =
    /(?<!\d)(20\d{2})-?w(\d{1,2})(?!\d)|\b(?:kw|cw|week|semaine|semana|settimana|v\.)\s?(\d{1,2})(?:[ /,]+| of )(20\d{2})(?!\d)/i.exec(
      words,
    );
  if (week !== null) return endOfWeek(Number(week[1] ?? week[4]), Number(week[2] ?? week[3]));
  for (const match of words.toLowerCase().matchAll(MONTH)) {
    const named = MONTHS.findIndex((pattern) => pattern.test(match[1] ?? '')) + 1;
    if (named > 0) return endOf(Number(match[2]), named);
  }
  const bare =
    /(?<![\d-])(20\d{2})[-/](0?[1-9]|1[0-2])(?![\d-/])|(?<![\d./-])(0?[1-9]|1[0-2])[./](20\d{2})(?!\d)|(20\d{2})年\s?(1[0-2]|[1-9])月/.exec(
      words,
    );
  if (bare !== null)
    return endOf(Number(bare[1] ?? bare[4] ?? bare[5]), Number(bare[2] ?? bare[3] ?? bare[6]));
  const half = /\bh([12])[ -/]?(20\d{2})\b|\b(20\d{2})[ -/]?h([12])\b/i.exec(words);
  if (half !== null) return endOf(Number(half[2] ?? half[3]), Number(half[1] ?? half[4]) * 6);
  const season = SEASON.exec(words);
  if (season !== null)
    return endOf(Number(season[2]), SEASONS[(season[1] ?? '').toLowerCase()] ?? 12);
  const quarter = /\bq([1-4])[ -/]?(20\d{2})\b|\b(20\d{2})[ -/]?q([1-4])\b/i.exec(words);
  if (quarter === null) return undefined;
  return endOf(Number(quarter[2] ?? quarter[3]), Number(quarter[1] ?? quarter[4]) * 3);
}

/** The last month of a part of the year, on whichever half of the globe. */
const SEASONS: Readonly<Record<string, number>> = {
  early: 4,
  spring: 6,
  frühjahr: 6,
  mid: 8,
  summer: 9,
  sommer: 9,
  autumn: 11,
  fall: 11,
  herbst: 11,
  late: 12,
  winter: 12,
};
const SEASON =
  /\b(early|spring|frühjahr|mid|summer|sommer|autumn|fall|herbst|late|winter)[ -](?:of )?(20\d{2})\b/i;

/** The Sunday of a week, counted as ISO 8601 counts them. */
function endOfWeek(year: number, week: number): string | undefined {
  if (week < 1 || week > 53) return undefined;
  const fourth = new Date(Date.UTC(year, 0, 4));
  const monday = fourth.getTime() - ((fourth.getUTCDay() + 6) % 7) * DAY_MS;
  return new Date(monday + (week * 7 - 1) * DAY_MS).toISOString().slice(0, 10);
}

/** "15/03/26" or "15.03.26", where the day can be no month. */
function shortYear(words: string): string | undefined {
  const match = /(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2(2\d)(?![\d./-])/.exec(words);
  if (match === null) return undefined;
  const [first, second] = [Number(match[1]), Number(match[3])];
  const dayFirst = match[2] === '.' || first > 12;
  const [day, month] = dayFirst ? [first, second] : [second, first];
  if (!dayFirst && second <= 12 && first !== second) return undefined;
  return readDate(`20${match[4] ?? ''}-${String(month)}-${String(day)}`);
}

/** "11/02/2025", which is read in two ways: the later of the two days. */
function laterOf(words: string): string | undefined {
  const match = /(?<![\d/.-])(\d{1,2})[/-](\d{1,2})[/-](20\d{2})(?!\d)/.exec(words);
  if (match === null) return undefined;
  const [, first = '', second = '', year = ''] = match;
  return [readDate(`${year}-${first}-${second}`), readDate(`${year}-${second}-${first}`)]
    .filter((date) => date !== undefined)
    .sort()
    .at(-1);
}

function endOf(year: number, month: number): string {
  const day = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return `${String(year)}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** Whole days from one date to another, both as in `2026-05-01` or with a time. */
export function daysBetween(from: string, to: string): number {
  return Math.floor((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

const DAY_MS = 86_400_000;
