import * as vscode from 'vscode';
import { decodeBytes, encodeText } from '../../core/cells/bytes';
import type { Cell, CellOrigin } from '../../core/cells/cell';
import { toCells } from '../../core/cells/toCells';
import { toMarkdown } from '../../core/cells/toMarkdown';

/** What travels with a cell; a copied cell may arrive without it. */
export interface CellMetadata {
  readonly stepId?: string;
  readonly origin?: CellOrigin;
}

/**
 * Markdown ⇄ notebook without losing a byte: every cell carries its exact source, and only what
 * was edited is written anew. Outputs are never written: they come from the log.
 */
export const serializer: vscode.NotebookSerializer = {
  deserializeNotebook(bytes) {
    return new vscode.NotebookData(toCells(decodeBytes(bytes)).map(toCellData));
  },
  serializeNotebook({ cells }) {
    return encodeText(
      toMarkdown(
        cells.map(({ kind, value, languageId, metadata }) =>
          toCell(kind, value, languageId, metadata),
        ),
      ),
    );
  },
};

/** The text of an open notebook as it would be saved. */
export function notebookText(notebook: vscode.NotebookDocument): string {
  return toMarkdown(notebook.getCells().map(cellOf));
}

export function cellOf(cell: vscode.NotebookCell): Cell {
  return toCell(cell.kind, cell.document.getText(), cell.document.languageId, cell.metadata);
}

function toCellData(cell: Cell): vscode.NotebookCellData {
  const kind = cell.kind === 'code' ? vscode.NotebookCellKind.Code : vscode.NotebookCellKind.Markup;
  const data = new vscode.NotebookCellData(kind, cell.value, cell.language);
  const metadata: CellMetadata = {
    ...(cell.stepId === undefined ? {} : { stepId: cell.stepId }),
    ...(cell.origin === undefined ? {} : { origin: cell.origin }),
  };
  data.metadata = { ...metadata };
  return data;
}

function toCell(
  kind: vscode.NotebookCellKind,
  value: string,
  language: string,
  metadata: Readonly<Record<string, unknown>> | undefined,
): Cell {
  const { stepId, origin } = (metadata ?? {}) as CellMetadata;
  return {
    kind: kind === vscode.NotebookCellKind.Code ? 'code' : 'markup',
    language,
    value,
    ...(stepId === undefined ? {} : { stepId }),
    ...(origin === undefined ? {} : { origin }),
  };
}
