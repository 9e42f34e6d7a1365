import * as vscode from 'vscode';
import type { LogCell } from '../../core/export/logNotebook';
import type { SavedCell } from '../../core/incident/noteChanges';
import { readBytes, toBytes, type LogCellMetadata } from './cellMetadata';

/**
 * Between the log's file system and the notebook editor. Only what people can write travels back:
 * text and which note it belongs to.
 */
export const logSerializer: vscode.NotebookSerializer = {
  deserializeNotebook(bytes) {
    const file = readBytes(bytes);
    if (file === undefined) return new vscode.NotebookData([notALog()]);
    const cells = (file.cells as readonly LogCell[]).map(toCellData);
    const data = new vscode.NotebookData(cells);
    data.metadata = { shown: cells.flatMap((cell) => metadataOf(cell).note?.noteId ?? []) };
    return data;
  },
  serializeNotebook({ cells, metadata }) {
    const shown: unknown = metadata?.['shown'];
    return toBytes({
      cells: cells.map(toSaved),
      shown: Array.isArray(shown) ? shown.filter((one) => typeof one === 'string') : [],
    });
  },
};

function toCellData(cell: LogCell): vscode.NotebookCellData {
  const { kind, value, language, note, eventId, run } = cell;
  const data = new vscode.NotebookCellData(
    kind === 'code' ? vscode.NotebookCellKind.Code : vscode.NotebookCellKind.Markup,
    value,
    language,
  );
  const metadata: LogCellMetadata = {
    ...(note === undefined ? { record: eventId ?? 'log' } : { note }),
    ...(run === undefined ? {} : { status: run.status, tone: run.tone }),
  };
  data.metadata = { ...metadata };
  if (run === undefined) return data;
  if (run.output !== '') {
    const item = vscode.NotebookCellOutputItem.stdout(run.output);
    data.outputs = [new vscode.NotebookCellOutput([item])];
  }
  if (run.durationMs !== undefined && Number.isFinite(run.startedAt)) {
    data.executionSummary = {
      success: run.tone !== 'failed',
      timing: { startTime: run.startedAt, endTime: run.startedAt + run.durationMs },
    };
  }
  return data;
}

function toSaved(cell: vscode.NotebookCellData): SavedCell {
  const { note, record } = metadataOf(cell);
  return {
    kind: cell.kind === vscode.NotebookCellKind.Code ? 'code' : 'markup',
    value: cell.value,
    language: cell.languageId,
    isRecord: record !== undefined,
    ...(note === undefined ? {} : { note }),
  };
}

function metadataOf(cell: vscode.NotebookCellData): LogCellMetadata {
  return cell.metadata ?? {};
}

function notALog(): vscode.NotebookCellData {
  return new vscode.NotebookCellData(
    vscode.NotebookCellKind.Markup,
    'This is not the log of an incident. Logs are opened with **Open Incident Notebook**.',
    'markdown',
  );
}
