import { Masker, type MaskingRules } from '../masking/masker';
import type { SqlTable } from './sqlRequest';

/** A table without its secrets. Cells are looked at one by one only when there is one. */
export function maskTable(table: SqlTable, rules: MaskingRules): SqlTable {
  const text = JSON.stringify([table.columns, table.rows, table.said]);
  const isPlain = !/\\[nrt"\\]/.test(text);
  // Where nothing is found that a secret could begin with, there is none.
  if (isPlain && rules.scanner.scan(Buffer.from(text)).length === 0) return table;
  if (isPlain && maskOf(text, rules) === text) return table;
  const rows = table.rows.map((row) =>
    row.map((cell) => (cell === null ? null : maskOf(cell, rules))),
  );
  const columns = table.columns.map((column) => ({ ...column, name: maskOf(column.name, rules) }));
  return { ...table, columns, rows, said: maskOf(table.said, rules) };
}

export function maskOf(text: string, rules: MaskingRules): string {
  const masker = new Masker(rules);
  return Buffer.concat([masker.push(Buffer.from(text)), masker.end()]).toString();
}
