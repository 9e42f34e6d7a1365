import type { Found, Rule } from '../rule';
import type { RuleContext } from '../ruleContext';
import { daysBetween } from '../ownDates';
import { routinesOf } from '../routines';
import { readEvery, upkeepOf, type Upkeep, type UpkeepFact } from '../upkeep';
import { findLine } from './reviewPassed';

/** Some grace: nobody reviews to the day. */
const GRACE = 1.1;

/** A document that says how often it is looked after, and was not. */
export const lastUpdated: Rule = {
  code: 'last-updated',
  severity: 'warning',
  explanation:
    'The runbook says how often it is reviewed, tested or practised, and the last time is longer ago. What it tells may no longer be so. Do it again and set the date.',
  find: (context) => {
    const { today } = context.around;
    if (today === undefined) return [];
    const told = upkeepOf(context);
    // What the head says of reviews holds, whatever else is done weekly.
    const isTold = told.some(({ upkeep, days }) => upkeep === 'review' && days !== undefined);
    const facts = isTold ? told : [...told, ...elsewhere(context)];
    const late = (['review', 'test', 'drill'] as const).flatMap((upkeep) =>
      lateIn(context, facts, upkeep, today),
    );
    const [first] = late;
    const known = first === undefined ? -1 : context.lines.lineAt(first.span.start);
    return [...late.slice(0, 1), ...lateRoutines(context, today, known)];
  },
};

/** A row or item that tells how often it is done, and that it was not. */
function lateRoutines(context: RuleContext, today: string, known: number): readonly Found[] {
  return routinesOf(context).flatMap(({ last, days, every, line }) => {
    const age = daysBetween(last, today);
    if (line === known || age <= days * GRACE) return [];
    return [
      {
        span: context.lineSpan(line),
        message: `Last done ${age} days ago, and it is to be done ${every}. Do it again and set the date.`,
      },
    ];
  });
}

function lateIn(context: RuleContext, facts: readonly UpkeepFact[], upkeep: Upkeep, today: string) {
  const last = lastOf(context, facts, upkeep);
  const all = facts
    .filter(({ days, upkeep: of }) => days !== undefined && of === upkeep)
    .sort((a, b) => (a.days ?? 0) - (b.days ?? 0));
  // What stands beside the date is of it; of two there ("weekly run, page each half year") the rarer.
  const own = all.findLast(({ line }) => line === last?.line) ?? all[0];
  if (last === undefined || own?.days === undefined) return [];
  const age = daysBetween(last.date, today);
  if (age <= own.days * GRACE) return [];
  const what = { review: 'Last updated', test: 'Last tested', drill: 'Last practised' }[upkeep];
  return [
    {
      span: context.lineSpan(last.line),
      message: `${what} ${age} days ago, while the runbook asks for it ${own.every} (line ${own.line + 1}). Do it again and set the date.`,
    },
  ];
}

/** The last time that it was done: of several dates the latest. */
function lastOf(
  context: RuleContext,
  facts: readonly UpkeepFact[],
  upkeep: Upkeep,
): { readonly date: string; readonly line: number } | undefined {
  const told = facts
    .flatMap(({ last, line, upkeep: of }) =>
      last !== undefined && of === upkeep ? [{ date: last, line }] : [],
    )
    .sort((a, b) => (a.date < b.date ? 1 : -1))[0];
  const { lastUpdated: date } = context.runbook.metadata;
  if (told !== undefined || upkeep !== 'review' || !/^\d{4}-\d\d-\d\d$/.test(date ?? ''))
    return told;
  return { date: date ?? '', line: findLine(context, UPDATED, date ?? '') };
}

const UPDATED =
  /\b(?:updated?|modified|changed|revised|edited|revision|reviewed|verified|tested|validated|checked)\b/i;

const ABOUT =
  /\b(?:review(?:ed|s)?|updat(?:e|ed|es)|revisit(?:ed)?|refresh(?:ed)?|audit(?:ed)?|validated?|verif(?:y|ied))(?=)\b[^.|]{0,40}\b(?:this (?:runbook|document|page|guide|playbook)|the runbook|(?:this )?(?=)runbooks?|document(?:ation)?|contact list|procedures)(?=)\b|\b(?:this (?:runbook|document|page|guide|playbook)|(?:this )?(?=)runbooks?|document(?:ation)?)(?=)\b[^.|]{0,40}\b(?:is|are|must be|should be|gets?|to be)(?=) (?:review|updat|revis|refresh|audit|validat|verif)|\breview (?:cycle|cadence|frequency|schedule|interval|period)(?=)\b|\b(?:quarterly|monthly|weekly|annual|yearly)(?=) (?:review|audit)(?=)\b|\bupdate frequency\b/i;

/** "This runbook is reviewed quarterly", wherever it stands, and an item of a checklist for it. */
function elsewhere(context: RuleContext): readonly UpkeepFact[] {
  const found: UpkeepFact[] = [];
  const add = (words: string, line: number): void => {
    const every = readEvery(words);
    if (every !== undefined) found.push({ upkeep: 'review', last: undefined, ...every, line });
  };
  for (const { kind, content, start } of context.passages) {
    if (kind !== 'paragraph' || !/review|updat|revis|refresh|audit|validat|verif/i.test(content))
      continue;
    content.split('\n').forEach((text, index) => {
      if (text.length < 400 && ABOUT.test(text)) add(text, start + index);
    });
  }
  for (const { cadence, items } of context.runbook.checklists) {
    for (const { text, range } of items) {
      if (
        cadence !== undefined &&
        /^(?:review|update) (?:this|the) (?:runbook|document|guide)\b/i.test(text)
      )
        add(cadence.source, range.start);
    }
  }
  return found;
}
