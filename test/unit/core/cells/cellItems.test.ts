import { describe, expect, it } from 'vitest';
import { cellItems } from '../../../../src/core/cells/cellItems';
import { toCells } from '../../../../src/core/cells/toCells';
import { parseRunbook } from '../../../../src/core/parser/parseRunbook';

const LINES = ['# A', '', '## Daily', '', '- [ ] Look at the gate', '- [ ] Look', ''];
const TEXT = [...LINES, '```sh', 'ls', '```', '', ...LINES.with(2, '## Weekly')];

describe.each(['\n', '\r\n'])('the items of a cell (%j)', (eol) => {
  const model = parseRunbook(TEXT.join(eol));
  const cells = toCells(TEXT.join(eol), model);
  const lines = (index: number, shown = cells[index]?.value ?? '') =>
    cellItems(model.checklists, cells, index, shown).map(({ range }) => range.start);

  it('are those on its lines, also where others have the same words', () => {
    const found = cells.map((_, index) => lines(index)).filter((own) => own.length > 0);
    expect(found).toEqual([
      [4, 5],
      [15, 16],
    ]);
  });

  it('are those whose words it has while it is changed and not saved', () => {
    expect(lines(1, 'echo Look at the gate')).toEqual([4, 5, 15, 16]);
    expect(lines(0, 'other words')).toEqual([]);
  });
});
