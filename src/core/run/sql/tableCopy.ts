import { TableText, type TableColumn, type TableRow } from './tableText';

/** A result, or its first rows. */
export interface TableData {
  readonly columns: readonly TableColumn[];
  readonly rows: readonly TableRow[];
  readonly rowCount: number;
  readonly more: boolean;
}

/** RFC 4180 with line feeds; NULL is an empty cell. */
export function tableAsCsv({ columns, rows }: TableData): string {
  const format = { style: 'csv', tuplesOnly: false, expanded: false, separator: ',' } as const;
  const text = new TableText(columns, format);
  return text.page(rows) + text.end(false);
}

/** A list of objects; of columns with the same name the later ones are numbered. */
export function tableAsJson({ columns, rows }: TableData): string {
  const names: string[] = [];
  for (const { name } of columns) {
    let unique = name;
    for (let number = 2; names.includes(unique); number += 1) unique = `${name}_${number}`;
    names.push(unique);
  }
  const objects = rows.map((row) =>
    Object.fromEntries(names.map((name, at) => [name, row[at] ?? null])),
  );
  return `${JSON.stringify(objects, undefined, 2)}\n`;
}

/** A table of GitHub's Markdown in which nothing of a cell is read as Markdown or HTML. */
export function tableAsMarkdown(table: TableData): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;
  const head = line(table.columns.map(({ name }) => escapeCell(name)));
  const rule = line(table.columns.map(() => '---'));
  const rows = table.rows.map((row) => line(row.map((cell) => escapeCell(cell ?? ''))));
  return `${head}${rule}${rows.join('')}\n${rowsInWords(table)}\n`;
}

/** `3 rows`, and how many of them are shown. */
export function rowsInWords({ rows, rowCount, more }: TableData): string {
  const count = `${rowCount}${more ? '+' : ''} ${rowCount === 1 && !more ? 'row' : 'rows'}`;
  return rows.length < rowCount ? `${count}, the first ${rows.length} are shown` : count;
}

function escapeCell(text: string): string {
  return text
    .replace(/[\\`*_{}[\]()#+\-.!|<>&~$]/g, (char) => `&#${char.charCodeAt(0)};`)
    .replace(/\r?\n/g, ' ');
}
