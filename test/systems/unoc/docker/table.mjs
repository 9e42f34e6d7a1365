// Tables and templates as docker prints them.
import { DockerFailure } from './answer.mjs';

/** @param {readonly (readonly string[])[]} rows The first is the heading. @returns {string} */
export function formatTable(rows) {
  const columns = rows[0]?.length ?? 0;
  const widths = Array.from({ length: columns }, (_, at) =>
    Math.max(...rows.map((row) => (row[at] ?? '').length)),
  );
  return rows
    .map((row) =>
      row.map((cell, at) => (at === columns - 1 ? cell : cell.padEnd((widths[at] ?? 0) + 3))),
    )
    .map((row) => row.join('').trimEnd())
    .join('\n');
}

/**
 * Prints records by a `--format`: none, `json`, a template, or `table` and a template.
 * @param {readonly Record<string, string>[]} records
 * @param {readonly string[]} defaultColumns Keys, in the order of the default table.
 * @param {Record<string, string>} headings By key.
 * @param {string | undefined} format
 * @returns {string} without a final newline
 */
export function formatRecords(records, defaultColumns, headings, format) {
  if (format === undefined || format === 'table') {
    const rows = [headings, ...records].map((row) => defaultColumns.map((key) => row[key] ?? ''));
    return formatTable(rows);
  }
  if (format === 'json') return records.map((record) => JSON.stringify(record)).join('\n');
  if (!format.startsWith('table ')) return records.map((row) => fill(format, row)).join('\n');
  const template = format.slice('table '.length);
  return formatTable([headings, ...records].map((row) => fill(template, row).split('\t')));
}

/** @param {string} template @param {Record<string, string>} record @returns {string} */
function fill(template, record) {
  return template.replaceAll('\\t', '\t').replace(/\{\{\s*(.*?)\s*\}\}/g, (_, path) => {
    if (path === 'json .') return JSON.stringify(record);
    const value = record[path.replace(/^\./, '')];
    if (value === undefined) throw new DockerFailure(`template: :1: can't evaluate field ${path}`);
    return value;
  });
}
