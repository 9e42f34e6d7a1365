// Stand-in for pg_dump, where the server came without it: the public tables, as SQL that brings
// them back.
import { writeFileSync } from 'node:fs';
import pg from 'pg';
import { connectionFailure, readArguments } from './arguments.mjs';

const values = { '-f': 'file', '-t': 'table', '-F': 'format', '-n': 'schema' };
const flags = {
  '-c': 'clean',
  '-O': 'no-owner',
  '-x': 'no-privileges',
  '-w': 'no-password',
  '-v': 'verbose',
  '-a': 'data-only',
  // The only short name it has is its long one.
  '--if-exists': 'if-exists',
};

/** @param {readonly string[]} args */
export async function main(args) {
  let given;
  try {
    given = readArguments(args, values, flags);
  } catch (error) {
    process.stderr.write(`pg_dump: error: ${/** @type {Error} */ (error).message}\n`);
    process.exitCode = 1;
    return;
  }
  const client = new pg.Client({ ...given.connection, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
  } catch (error) {
    process.stderr.write(connectionFailure('pg_dump', error, given.connection));
    process.exitCode = 1;
    return;
  }
  const text = await dump(client, given.options.has('clean'));
  await client.end();
  const file = given.options.get('file');
  if (file === undefined) process.stdout.write(text);
  else writeFileSync(file, text);
}

/** @param {pg.Client} client @param {boolean} clean @returns {Promise<string>} */
async function dump(client, clean) {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  const tables = await client.query(
    "SELECT oid, relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY relname",
  );
  const parts = ['--\n-- PostgreSQL database dump\n--\n', "SET client_encoding = 'UTF8';"];
  for (const { relname } of clean ? tables.rows : []) {
    parts.push(`DROP TABLE IF EXISTS public.${quoteName(relname)};`);
  }
  for (const { oid, relname } of tables.rows) parts.push(await dumpTable(client, oid, relname));
  parts.push('--\n-- PostgreSQL database dump complete\n--\n');
  return parts.join('\n');
}

/** @param {pg.Client} client @param {number} oid @param {string} name @returns {Promise<string>} */
async function dumpTable(client, oid, name) {
  const table = `public.${quoteName(name)}`;
  const columns = await client.query(
    `SELECT attname, format_type(atttypid, atttypmod) AS type, attnotnull, attidentity,
            pg_get_expr(adbin, adrelid) AS preset
     FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
     WHERE attrelid = $1 AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
    [oid],
  );
  const constraints = await client.query(
    `SELECT conname, pg_get_constraintdef(oid) AS rule FROM pg_constraint
     WHERE conrelid = $1 AND contype IN ('p', 'u', 'c') ORDER BY conname`,
    [oid],
  );
  const lines = [
    ...columns.rows.map(columnLine),
    ...constraints.rows.map(({ conname, rule }) => `  CONSTRAINT ${quoteName(conname)} ${rule}`),
  ];
  const names = columns.rows.map(({ attname }) => quoteName(attname)).join(', ');
  const rows = await client.query({
    text: `SELECT ${columns.rows.map(({ attname }) => `quote_nullable(${quoteName(attname)}::text)`).join(', ')} FROM ${table}`,
    rowMode: 'array',
  });
  const inserts = rows.rows.map(
    (row) => `INSERT INTO ${table} (${names}) VALUES (${row.join(', ')});`,
  );
  const resets = columns.rows
    .filter(({ attidentity }) => attidentity !== '')
    .map(({ attname }) => resetSequence(table, attname));
  return [`\nCREATE TABLE ${table} (\n${lines.join(',\n')}\n);\n`, ...inserts, ...resets, ''].join(
    '\n',
  );
}

/** @param {{ attname: string, type: string, attnotnull: boolean, attidentity: string, preset: string | null }} column */
function columnLine({ attname, type, attnotnull, attidentity, preset }) {
  const identity =
    attidentity === ''
      ? ''
      : ` GENERATED ${attidentity === 'a' ? 'ALWAYS' : 'BY DEFAULT'} AS IDENTITY`;
  const value = preset === null ? '' : ` DEFAULT ${preset}`;
  return `  ${quoteName(attname)} ${type}${value}${identity}${attnotnull ? ' NOT NULL' : ''}`;
}

/** @param {string} table @param {string} column @returns {string} */
function resetSequence(table, column) {
  return (
    `SELECT setval(pg_get_serial_sequence('${table}', '${column}'), ` +
    `coalesce((SELECT max(${quoteName(column)}) FROM ${table}), 1));`
  );
}

/** @param {string} name @returns {string} */
function quoteName(name) {
  return /^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}
