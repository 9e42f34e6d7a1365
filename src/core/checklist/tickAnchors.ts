import type { ItemTicked } from '../incident/eventData';
import { strings } from '../incident/usable';
import type { ChecklistItem } from '../model/checklist';
import type { Anchor } from '../model/anchor';
import { isSamePlace, reanchor } from '../model/reanchor';
import { editSimilarity } from '../model/similarity';
import type { ItemProgress, RunbookTicks } from './tickFold';

/** Where the ticks of a runbook belong in its present text. */
export interface PlacedTicks {
  /** The ids under which ticks of an item stand: its own and those it had before. */
  readonly idsOf: (itemId: string) => readonly string[];
  /** The last tick of every item that is no longer there, unless it was taken back. */
  readonly vanished: readonly ItemProgress[];
}

/**
 * Finds the items of ticks again after edits: by id, by what later ticks say of former ids, and by
 * the anchors kept with the ticks. Rather *vanished* than on a wrong item.
 */
export function placeTicks(
  ticks: RunbookTicks,
  items: ReadonlyMap<string, ChecklistItem>,
  anchors: () => readonly Anchor[],
): PlacedTicks {
  const missing = [...ticks.latest.keys()].filter((id) => !items.has(id));
  if (missing.length === 0) return { idsOf: (id) => [id], vanished: [] };
  const last = new Map<string, ItemProgress>();
  const later = new Map<string, string>();
  for (const progress of ticks.all) {
    last.set(progress.tick.itemId, progress);
    for (const former of progress.tick.formerIds ?? []) later.set(former, progress.tick.itemId);
  }
  const ends = new Map(missing.map((id) => [id, follow(id, later, items)]));
  const previous = [...last.values()]
    .filter(({ tick }) => follow(tick.itemId, later, items) === tick.itemId)
    .map(anchorOf);
  const found = reanchor(previous, anchors());
  const ids = new Map<string, string[]>();
  const vanished: ItemProgress[] = [];
  for (const id of missing) {
    const end = ends.get(id) ?? id;
    const progress = last.get(id);
    const other = strings(last.get(end)?.tick.beside).includes(found.get(end) ?? '');
    const now = items.has(end) ? end : other ? undefined : found.get(end);
    if (now !== undefined) ids.set(now, [...(ids.get(now) ?? [now]), id]);
    else if (progress !== undefined && progress.state !== 'open') vanished.push(progress);
  }
  return { idsOf: (id) => ids.get(id) ?? [id], vanished };
}

/** Most items named with a tick. */
const MOST_BESIDE = 50;

/** What must be remembered with a tick so that it never goes to an item that only resembles its own. */
export function besideOf(own: Anchor, anchors: readonly Anchor[]): Pick<ItemTicked, 'beside'> {
  const beside = anchors.filter(
    (other) =>
      other.id !== own.id &&
      isSamePlace(other, own) &&
      editSimilarity(own.text, other.text, false) > 0,
  );
  return beside.length === 0 ? {} : { beside: beside.slice(0, MOST_BESIDE).map(({ id }) => id) };
}

/** The newest id that ticks name for an id; a circle, which two people could make, ends anywhere. */
function follow(
  id: string,
  later: ReadonlyMap<string, string>,
  items: ReadonlyMap<string, unknown>,
): string {
  const seen = new Set<string>();
  let at = id;
  while (!items.has(at) && !seen.has(at)) {
    seen.add(at);
    at = later.get(at) ?? at;
  }
  return at;
}

/** Ticks of other programs may have no anchor: then the item's words and its list's title. */
function anchorOf({ tick }: ItemProgress): Anchor {
  const { anchor, itemId, itemText, checklistTitle } = tick;
  return anchor !== undefined &&
    typeof anchor.text === 'string' &&
    Array.isArray(anchor.sectionPath)
    ? { ...anchor, id: itemId }
    : { id: itemId, kind: 'item', text: itemText, sectionPath: [checklistTitle], ordinal: 0 };
}
