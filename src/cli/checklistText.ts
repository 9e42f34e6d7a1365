import type { PastPeriod } from '../core/checklist/history';
import type { ChecklistHistory } from '../core/checklist/historyExport';
import { dayIn } from '../core/checklist/period';
import { plainItem } from '../core/checklist/plainItem';
import type { ChecklistState, ItemState } from '../core/checklist/state';
import type { ItemProgress } from '../core/checklist/tickFold';
import type { Zone } from '../core/checklist/zone';

const GROUPS = [
  ['overdue', 'Overdue'],
  ['today', 'Due today'],
  ['later', 'Later'],
  ['incident', 'Per incident'],
] as const;

/** Checklists for people, in the groups of the view. */
export function checklistText(lists: readonly ChecklistState[], zone: Zone): string {
  const lines: string[] = [];
  for (const [group, title] of GROUPS) {
    const own = lists.filter((list) => list.group === group);
    if (own.length === 0) continue;
    lines.push(title);
    for (const list of own) lines.push(...listLines(list, zone), '');
  }
  return lines.length === 0 ? 'No checklist was found.\n' : `${lines.join('\n').trimEnd()}\n`;
}

function listLines(list: ChecklistState, zone: Zone): readonly string[] {
  const { checklist, runbook, settled, items, period, missed, vanished } = list;
  const due = period.due === undefined ? '' : ` · due ${dayIn(zone, period.due - 1)}`;
  const late = missed === 0 ? '' : ` · missed ${missed} before`;
  const lines = [`  ${checklist.title} · ${runbook} · ${settled}/${items.length}${due}${late}`];
  for (const entry of items) lines.push(`    ${itemLine(entry)}`);
  for (const { tick, actor } of vanished) {
    lines.push(`    [-] vanished item: ${plainItem(tick.itemText)} · ${tick.state} by ${actor}`);
  }
  return lines;
}

function itemLine({ item, progress }: ItemState): string {
  const state = progress?.state ?? 'open';
  const box = state === 'done' ? '[x]' : state === 'skipped' ? '[-]' : '[ ]';
  const indent = '  '.repeat(item.depth);
  return `${indent}${box} ${plainItem(item.text)}  ${item.id}${progressWords(progress)}`;
}

function progressWords(progress: ItemProgress | undefined): string {
  if (progress === undefined) return '';
  const { state, actor, time, tick } = progress;
  const note = tick.note === undefined ? '' : ` · note: ${tick.note}`;
  if (state === 'open') return note;
  const reason = tick.reason === undefined ? '' : `: ${tick.reason}`;
  return ` · ${state}${reason} · ${actor} · ${time}${note}`;
}

/** Checklists for programs: one object on each line of an array. Lines are 1-based. */
export function checklistJson(lists: readonly ChecklistState[]): string {
  const rows = lists.map(
    ({ runbook, checklist, period, group, missed, settled, items, vanished }) =>
      JSON.stringify({
        runbook,
        id: checklist.id,
        title: checklist.title,
        line: checklist.range.start + 1,
        group,
        period: period.name,
        due: isoOf(period.due),
        missed,
        settled,
        items: items.map(({ item, progress }) => ({
          id: item.id,
          text: item.text,
          line: item.range.start + 1,
          parent: item.parentId,
          steps: item.stepIds,
          ...progressJson(progress),
        })),
        vanished: vanished.map((progress) => ({
          id: progress.tick.itemId,
          text: progress.tick.itemText,
          ...progressJson(progress),
        })),
      }),
  );
  return `[\n${rows.join(',\n')}\n]\n`;
}

/** Histories for programs. */
export function historyJson(histories: readonly ChecklistHistory[]): string {
  const rows = histories.map(({ runbook, title, missed, periods }) =>
    JSON.stringify({ runbook, title, missed, periods: periods.map(periodJson) }),
  );
  return `[\n${rows.join(',\n')}\n]\n`;
}

function periodJson({ name, start, end, status, done, skipped, items, entries }: PastPeriod) {
  return {
    name,
    start: isoOf(start),
    end: isoOf(end),
    status,
    done,
    skipped,
    of: items,
    entries: entries.map((progress) => ({
      id: progress.tick.itemId,
      text: progress.tick.itemText,
      ...progressJson(progress),
    })),
  };
}

function progressJson(progress: ItemProgress | undefined) {
  if (progress === undefined) return { state: 'open' };
  const { state, actor, time, tick } = progress;
  return { state, actor, time, reason: tick.reason, note: tick.note, runId: tick.runId };
}

function isoOf(instant: number | undefined): string | undefined {
  return instant === undefined ? undefined : new Date(instant).toISOString();
}
