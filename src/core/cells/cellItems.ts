import type { Checklist, ChecklistItem } from '../model/checklist';
import { comparable, rawLines, type Cell } from './cell';

/**
 * The checklist items that stand in the cell at `index`, which shows the text `shown`. Found by
 * their lines in the file, which `cells` are all of; in a cell that was changed and not saved by
 * their words.
 */
export function cellItems(
  checklists: readonly Checklist[],
  cells: readonly Cell[],
  index: number,
  shown: string,
): readonly ChecklistItem[] {
  const items = checklists.flatMap((list) => list.items);
  if (comparable(cells[index]?.value ?? '') !== comparable(shown)) {
    return items.filter(({ text }) => text !== '' && shown.includes(text.split('\n')[0] ?? text));
  }
  const start = cells.slice(0, index).reduce((sum, cell) => sum + lineCount(cell), 0);
  const end = start + lineCount(cells[index]);
  return items.filter(({ range }) => start <= range.start && range.start < end);
}

function lineCount(cell: Cell | undefined): number {
  return rawLines(cell?.origin?.source ?? '').length;
}
