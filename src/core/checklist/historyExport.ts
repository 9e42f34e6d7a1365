import type { PastPeriod } from './history';
import { plainItem } from './plainItem';
import type { ItemProgress } from './tickFold';

/** A checklist with its periods, newest first. */
export interface ChecklistHistory {
  readonly runbook: string;
  readonly title: string;
  readonly periods: readonly PastPeriod[];
  /** Periods missed in a row up to the last one. */
  readonly missed: number;
}

const COLUMNS = 'runbook,checklist,period,status,item,state,actor,time,reason,note';

/** One line for each tick, and one for each missed period. UTF-8, RFC 4180. */
export function historyCsv(histories: readonly ChecklistHistory[]): string {
  const lines = [COLUMNS];
  for (const { runbook, title, periods } of histories) {
    for (const period of periods) {
      const start = [runbook, title, period.name, period.status];
      if (period.entries.length === 0) lines.push(csvLine([...start, '', '', '', '', '', '']));
      for (const { state, actor, time, tick } of period.entries) {
        const { itemText, reason = '', note = '' } = tick;
        lines.push(csvLine([...start, itemText, state, actor, time, reason, note]));
      }
    }
  }
  return `${lines.join('\r\n')}\r\n`;
}

/** What begins like a formula is not to be run by a spreadsheet. */
function csvLine(cells: readonly string[]): string {
  return cells
    .map((cell) => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell))
    .map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join(',');
}

/** The history as Markdown: a calendar of marks, then who did what. */
export function historyMarkdown(histories: readonly ChecklistHistory[]): string {
  const lines = ['# History of checklists', ''];
  if (histories.length === 0) lines.push('Nothing was ticked yet.', '');
  for (const history of histories) lines.push(...checklistLines(history));
  return lines.join('\n');
}

/** The mark of a period: full, partial or missed; told by shape, not by colour. */
export function markOf({ status }: PastPeriod): string {
  return status === 'full' ? '■' : status === 'partial' ? '◪' : '□';
}

function checklistLines({ runbook, title, periods, missed }: ChecklistHistory): readonly string[] {
  const lines = [`## ${escape(title)}`, '', `Runbook: ${escape(runbook)}`, ''];
  if (missed > 0) lines.push(`Missed ${missed} ${missed === 1 ? 'time' : 'times'} in a row.`, '');
  lines.push('■ full · ◪ partial · □ missed, the latest last', '');
  const marks = [...periods].reverse().map(markOf);
  for (let at = 0; at < marks.length; at += 31)
    lines.push(`    ${marks.slice(at, at + 31).join(' ')}`);
  lines.push('', '| Period | Done | Skipped | Of | By |', '| --- | --- | --- | --- | --- |');
  for (const period of periods) {
    const by = [...new Set(period.entries.map(({ actor }) => actor))].join(', ');
    const { name, done, skipped, items } = period;
    lines.push(`| ${name} | ${done} | ${skipped} | ${items} | ${escape(by) || 'nobody'} |`);
  }
  const notable = periods.flatMap(({ name, entries }) =>
    entries
      .filter(({ state, tick }) => state === 'skipped' || tick.note !== undefined)
      .map((entry) => `- ${name}: ${describe(entry)}`),
  );
  if (notable.length > 0) lines.push('', ...notable);
  return [...lines, ''];
}

function describe({ state, actor, tick }: ItemProgress): string {
  const reason = tick.reason === undefined ? '' : `: ${escape(tick.reason)}`;
  const note = tick.note === undefined ? '' : ` (note: ${escape(tick.note)})`;
  return `${escape(plainItem(tick.itemText))}, ${state} by ${escape(actor)}${reason}${note}`;
}

/** Words of people as text, so that they make no markup of their own. */
function escape(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>|#]/g, '\\$&');
}
