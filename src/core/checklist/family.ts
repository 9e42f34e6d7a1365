import type { ItemState } from '../incident/eventData';
import type { ItemState as Entry } from './state';

/**
 * The items whose state follows when one is ticked, skipped or reset, itself first: what is below
 * it goes along; what is above it is done once all below is settled, and open once something is.
 */
export function affectedItems(
  entries: readonly Entry[],
  itemId: string,
  state: ItemState,
): readonly { readonly itemId: string; readonly state: ItemState }[] {
  const settled = new Map(entries.map(({ item, settled: is }) => [item.id, is]));
  const parents = new Map(entries.map(({ item }) => [item.id, item.parentId]));
  const changes = new Map<string, ItemState>([[itemId, state]]);
  const isSettled = (id: string) => {
    const changed = changes.get(id);
    return changed === undefined ? settled.get(id) === true : changed !== 'open';
  };
  for (const { item } of entries) {
    const parent = item.parentId;
    if (parent === undefined || !changes.has(parent) || changes.has(item.id)) continue;
    if (isSettled(item.id) !== (state !== 'open')) changes.set(item.id, state);
    else if (entries.some((other) => other.item.parentId === item.id)) changes.set(item.id, state);
  }
  for (let id = parents.get(itemId); id !== undefined; id = parents.get(id)) {
    const all = entries
      .filter(({ item }) => item.parentId === id)
      .every(({ item }) => isSettled(item.id));
    if (all === isSettled(id)) break;
    changes.set(id, all ? 'done' : 'open');
  }
  return [...changes].map(([id, to]) => ({ itemId: id, state: to }));
}
