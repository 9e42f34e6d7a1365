import { strings } from '../incident/usable';
import type { RunbookTicks, TickFold } from './tickFold';

/** What of a present runbook tells whether ticks under another path are its own. */
export interface PresentRunbook {
  readonly itemIds: ReadonlySet<string>;
  readonly listIds: ReadonlySet<string>;
}

/**
 * Runbooks with ticks that are no longer there, and the path to which each was moved or renamed:
 * the only present one that holds most of the ticked items, with the same file name first, and was
 * not there beside it when they were ticked. Undefined where none does, or several do: then it is
 * shown as gone.
 */
export function movedRunbooks(
  fold: TickFold,
  present: ReadonlyMap<string, PresentRunbook>,
): ReadonlyMap<string, string | undefined> {
  const moved = new Map<string, string | undefined>();
  for (const path of fold.runbooks) {
    if (present.has(path)) continue;
    const ticks = fold.runbook(path);
    if (ticks !== undefined) moved.set(path, successorOf(path, ticks, fold, present));
  }
  return moved;
}

/** How many of the ticked items must be there. */
const SHARE = 0.6;

function successorOf(
  path: string,
  ticks: RunbookTicks,
  fold: TickFold,
  present: ReadonlyMap<string, PresentRunbook>,
): string | undefined {
  const former = new Set(ticks.all.flatMap(({ tick }) => tick.formerIds ?? []));
  const ids = [...ticks.latest.keys()].filter((id) => !former.has(id));
  if (ids.length === 0) return undefined;
  const lists = new Set(ticks.all.map(({ tick }) => tick.checklistId));
  const besides = new Set(ticks.all.flatMap(({ tick }) => strings(tick.alsoIn)));
  const fits: string[] = [];
  for (const [candidate, { itemIds, listIds }] of present) {
    if (besides.has(candidate)) continue;
    const held = ids.filter((id) => itemIds.has(id)).length;
    if (held / ids.length < SHARE) continue;
    // One item proves little: then its list must be there too, and unused so far.
    const weak = held < 2 && nameOf(candidate) !== nameOf(path);
    const used = fold.runbook(candidate) !== undefined;
    if (weak && (used || ![...lists].every((id) => listIds.has(id)))) continue;
    fits.push(candidate);
  }
  const named = fits.filter((candidate) => nameOf(candidate) === nameOf(path));
  const best = named.length > 0 ? named : fits;
  return best.length === 1 ? best[0] : undefined;
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).toLowerCase();
}
