import type { Checklist, ChecklistItem } from '../model/checklist';
import { periodOf, type CalendarDate } from './period';
import type { ItemProgress, Progress } from './progress';

export interface ItemState {
  readonly item: ChecklistItem;
  /** Undefined when nobody has touched the item in this period. */
  readonly progress: ItemProgress | undefined;
  /** Done or skipped: nothing is left to do for it. */
  readonly settled: boolean;
}

/** A checklist as it stands in the period of a date. */
export interface ChecklistState {
  readonly runbook: string;
  readonly checklist: Checklist;
  readonly period: string;
  readonly items: readonly ItemState[];
  readonly settled: number;
}

/** Joins the checklists of one runbook with what is known of their items. */
export function checklistStates(
  runbook: string,
  checklists: readonly Checklist[],
  progress: Progress,
  date: CalendarDate,
): readonly ChecklistState[] {
  return checklists.map((checklist) => {
    const period = periodOf(checklist.cadence?.unit, date);
    const items = checklist.items.map((item) => {
      const known = progress.get(runbook, item.id, period);
      const settled = known !== undefined && known.state !== 'open';
      return { item, progress: known, settled };
    });
    return {
      runbook,
      checklist,
      period,
      items,
      settled: items.filter((item) => item.settled).length,
    };
  });
}
