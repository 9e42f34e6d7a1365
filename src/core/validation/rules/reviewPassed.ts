import { readDate } from '../../parser/dates';
import { meaningOfKey } from '../../parser/metadata';
import type { Found, Rule } from '../rule';
import type { RuleContext } from '../ruleContext';

/** A review, drill or other date that the document set itself and that has gone by. */
export const reviewPassed: Rule = {
  code: 'review-passed',
  severity: 'warning',
  explanation:
    'The date on which somebody was to look at this runbook again has passed. Review it, then set the next date.',
  find: (context) => {
    const { today } = context.around;
    if (today === undefined) return [];
    return [...document(context, today), ...schedules(context, today)];
  },
};

function document(context: RuleContext, today: string): readonly Found[] {
  const { metadata } = context.runbook;
  // A month alone is no date, and kept as it was written.
  const nextReview =
    metadata.nextReview ??
    Object.entries(metadata.other).find(([key]) => meaningOfKey(key) === 'nextReview')?.[1];
  const due = nextReview === undefined ? undefined : dueDate(nextReview);
  if (due === undefined || due >= today) return [];
  const line = findLine(
    context,
    /\b(?:next review|next revision|review (?:date|due|by|before)|due for review|to be reviewed|next_?-?review)\b/i,
    nextReview ?? '',
  );
  return [
    {
      span: context.lineSpan(line),
      message: `The next review was due on ${due} and that day has passed. Review the runbook and set a new date.`,
    },
  ];
}

function schedules(context: RuleContext, today: string): readonly Found[] {
  return context.runbook.schedules.flatMap(({ title, nextScheduled, line }) => {
    const due = nextScheduled === undefined ? undefined : dueDate(nextScheduled);
    if (due === undefined || due >= today) return [];
    return [
      {
        span: context.lineSpan(line),
        message: `${title === '' ? 'This' : `"${title}"`} was due by ${due} and that day has passed. Do it, or set a new date.`,
      },
    ];
  });
}

/** The last day of what was written: a date, a month ("May 2026") or a quarter ("Q2 2026"). */
function dueDate(words: string): string | undefined {
  const date = readDate(words);
  if (date !== undefined) return date;
  const month = MONTH.exec(words.toLowerCase());
  if (month !== null) {
    const named = MONTHS.indexOf((month[1] ?? '').slice(0, 3)) + 1;
    const day = new Date(Date.UTC(Number(month[2]), named, 0)).getUTCDate();
    return `${month[2] ?? ''}-${String(named).padStart(2, '0')}-${day}`;
  }
  const quarter = /\bq([1-4])[ -/]?(20\d{2})\b|\b(20\d{2})[ -]?q([1-4])\b/i.exec(words);
  if (quarter === null) return undefined;
  const number = Number(quarter[1] ?? quarter[4]);
  const year = quarter[2] ?? quarter[3] ?? '';
  return `${year}-${String(number * 3).padStart(2, '0')}-${number === 1 || number === 4 ? 31 : 30}`;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH = /\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?,? (20\d{2})\b/;

/** The line that says something of a date, or else the first one. */
export function findLine(context: RuleContext, words: RegExp, date: string): number {
  const { lines } = context;
  let told: number | undefined;
  for (let line = 0; line < lines.count; line++) {
    const text = lines.line(line);
    if (!words.test(text)) continue;
    if (text.includes(date) || readDate(text) === date) return line;
    told ??= /\d/.test(text) ? line : undefined;
  }
  // The label may stand in the row above, or be in another language than English.
  for (let line = 0; line < lines.count; line++) {
    const text = lines.line(line);
    if (date !== '' && (text.includes(date) || readDate(text) === date)) return line;
  }
  return told ?? 0;
}
