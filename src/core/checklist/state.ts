import { anchorsOf } from '../model/anchors';
import type { Checklist, ChecklistItem } from '../model/checklist';
import type { Anchor } from '../model/anchor';
import type { ChecklistDocument } from '../model/runbook';
import { dueGroup, type DueGroup } from './dueGroup';
import { pastPeriods, type PastPeriod } from './history';
import { periodAt, type Period, type PeriodContext } from './period';
import { ruleOf, type Rule } from './rule';
import { scheduledOf, scheduledPeriod, type Scheduled } from './scheduled';
import { placeTicks, type PlacedTicks } from './tickAnchors';
import type { ItemProgress, RunbookTicks } from './tickFold';
import type { Zone, Zones } from './zone';

export interface ItemState {
  readonly item: ChecklistItem;
  /** Undefined when nobody has touched the item in this period. */
  readonly progress: ItemProgress | undefined;
  /** Done or skipped: nothing is left to do for it. */
  readonly settled: boolean;
}

/** A checklist as it stands in its present period. */
export interface ChecklistState {
  readonly runbook: string;
  readonly checklist: Checklist;
  readonly rule: Rule;
  readonly period: Period;
  readonly group: DueGroup;
  readonly items: readonly ItemState[];
  readonly settled: number;
  /** Periods in a row, up to the last one, in which nothing was ticked; 0 before its first use. */
  readonly missed: number;
  /** Items ticked in this period that have left the list. */
  readonly vanished: readonly ItemProgress[];
  /** When the runbook says it was last done, for what comes from a schedule. */
  readonly lastCompleted: string | undefined;
}

/** Every checklist of a runbook. */
export interface RunbookState {
  readonly runbook: string;
  readonly lists: readonly ChecklistState[];
  /** Ticked items that have left the runbook together with their list. */
  readonly vanished: readonly ItemProgress[];
  /** What is wrong with an annotation, as a sentence, with its line (0-based). */
  readonly problems: readonly { readonly line: number; readonly message: string }[];
  /** The date maintenance lists count back from. */
  readonly date: string | undefined;
  /** The ids under which ticks of an item stand: its own and those it had before. */
  readonly idsOf: PlacedTicks['idsOf'];
  /** From this instant on the state may be another without any event. */
  readonly validUntil: number;
}

/** The moment and the place a state is for. */
export interface StateContext {
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly zone: Zone;
  readonly zones: Zones;
  /** The incident that is active. */
  readonly incident?: string | undefined;
}

/** Joins a runbook with its ticks. */
export function runbookState(
  runbook: string,
  model: ChecklistDocument,
  ticks: RunbookTicks | undefined,
  context: StateContext,
): RunbookState {
  const scheduled = scheduledOf(model);
  const items = itemsOf(model, scheduled);
  const known = ticks ?? NO_TICKS;
  const placed = placeTicks(known, items, () => itemAnchors(model, scheduled));
  const periods: PeriodContext = {
    zone: context.zone,
    openZone: (name) => context.zones.get(name),
    date: instantIn(known.date?.at),
    incident: context.incident,
  };
  const problems: { line: number; message: string }[] = [];
  const join = new Joining(runbook, known, placed, periods, context);
  const lists = model.checklists.map((checklist) => {
    const { rule, problem } = ruleOf(checklist, model);
    if (problem !== undefined) problems.push({ line: checklist.range.start, message: problem });
    return join.list(checklist, rule, periodAt(rule, context.now, periods));
  });
  lists.push(...scheduled.map((entry) => join.scheduled(entry)));
  const shown = new Set(lists.flatMap((list) => list.vanished));
  const homes = new Set(lists.flatMap(({ checklist }) => [checklist.id, checklist.title]));
  return {
    runbook,
    lists,
    vanished: placed.vanished.filter((entry) => !shown.has(entry) && !isAt(homes, entry)),
    problems,
    date: known.date?.at,
    idsOf: placed.idsOf,
    validUntil: validUntil(lists, context),
  };
}

const NO_TICKS: RunbookTicks = { latest: new Map(), all: [], date: undefined };

function isAt(homes: ReadonlySet<string>, { tick }: ItemProgress): boolean {
  return homes.has(tick.checklistId) || homes.has(tick.checklistTitle);
}

/** Every item of a runbook by its id, those of schedules among them. */
export function itemsOf(
  model: ChecklistDocument,
  scheduled: readonly Scheduled[] = scheduledOf(model),
): ReadonlyMap<string, ChecklistItem> {
  const lists = [...model.checklists, ...scheduled.map(({ checklist }) => checklist)];
  return new Map(lists.flatMap((list) => list.items.map((item) => [item.id, item] as const)));
}

/** The anchors of a runbook's items, those of schedules among them. */
export function itemAnchors(
  model: ChecklistDocument,
  scheduled: readonly Scheduled[] = scheduledOf(model),
): readonly Anchor[] {
  const items = anchorsOf({ ...model, steps: [] }).filter(({ kind }) => kind === 'item');
  const others = scheduled.flatMap(({ checklist }) =>
    checklist.items.map(({ id, text }, ordinal): Anchor => {
      return { id, kind: 'item', text, sectionPath: ['schedule'], ordinal };
    }),
  );
  return [...items, ...others];
}

class Joining {
  readonly #runbook: string;
  readonly #ticks: RunbookTicks;
  readonly #placed: PlacedTicks;
  readonly #periods: PeriodContext;
  readonly #context: StateContext;

  constructor(
    runbook: string,
    ticks: RunbookTicks,
    placed: PlacedTicks,
    periods: PeriodContext,
    context: StateContext,
  ) {
    this.#runbook = runbook;
    this.#ticks = ticks;
    this.#placed = placed;
    this.#periods = periods;
    this.#context = context;
  }

  scheduled(entry: Scheduled): ChecklistState {
    const { checklist, dueDay, lastCompleted } = entry;
    const { zone, now } = this.#context;
    const rule: Rule =
      dueDay === undefined && checklist.cadence !== undefined
        ? { kind: 'calendar', cadence: checklist.cadence }
        : { kind: 'none' };
    if (dueDay === undefined) {
      return { ...this.list(checklist, rule, periodAt(rule, now, this.#periods)), lastCompleted };
    }
    const itemId = checklist.items[0]?.id ?? '';
    const period = scheduledPeriod(
      { ...entry, dueDay },
      (name) => {
        const progress = this.#progress(itemId, name);
        return progress === undefined || progress.state === 'open'
          ? undefined
          : Date.parse(progress.time);
      },
      zone,
      now,
    );
    return { ...this.list(checklist, rule, period), lastCompleted };
  }

  list(checklist: Checklist, rule: Rule, period: Period): ChecklistState {
    const items = checklist.items.map((item) => {
      const progress = this.#progress(item.id, period.name);
      return { item, progress, settled: progress !== undefined && progress.state !== 'open' };
    });
    const settled = items.filter((entry) => entry.settled).length;
    const missed = this.#missed(checklist, rule, period);
    return {
      runbook: this.#runbook,
      checklist,
      rule,
      period,
      group: dueGroup({ rule, period, missed, done: settled === items.length }, this.#context),
      items,
      settled,
      missed,
      vanished: this.#placed.vanished.filter(
        ({ tick }) =>
          (tick.period ?? 'always') === period.name &&
          (tick.checklistId === checklist.id || tick.checklistTitle === checklist.title),
      ),
      lastCompleted: undefined,
    };
  }

  #progress(itemId: string, period: string): ItemProgress | undefined {
    let found: ItemProgress | undefined;
    for (const id of this.#placed.idsOf(itemId)) {
      const progress = this.#ticks.latest.get(id)?.get(period);
      if (progress === undefined) continue;
      if (found === undefined || this.#isAfter(progress, found)) found = progress;
    }
    return found;
  }

  #isAfter(a: ItemProgress, b: ItemProgress): boolean {
    return this.#ticks.all.indexOf(a) > this.#ticks.all.indexOf(b);
  }

  #missed(checklist: Checklist, rule: Rule, period: Period): number {
    if (period.start === undefined || this.#ticks.all.length === 0) return 0;
    return missedBefore(
      pastPeriods(checklist, rule, period, this.#ticks, this.#placed, this.#periods),
    );
  }
}

/** How many of the last periods, newest first, were missed one after the other. */
function missedBefore(past: Iterable<PastPeriod>): number {
  let missed = 0;
  for (const { status } of past) {
    if (status !== 'missed') break;
    missed++;
  }
  return missed;
}

function instantIn(written: string | undefined): number | undefined {
  const instant = Date.parse(written ?? '');
  return Number.isNaN(instant) ? undefined : instant;
}

function validUntil(lists: readonly ChecklistState[], { now, zone }: StateContext): number {
  let until = zone.instantOf(zone.wallAt(now).dayNumber + 1, 0);
  for (const { period } of lists) {
    for (const instant of [period.end, period.due]) {
      if (instant !== undefined && instant > now) until = Math.min(until, instant);
    }
  }
  return until;
}
