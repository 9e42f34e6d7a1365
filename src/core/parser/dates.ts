const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** How the months begin in other languages, where it is not as in English. */
// prettier-ignore
const OTHER_MONTHS: readonly (readonly [RegExp, number])[] = [
  [/^(?:ene|gen|janv)/, 1], [/^(?:fév|fev|febbr)/, 2], [/^(?:mär|maa|març)/, 3], [/^(?:abr|avr)/, 4],
  [/^(?:mai|mayo|mag|mei)/, 5], [/^(?:juin|giu)/, 6], [/^(?:juil|lug)/, 7], [/^(?:ago|aoû|aou)/, 8],
  [/^(?:set)/, 9], [/^(?:okt|ott|out)/, 10], [/^(?:dez|dic|déc)/, 12],
];
/** Any letters will do for a month, which is looked up: all of Unicode's take long to build. */
const FOREIGN_DAY =
  /(?<!\d)(\d{1,2})(?:\.|er|º)?(?=) (?:de |di )?([a-z\u00aa-\uffff]{3,10})\.?,?(?=) (?:de |di )?(\d{4})(?!\d)/;
const EAST = /(?<!\d)(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]/u;
const MONTH = '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\\.?';

const YEAR_FIRST = /(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/;
const DAY_MONTH = new RegExp(
  `(?<!\\d)(\\d{1,2})(?:st|nd|rd|th)?(?=)[ -](?:of )?(?=)${MONTH},?[ -](\\d{4})(?!\\d)`,
);
const MONTH_DAY = new RegExp(`(?<![a-z])${MONTH}(?=) (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})(?!\\d)`);
const DOTTED = /(?<![\d.])(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)/;
const SLASHED = /(?<![\d/])(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?!\d)/;
const COMPACT = /(?<!\d)(20\d{2})(\d{2})(\d{2})(?!\d)/;

/**
 * The first date in a text as YYYY-MM-DD. Undefined when there is none, when the day is missing
 * ("Q2 2026"), when it does not exist, and for 03/04/2026, which half the world reads otherwise,
 * unless the words around it are of a language in which the day comes first.
 */
export function readDate(text: string, dayFirst = false): string | undefined {
  const line = text.slice(0, 200).toLowerCase();
  // No date without its year: most texts end here.
  if (!/\d{4}/.test(line)) return undefined;
  const iso = YEAR_FIRST.exec(line) ?? COMPACT.exec(line);
  if (iso !== null) return toDate(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const dayMonth = DAY_MONTH.exec(line);
  if (dayMonth !== null) {
    return toDate(Number(dayMonth[3]), monthOf(dayMonth[2]), Number(dayMonth[1]));
  }
  const monthDay = MONTH_DAY.exec(line);
  if (monthDay !== null) {
    return toDate(Number(monthDay[3]), monthOf(monthDay[1]), Number(monthDay[2]));
  }
  const dotted = DOTTED.exec(line);
  if (dotted !== null) return toDate(Number(dotted[3]), Number(dotted[2]), Number(dotted[1]));
  return readSlashed(line, dayFirst || line.includes('dd/mm')) ?? readForeign(line);
}

function readForeign(line: string): string | undefined {
  const east = /[年년]/.test(line) ? EAST.exec(line) : null;
  if (east !== null) return toDate(Number(east[1]), Number(east[2]), Number(east[3]));
  const match = FOREIGN_DAY.exec(line);
  if (match === null) return undefined;
  const word = match[2] ?? '';
  const month =
    OTHER_MONTHS.find(([pattern]) => pattern.test(word))?.[1] ?? monthOf(word.slice(0, 3));
  return toDate(Number(match[3]), month, Number(match[1]));
}

function readSlashed(line: string, dayFirst: boolean): string | undefined {
  const match = SLASHED.exec(line);
  if (match === null) return undefined;
  const [first, second, year] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (first > 12 && second <= 12) return toDate(year, second, first);
  if (second > 12 && first <= 12) return toDate(year, first, second);
  return first === second || dayFirst ? toDate(year, second, first) : undefined;
}

function monthOf(word: string | undefined): number {
  return MONTHS.indexOf(word ?? '') + 1;
}

function toDate(year: number, month: number, day: number): string | undefined {
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
