import type { ItemState, ItemTicked } from '../incident/eventData';
import type { LogEvent } from '../incident/event';

/** The last word on one item in one period. */
export interface ItemProgress {
  readonly state: ItemState;
  readonly actor: string;
  /** UTC, ISO 8601. */
  readonly time: string;
  readonly tick: ItemTicked;
}

/** What is known of every item that was ever ticked. */
export interface Progress {
  /** The state of an item in a period; undefined when it was never touched in it. */
  get(runbook: string, itemId: string, period: string): ItemProgress | undefined;
  /** Everything, for finding ticks whose item has left its runbook. */
  readonly all: readonly ItemProgress[];
}

/**
 * Folds tick events in causal order: the last one for an item and period holds. Deterministic
 * for any way the files were merged, because the order of events is.
 */
export function foldProgress(events: readonly LogEvent[]): Progress {
  const latest = new Map<string, ItemProgress>();
  for (const event of events) {
    if (event.type !== 'item.ticked') continue;
    const { runbook, itemId, period, state } = event.data;
    const value = { state, actor: event.actor, time: event.time, tick: event.data };
    latest.set(key(runbook, itemId, period ?? 'always'), value);
  }
  return {
    get: (runbook, itemId, period) => latest.get(key(runbook, itemId, period)),
    all: [...latest.values()],
  };
}

function key(runbook: string, itemId: string, period: string): string {
  return JSON.stringify([runbook, itemId, period]);
}
