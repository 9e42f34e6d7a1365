import type { SequenceItem } from './sequence';

/**
 * What is left of a sequence from a step or a part on; undefined when it holds none of that id. An
 * id among options begins with the choice of them, which is a person's.
 */
export function itemsFrom(
  items: readonly SequenceItem[],
  id: string,
): readonly SequenceItem[] | undefined {
  const at = items.findIndex((item) => isCalled(item, id));
  return at < 0 ? undefined : items.slice(at);
}

function isCalled(item: SequenceItem, id: string): boolean {
  if (item.stepId === id) return true;
  return item.kind === 'choice'
    ? item.options.some((option) => option.items.some((one) => isCalled(one, id)))
    : item.partId === id;
}

/** By which id a sequence begins with an item, and not with what stands before it in its block. */
export function idToBegin(item: SequenceItem): string {
  if (item.kind !== 'choice') return item.partId ?? item.stepId;
  const first = item.options[0]?.items[0];
  return first === undefined ? item.stepId : idToBegin(first);
}
