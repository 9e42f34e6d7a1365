import type * as vscode from 'vscode';
import { comparable } from '../../core/cells/cell';
import { fileOrder } from '../../core/cells/fileOrder';
import { toCells } from '../../core/cells/toCells';
import { parseRunbook } from '../../core/parser/parseRunbook';
import { fail, succeed, type Result } from '../../util/result';
import { cellOf, notebookText } from './serializer';

export interface CellStep {
  /** The whole runbook as the notebook would save it now. */
  readonly text: string;
  readonly stepId: string;
}

/**
 * The step that a code cell is, in the runbook as it stands in the notebook: an edited or new cell
 * runs what is shown, not what is on disk. Found by the cell's place among the code cells.
 */
export function cellStep(cell: vscode.NotebookCell): Result<CellStep, 'no-step'> {
  const text = notebookText(cell.notebook);
  const cells = cell.notebook.getCells();
  const order = fileOrder(cells.map(cellOf));
  const place = order
    .slice(0, order.indexOf(cell.index))
    .filter((index) => cells[index]?.kind === cell.kind).length;
  const codeCells = toCells(text, parseRunbook(text)).filter(({ kind }) => kind === 'code');
  const found = codeCells[place];
  const shown = comparable(cellOf(cell).value);
  if (found?.stepId === undefined || comparable(found.value) !== shown) {
    return fail(
      'no-step',
      'This cell is not a step that can be run: give it a shell as its language, and some commands.',
    );
  }
  return succeed({ text, stepId: found.stepId });
}
