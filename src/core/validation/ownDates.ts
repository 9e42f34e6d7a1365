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
export function ownLines({ runbook, lines }: RuleContext): readonly OwnLine[] {
  const second = runbook.sections[1]?.range.start ?? lines.count;
  const head = Math.min(second, HEAD_LINES);
  const found: OwnLine[] = [];
  for (let line = 0; line < lines.count; line++) {
    if (line >= head && line < lines.count - TAIL_LINES) continue;
    if (runbook.blocks.some(({ range }) => range.start <= line && line < range.end)) continue;
    const text = lines.line(line);
    if (text.trim() !== '' && text.length < 600 && !/^#{1,6} /.test(text))
      found.push({ text, line });
  }
  return found;
}

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
  const date = readDate(words) ?? shortYear(words);
  if (date !== undefined) return date;
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
  const quarter = /\bq([1-4])[ -/]?(20\d{2})\b|\b(20\d{2})[ -/]?q([1-4])\b/i.exec(words);
  if (quarter === null) return undefined;
  return endOf(Number(quarter[2] ?? quarter[3]), Number(quarter[1] ?? quarter[4]) * 3);
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

function endOf(year: number, month: number): string {
  const day = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return `${String(year)}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
