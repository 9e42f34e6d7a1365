import type { ChecklistDated, ItemState, ItemTicked } from '../incident/eventData';
import type { Envelope, LogEvent } from '../incident/event';
import { compareEvents } from '../incident/order';

/** The last word on one item in one period, or one of those before it. */
export interface ItemProgress {
  readonly state: ItemState;
  readonly actor: string;
  /** UTC, ISO 8601. */
  readonly time: string;
  readonly tick: ItemTicked;
  /** The event it stands for, and the log that holds it: together they give its place in time. */
  readonly event: Envelope;
  readonly log: string;
}

/** What was ever ticked in one runbook. */
export interface RunbookTicks {
  /** By item and period: the last tick. */
  readonly latest: ReadonlyMap<string, ReadonlyMap<string, ItemProgress>>;
  /** Every tick, in causal order. */
  readonly all: readonly ItemProgress[];
  /** The date its maintenance lists count back from. */
  readonly date: ChecklistDated | undefined;
}

interface Ticks {
  readonly latest: Map<string, Map<string, ItemProgress>>;
  all: ItemProgress[];
  sorted: boolean;
  date:
    { readonly data: ChecklistDated; readonly event: Envelope; readonly log: string } | undefined;
}

/**
 * Folds tick events. The last one in causal order holds for an item and period, whatever the
 * order in which they are added and however often: so every way in which the files of several
 * people were merged gives the same fold.
 *
 * Each log has clocks of its own, so between logs their names decide (one log for each month).
 */
export class TickFold {
  readonly #runbooks = new Map<string, Ticks>();
  readonly #seen = new Set<string>();

  /** Adds events of one log; answers the runbooks whose ticks they are. */
  add(events: readonly LogEvent[], log = ''): ReadonlySet<string> {
    const touched = new Set<string>();
    for (const event of events) {
      if (event.type !== 'item.ticked' && event.type !== 'checklist.dated') continue;
      if (this.#seen.has(event.id)) continue;
      this.#seen.add(event.id);
      const ticks = this.#ticks(event.data.runbook);
      if (event.type === 'item.ticked') addTick(ticks, event.data, event, log);
      else {
        const before = ticks.date;
        if (before === undefined || isLater({ event, log }, before)) {
          ticks.date = { data: event.data, event, log };
        }
      }
      touched.add(event.data.runbook);
    }
    return touched;
  }

  /** The paths of all runbooks that have ticks. */
  get runbooks(): readonly string[] {
    return [...this.#runbooks.keys()];
  }

  /** The ticks under one path, or, for a runbook that was moved, under several. */
  runbook(path: string, ...former: readonly string[]): RunbookTicks | undefined {
    if (former.length > 0) return this.#merged([path, ...former]);
    const ticks = this.#runbooks.get(path);
    if (ticks === undefined) return undefined;
    if (!ticks.sorted) {
      ticks.all.sort((a, b) => (isLater(a, b) ? 1 : -1));
      ticks.sorted = true;
    }
    return { latest: ticks.latest, all: ticks.all, date: ticks.date?.data };
  }

  #merged(paths: readonly string[]): RunbookTicks {
    const merged: Ticks = { latest: new Map(), all: [], sorted: true, date: undefined };
    for (const path of paths) {
      const ticks = this.#runbooks.get(path);
      for (const { tick, event, log } of ticks?.all ?? []) addTick(merged, tick, event, log);
      const { date } = ticks ?? {};
      if (date !== undefined && (merged.date === undefined || isLater(date, merged.date))) {
        merged.date = date;
      }
    }
    merged.all.sort((a, b) => (isLater(a, b) ? 1 : -1));
    return { latest: merged.latest, all: merged.all, date: merged.date?.data };
  }

  #ticks(runbook: string): Ticks {
    let ticks = this.#runbooks.get(runbook);
    if (ticks === undefined) {
      ticks = { latest: new Map(), all: [], sorted: true, date: undefined };
      this.#runbooks.set(runbook, ticks);
    }
    return ticks;
  }
}

/** The fold of the events of one log. */
export function foldTicks(events: readonly LogEvent[]): TickFold {
  const fold = new TickFold();
  fold.add(events);
  return fold;
}

function addTick(ticks: Ticks, tick: ItemTicked, event: Envelope, log: string): void {
  const { actor, time } = event;
  const progress = { state: stateOf(tick.state), actor, time, tick, event, log };
  const last = ticks.all.at(-1);
  if (last !== undefined && !isLater(progress, last)) ticks.sorted = false;
  ticks.all.push(progress);
  const periods = ticks.latest.get(tick.itemId) ?? new Map<string, ItemProgress>();
  ticks.latest.set(tick.itemId, periods);
  const period = tick.period ?? 'always';
  const before = periods.get(period);
  if (before === undefined || isLater(progress, before)) periods.set(period, progress);
}

/** A state of a later version is not taken for done. */
function stateOf(state: ItemState): ItemState {
  return state === 'done' || state === 'skipped' ? state : 'open';
}

interface Placed {
  readonly event: Envelope;
  readonly log: string;
}

function isLater(a: Placed, b: Placed): boolean {
  return a.log === b.log ? compareEvents(a.event, b.event) > 0 : a.log > b.log;
}
