import {
  TableText,
  type TableColumn,
  type TableFormat,
  type TableRow,
} from '../../core/run/sql/tableText';
import type { StatementSink } from './pagedStatement';
import type { TableData } from '../../core/run/sql/tableCopy';
import type { SqlLimits } from './sqlRequest';

/** Most rows and characters that a view gets; the text has all. */
const VIEW_ROWS = 500;
const VIEW_LENGTH = 262_144;

export interface ResultParts {
  readonly format: TableFormat;
  /** What is left of the step's limits. */
  readonly limits: SqlLimits;
  readonly write: (text: string | Buffer) => void;
}

/** Takes one result page by page, writes it as text and keeps its first rows for a view. */
export class ResultWriter implements StatementSink {
  readonly #parts: ResultParts;
  #columns: readonly TableColumn[] | undefined;
  #text: TableText | undefined;
  #kept: TableRow[] = [];
  #keptLength = 0;
  #rows = 0;
  #bytes = 0;

  constructor(parts: ResultParts) {
    this.#parts = parts;
  }

  get rows(): number {
    return this.#rows;
  }

  get bytes(): number {
    return this.#bytes;
  }

  columns(columns: readonly TableColumn[]): void {
    this.#columns = columns;
    this.#text = new TableText(columns, this.#parts.format);
  }

  page(rows: readonly TableRow[]): boolean {
    const { limits } = this.#parts;
    const fitting = rows.slice(0, limits.rows - this.#rows);
    this.#rows += fitting.length;
    this.#keep(fitting);
    this.#write(this.#text?.page(fitting) ?? '');
    return this.#rows < limits.rows && this.#bytes < limits.bytes;
  }

  copied(chunk: Buffer): void {
    this.#bytes += chunk.length;
    if (this.#bytes <= this.#parts.limits.bytes) this.#parts.write(chunk);
  }

  /** Ends the text; the table for a view, unless the statement has no result. */
  end(more: boolean): TableData | undefined {
    if (this.#columns === undefined) return undefined;
    this.#write(this.#text?.end(more) ?? '');
    return { columns: this.#columns, rows: this.#kept, rowCount: this.#rows, more };
  }

  #keep(rows: readonly TableRow[]): void {
    for (const row of rows) {
      if (this.#kept.length >= VIEW_ROWS || this.#keptLength >= VIEW_LENGTH) return;
      this.#kept.push(row);
      for (const cell of row) this.#keptLength += cell?.length ?? 0;
    }
  }

  #write(text: string): void {
    this.#bytes += text.length;
    this.#parts.write(text);
  }
}
