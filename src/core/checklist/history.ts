import type { Checklist } from '../model/checklist';
import { periodBefore, type Period, type PeriodContext } from './period';
import type { Rule } from './rule';
import type { PlacedTicks } from './tickAnchors';
import type { ItemProgress, RunbookTicks } from './tickFold';

export type PeriodStatus = 'full' | 'partial' | 'missed';

/** What was done for a checklist in one period. */
export interface PastPeriod {
  readonly name: string;
  /** First instant, where the rule still knows the period. */
  readonly start: number | undefined;
  readonly end: number | undefined;
  /** The last tick of each item, in causal order. */
  readonly entries: readonly ItemProgress[];
  readonly done: number;
  readonly skipped: number;
  /** How many items the list had. */
  readonly items: number;
  readonly status: PeriodStatus;
}

/** More periods than anybody looks at: six years of days. */
const MOST = 2200;

/**
 * The periods of a checklist before `current`, newest first, back to its first use; also those
 * in which nothing was done.
 */
export function* pastPeriods(
  checklist: Checklist,
  rule: Rule,
  current: Period,
  ticks: RunbookTicks,
  placed: PlacedTicks,
  context: PeriodContext,
): Generator<PastPeriod> {
  const byPeriod = ticksByPeriod(checklist, ticks, placed);
  const open = new Set(byPeriod.keys());
  open.delete(current.name);
  let period: Period | undefined = current;
  for (let turn = 0; turn < MOST && open.size > 0; turn++) {
    period = periodBefore(rule, period, context);
    if (period === undefined) break;
    // Ticks of another cadence, or of a clock that was ahead, have no place in this calendar.
    const isUsed = open.delete(period.name);
    if (!isUsed && period.end !== undefined && noneBefore(period.end, open, byPeriod)) break;
    yield toPast(period.name, period, byPeriod.get(period.name) ?? [], checklist);
  }
  for (const name of [...open].reverse()) {
    yield toPast(name, undefined, byPeriod.get(name) ?? [], checklist);
  }
}

/** One period with the ticks of a checklist, the present one too. */
export function historyPeriod(
  checklist: Checklist,
  period: Period,
  ticks: RunbookTicks,
  placed: PlacedTicks,
): PastPeriod {
  const entries = ticksByPeriod(checklist, ticks, placed).get(period.name) ?? [];
  return toPast(period.name, period, entries, checklist);
}

function noneBefore(
  instant: number,
  open: ReadonlySet<string>,
  byPeriod: ReadonlyMap<string, readonly ItemProgress[]>,
): boolean {
  for (const name of open) {
    const entries = byPeriod.get(name) ?? [];
    if (entries.some(({ time }) => !(Date.parse(time) >= instant))) return false;
  }
  return true;
}

/** The last tick of each item by period; of items that left the list by its id or title. */
function ticksByPeriod(
  checklist: Checklist,
  ticks: RunbookTicks,
  placed: PlacedTicks,
): ReadonlyMap<string, readonly ItemProgress[]> {
  const itemOf = new Map<string, string>();
  for (const { id } of checklist.items) for (const at of placed.idsOf(id)) itemOf.set(at, id);
  const gone = new Set(placed.vanished.map(({ tick }) => tick.itemId));
  const found = new Map<string, Map<string, ItemProgress>>();
  for (const progress of ticks.all) {
    const { tick } = progress;
    const own =
      itemOf.get(tick.itemId) ??
      (gone.has(tick.itemId) &&
      (tick.checklistId === checklist.id || tick.checklistTitle === checklist.title)
        ? tick.itemId
        : undefined);
    if (own === undefined) continue;
    const period = tick.period ?? 'always';
    const entries = found.get(period) ?? new Map<string, ItemProgress>();
    found.set(period, entries);
    // Taken out first, so that the order of the map is that of the last ticks.
    entries.delete(own);
    entries.set(own, progress);
  }
  return new Map([...found].map(([period, entries]) => [period, [...entries.values()]]));
}

function toPast(
  name: string,
  period: Period | undefined,
  all: readonly ItemProgress[],
  checklist: Checklist,
): PastPeriod {
  const entries = all.filter(({ state }) => state !== 'open');
  const skipped = entries.filter(({ state }) => state === 'skipped').length;
  const items = entries.at(-1)?.tick.items ?? checklist.items.length;
  return {
    name,
    start: period?.start,
    end: period?.end,
    entries,
    done: entries.length - skipped,
    skipped,
    items,
    status: entries.length === 0 ? 'missed' : entries.length >= items ? 'full' : 'partial',
  };
}
