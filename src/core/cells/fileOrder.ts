import type { Cell } from './cell';

/**
 * The places of the cells in the order in which they are written: front matter is front matter
 * only at the top of its file, so nothing that is put above it goes before it.
 */
export function fileOrder(cells: readonly Cell[]): readonly number[] {
  const first = cells.findIndex(
    ({ kind, origin }) => kind === 'code' && origin?.form === 'front-matter',
  );
  const order = cells.map((_, i) => i);
  return first > 0 ? [first, ...order.filter((i) => i !== first)] : order;
}
