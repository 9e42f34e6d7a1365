import type { LogCell, ShownNote } from '../../core/export/logNotebook';
import type { SavedCell } from '../../core/incident/noteChanges';

/** What travels with a cell; a copied or new cell may arrive without it. */
export interface LogCellMetadata {
  readonly note?: ShownNote;
  /** The event the cell tells of, or `log` for the first cell. */
  readonly record?: string;
  readonly status?: string;
  readonly tone?: string;
}

/** The notebook as it travels between the file system and the serializer. */
export interface NotebookFile {
  readonly cells: readonly LogCell[];
}

/** What a saved notebook says: the cells, and the notes it was opened with. */
export interface SavedFile {
  readonly cells: readonly SavedCell[];
  readonly shown: readonly string[];
}

export function toBytes(file: NotebookFile | SavedFile): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(file));
}

/** Undefined for bytes that this program did not write, such as any file named `*.incident`. */
export function readBytes(bytes: Uint8Array): { readonly cells: readonly unknown[] } | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (typeof value !== 'object' || value === null || !('cells' in value)) return undefined;
    return Array.isArray(value.cells) ? (value as { cells: unknown[] }) : undefined;
  } catch {
    return undefined;
  }
}
