/** How psql prints a result (its options -A, -t, -x, --csv and -F). */
export interface TableFormat {
  readonly style: 'aligned' | 'unaligned' | 'csv';
  readonly tuplesOnly: boolean;
  readonly expanded: boolean;
  readonly separator: string;
}

export interface TableColumn {
  readonly name: string;
  /** Object id of its type. */
  readonly type: number;
}

export type TableRow = readonly (string | null)[];

export const PLAIN_TABLE: TableFormat = {
  style: 'aligned',
  tuplesOnly: false,
  expanded: false,
  separator: '|',
};

/** Types that psql puts to the right: numbers, money and identifiers of transactions. */
const NUMBERS = new Set([20, 21, 23, 26, 28, 29, 700, 701, 790, 1700, 5069]);

/**
 * Writes a result as psql does, page by page. The widths of an aligned table come from its first
 * page: a wider cell of a later page pushes its line out, so that no result has to be held whole.
 */
export class TableText {
  readonly #columns: readonly TableColumn[];
  readonly #format: TableFormat;
  #widths: readonly number[] | undefined;
  #rows = 0;

  constructor(columns: readonly TableColumn[], format: TableFormat) {
    this.#columns = columns;
    this.#format = format;
  }

  page(rows: readonly TableRow[]): string {
    const text = this.#format.expanded ? this.#records(rows) : this.#head(rows) + this.#lines(rows);
    this.#rows += rows.length;
    return text;
  }

  /** The footer. `more` says that the result went on. */
  end(more: boolean): string {
    const head = this.#widths === undefined && !this.#format.expanded ? this.#head([]) : '';
    if (this.#format.tuplesOnly || this.#format.style === 'csv') return head;
    const count = `(${this.#rows}${more ? '+' : ''} ${this.#rows === 1 && !more ? 'row' : 'rows'})`;
    return `${head}${count}\n${this.#format.style === 'aligned' ? '\n' : ''}`;
  }

  #head(rows: readonly TableRow[]): string {
    if (this.#widths !== undefined) return '';
    const names = this.#columns.map((column) => column.name);
    const { style, tuplesOnly, separator } = this.#format;
    this.#widths = style === 'aligned' ? widthsOf(names, rows, tuplesOnly) : [];
    if (tuplesOnly) return '';
    if (style === 'csv') return csvLine(names);
    if (style === 'unaligned') return `${names.join(separator)}\n`;
    const widths = this.#widths;
    const titles = names.map((name, at) => centered(name, widths[at] ?? 0));
    const rule = widths.map((width) => '-'.repeat(width + 2)).join('+');
    return ` ${titles.join(' | ')} \n${rule}\n`;
  }

  #lines(rows: readonly TableRow[]): string {
    const { style, separator } = this.#format;
    let text = '';
    for (const row of rows) {
      if (style === 'csv') text += csvLine(row);
      else if (style === 'unaligned') text += `${row.map((cell) => cell ?? '').join(separator)}\n`;
      else text += this.#alignedRow(row);
    }
    return text;
  }

  #alignedRow(row: TableRow): string {
    if (row.some((cell) => cell?.includes('\n') === true)) return this.#tallRow(row);
    let line = '';
    for (let at = 0; at < row.length; at += 1) line += this.#cell(row[at] ?? '', at, ' ');
    return `${line}\n`;
  }

  /** Lines of a cell go under one another; a `+` says that the cell goes on. */
  #tallRow(row: TableRow): string {
    const cells = row.map((cell) => (cell ?? '').split('\n'));
    const height = Math.max(...cells.map((cell) => cell.length));
    let text = '';
    for (let line = 0; line < height; line += 1) {
      cells.forEach((cell, at) => {
        text += this.#cell(cell[line] ?? '', at, line + 1 < cell.length ? '+' : ' ');
      });
      text += '\n';
    }
    return text;
  }

  #cell(text: string, at: number, mark: string): string {
    const isLast = at === this.#columns.length - 1;
    const before = at === 0 ? ' ' : '| ';
    const room = (this.#widths?.[at] ?? 0) - widthOf(text);
    const space = room > 0 ? ' '.repeat(room) : '';
    if (NUMBERS.has(this.#columns[at]?.type ?? 0)) {
      return before + space + text + (isLast && mark === ' ' ? '' : mark);
    }
    return isLast && mark === ' ' ? before + text : before + text + space + mark;
  }

  #records(rows: readonly TableRow[]): string {
    const names = this.#columns.map((column) => column.name);
    const width = Math.max(0, ...names.map(widthOf));
    const { style, separator, tuplesOnly } = this.#format;
    const aligned = style === 'aligned';
    return rows
      .map((row, at) => {
        const title = `-[ RECORD ${this.#rows + at + 1} ]`;
        const head = tuplesOnly ? '' : aligned ? `${title.padEnd(width + 2, '-')}\n` : '';
        const lines = names.map((name, column) =>
          aligned
            ? `${name}${' '.repeat(width - widthOf(name))} | ${row[column] ?? ''}\n`
            : `${name}${separator}${row[column] ?? ''}\n`,
        );
        return `${head}${lines.join('')}${aligned ? '' : '\n'}`;
      })
      .join('');
  }
}

function widthsOf(names: readonly string[], rows: readonly TableRow[], bare: boolean): number[] {
  const widths = names.map((name) => (bare ? 0 : widthOf(name)));
  for (const row of rows) {
    for (let at = 0; at < widths.length; at += 1) {
      const cell = row[at] ?? '';
      const width = cell.includes('\n')
        ? Math.max(...cell.split('\n').map(widthOf))
        : widthOf(cell);
      if (width > (widths[at] ?? 0)) widths[at] = width;
    }
  }
  return widths;
}

const ASCII = /^[\x20-\x7e]*$/;
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const COMBINING = /\p{M}|\u200d/u;

/** Columns on a terminal. */
function widthOf(text: string): number {
  if (ASCII.test(text)) return text.length;
  let width = 0;
  for (const char of text) width += COMBINING.test(char) ? 0 : WIDE.test(char) ? 2 : 1;
  return width;
}

function centered(text: string, width: number): string {
  const room = Math.max(0, width - widthOf(text));
  const left = Math.floor(room / 2);
  return ' '.repeat(left) + text + ' '.repeat(room - left);
}

function csvLine(cells: readonly (string | null)[]): string {
  return `${cells
    .map((cell) =>
      /[",\r\n]/.test(cell ?? '') ? `"${(cell ?? '').replaceAll('"', '""')}"` : (cell ?? ''),
    )
    .join(',')}\n`;
}
