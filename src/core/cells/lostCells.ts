import { readBlock, type RawBlock } from '../parser/blocks';
import { parseMarkdown } from '../parser/markdown';
import { isEdited, type Draft } from './assembleCells';
import { comparable, type Cell } from './cell';

/**
 * Cells that a draft, read again, does not hold at their place: code that is not the code of a
 * block, and prose that was not edited but has lost a block that is shown with it.
 */
export function lostCells(cells: readonly Cell[], draft: Draft): readonly number[] {
  const document = parseMarkdown(draft.text);
  const found: RawBlock[] = [];
  for (const token of document.tokens) {
    if (token.type !== 'fence' && token.type !== 'code_block') continue;
    found.push(readBlock(document, token));
  }
  const lineAt = (offset: number | undefined): number =>
    document.lines.lineAt(offset ?? draft.text.length);
  const lost: number[] = [];
  let next = 0;
  for (const [i, cell] of cells.entries()) {
    const end = i + 1 < cells.length ? lineAt(draft.starts[i + 1]) : Infinity;
    const own: RawBlock[] = [];
    for (
      let block = found[next];
      block !== undefined && block.range.start < end;
      block = found[++next]
    )
      own.push(block);
    if (cell.kind === 'markup') {
      const { blocks } = cell.origin ?? {};
      if (!isEdited(cell) && blocks !== undefined && own.length !== blocks) lost.push(i);
      continue;
    }
    if (cell.origin?.form === 'front-matter' && i === 0) continue;
    const [block] = own;
    const isFound =
      own.length === 1 && block?.range.start === lineAt(draft.starts[i]) && block.range.end <= end;
    if (!isFound || !shows(block, cell)) lost.push(i);
  }
  return lost;
}

function shows({ content }: RawBlock, { value }: Cell): boolean {
  return comparable(content.replace(/\n$/, '')) === comparable(value);
}
