// The result of a query as psql prints it.

/**
 * @param {import('pg').QueryResult} result Rows as arrays of text.
 * @param {string} statement
 * @param {Map<string, string>} options psql's, by long name.
 * @returns {string} without a final newline
 */
export function formatResult(result, statement, options) {
  if (result.fields.length === 0) return options.has('quiet') ? '' : tag(result, statement);
  const rows = /** @type {(string | null)[][]} */ (result.rows).map((row) =>
    row.map((cell) => cell ?? ''),
  );
  const names = result.fields.map((field) => field.name);
  const bare = options.has('tuples-only');
  const count = `(${rows.length} row${rows.length === 1 ? '' : 's'})`;
  if (options.has('no-align')) {
    const lines = (bare ? rows : [names, ...rows]).map((row) => row.join('|'));
    return [...lines, ...(bare ? [] : [count])].join('\n');
  }
  const widths = names.map((name, at) =>
    Math.max(bare ? 0 : name.length, ...rows.map((row) => row[at]?.length ?? 0)),
  );
  const body = rows.map((row) => alignRow(row, widths, result.fields));
  if (bare) return body.length > 0 ? `${body.join('\n')}\n` : '';
  const heading = names.map((name, at) => centre(name, widths[at] ?? 0)).join(' | ');
  const rule = widths.map((width) => '-'.repeat(width + 2)).join('+');
  return [` ${heading} `, rule, ...body, count, ''].join('\n');
}

/** The client library keeps only the first word of `CREATE TABLE` and its kind.
 * @param {import('pg').QueryResult} result @param {string} statement @returns {string} */
function tag(result, statement) {
  if (result.command === 'INSERT') return `INSERT 0 ${result.rowCount ?? 0}`;
  const counted = ['UPDATE', 'DELETE'].includes(result.command);
  if (counted) return `${result.command} ${result.rowCount}`;
  const object = /^(CREATE|ALTER|DROP|TRUNCATE)\s+(?:UNIQUE\s+)?(\w+)/i.exec(statement);
  return object ? `${object[1]} ${object[2]}`.toUpperCase() : result.command;
}

/** Numbers stand right: these are the type numbers of PostgreSQL's number types. */
const numeric = new Set([20, 21, 23, 26, 700, 701, 1700]);

/** @param {readonly string[]} row @param {readonly number[]} widths
 * @param {readonly { dataTypeID: number }[]} fields @returns {string} */
function alignRow(row, widths, fields) {
  const cells = row.map((cell, at) => {
    const width = widths[at] ?? 0;
    return numeric.has(fields[at]?.dataTypeID ?? 0) ? cell.padStart(width) : cell.padEnd(width);
  });
  return ` ${cells.join(' | ')}`.trimEnd();
}

/** @param {string} text @param {number} width @returns {string} */
function centre(text, width) {
  return text.padStart(text.length + Math.floor((width - text.length) / 2)).padEnd(width);
}
