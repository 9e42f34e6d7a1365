import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { SqlItem } from '../../../../src/core/run/sql/sqlItem';
import { tableAsCsv, tableAsJson, tableAsMarkdown } from '../../../../src/core/run/sql/tableCopy';
import { PLAIN_TABLE, type TableFormat } from '../../../../src/core/run/sql/tableText';
import { SqlExecutor } from '../../../../src/execution/sql/sqlExecutor';
import { PLANTED_SECRETS } from '../plantedSecrets';
import { PostgresUnderTest } from './postgresUnderTest';

let server: PostgresUnderTest;
let folder: string;
let executor: SqlExecutor;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'runbook-sql-secrets-'));
  server = await PostgresUnderTest.ofWorker(inject('madeOnce'));
  await server.query(`CREATE FUNCTION tell(text) RETURNS text LANGUAGE plpgsql AS $$ BEGIN
    RAISE NOTICE 'told %', $1 USING DETAIL = 'detail ' || $1, HINT = 'hint ' || $1;
    RETURN $1; END $$`);
  await server.query(`CREATE FUNCTION refuse(text) RETURNS text LANGUAGE plpgsql AS $$ BEGIN
    RAISE EXCEPTION 'refused %', $1 USING DETAIL = 'detail ' || $1, HINT = 'hint ' || $1; END $$`);
  executor = new SqlExecutor(folder);
}, 60_000);
afterAll(async () => {
  executor.dispose();
  rmSync(folder, { recursive: true, force: true });
});

/** What a query does with a secret, given as a value. */
const USES = [
  'SELECT $1::text AS it',
  "SELECT encode(convert_to($1, 'UTF8'), 'base64'), encode(convert_to($1, 'UTF8'), 'hex')",
  "SELECT convert_to($1, 'UTF8')",
  'SELECT quote_literal($1), quote_ident($1), quote_nullable($1)',
  'SELECT to_json($1::text), to_jsonb(ARRAY[$1::text]), json_build_object($1::text, 1)',
  'SELECT ARRAY[$1::text], ROW($1::text, 2), ARRAY[ROW($1::text)]',
  'SELECT xmlelement(name x, $1::text)',
  "SELECT replace(replace(encode(convert_to($1, 'UTF8'), 'base64'), '+', '-'), '/', '_')",
  'SELECT tell($1)',
  'SELECT refuse($1)',
  'SELECT $1::text::int',
  'SELECT $1::text::json',
  "SELECT repeat($1 || E'\\n', 3), repeat($1, 2)",
];
/** The same, with the secret written into the statement. */
const WRITTEN = [
  (secret: string) => `SELECT 1 AS ${ident(secret)}`,
  (secret: string) => `SELECT * FROM ${ident(secret)}`,
  (secret: string) => `SELECT '${secret.replaceAll("'", "''")}'::date`,
  (secret: string) => `COPY (SELECT '${secret.replaceAll("'", "''")}') TO STDOUT`,
  (secret: string) => `COPY (SELECT '${secret.replaceAll("'", "''")}') TO STDOUT (FORMAT csv)`,
  (secret: string) =>
    `EXPLAIN VERBOSE SELECT * FROM pg_class WHERE relname = '${secret.replaceAll("'", "''")}'`,
  (secret: string) => `SHOW ${ident(secret)}`,
];

const FORMATS: readonly TableFormat[] = [
  PLAIN_TABLE,
  { ...PLAIN_TABLE, expanded: true },
  { ...PLAIN_TABLE, style: 'csv' },
  { ...PLAIN_TABLE, style: 'unaligned' },
];

let runs = 0;
async function everythingOf(
  secret: string,
  item: Pick<Statement, 'text' | 'values'>,
  format: TableFormat,
) {
  const run = executor.run({
    runId: `r${(runs += 1)}`,
    target: server.target,
    items: [{ kind: 'statement', start: 0, shifts: [], expanded: false, ...item }],
    format,
    armed: false,
    shownText: item.text,
    timeoutMs: 10_000,
    secrets: [secret],
    password: () => Promise.resolve(undefined),
  });
  const seen: string[] = [];
  run.onOutput(({ text }) => seen.push(text));
  run.onTable((table) => {
    seen.push(tableAsCsv(table), tableAsJson(table), tableAsMarkdown(table), table.said);
    seen.push(...allTexts(table));
  });
  const result = await run.result;
  seen.push(...allTexts(result));
  for (const name of readdirSync(folder)) seen.push(readFileSync(join(folder, name), 'latin1'));
  return { seen, result };
}

test(`${PLANTED_SECRETS.length} secrets are in nothing that comes of a query`, async () => {
  let masked = 0;
  for (const [index, secret] of PLANTED_SECRETS.entries()) {
    const items = [
      ...USES.map((text) => ({ text, values: [secret] })),
      ...WRITTEN.map((write) => ({ text: write(secret), values: [] })),
    ];
    for (const [at, item] of items.entries()) {
      const format = FORMATS[(index + at) % FORMATS.length] ?? PLAIN_TABLE;
      const { seen } = await everythingOf(secret, item, format);
      if (seen.some((text) => text.includes('***'))) masked += 1;
      for (const line of secret.split('\n')) {
        for (const known of formsOf(line)) {
          const bad = seen.filter((text) => readings(text).some((one) => one.includes(known)));
          expect(bad.map((text) => `${item.text}: ${text.slice(0, 300)}`)).toEqual([]);
        }
      }
    }
  }
  expect(masked).toBeGreaterThan(PLANTED_SECRETS.length * (USES.length + WRITTEN.length) * 0.9);
});

type Statement = Extract<SqlItem, { readonly kind: 'statement' }>;

function ident(text: string): string {
  return `"${text.slice(0, 60).replaceAll('"', '""')}"`;
}

function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  // The last character of base64 may hold bits of a neighbour.
  return [
    secret,
    encodeURIComponent(secret),
    bytes.toString('base64').replace(/=*$/, '').slice(0, -1),
    bytes.toString('hex'),
  ];
}

/** A text as whoever takes its quoting away reads it: of SQL, arrays, rows, JSON, CSV and XML. */
function readings(text: string): string[] {
  const single = text.replaceAll("''", "'");
  const double = text.replaceAll('""', '"');
  const undoubled = (one: string) => one.replaceAll('\\\\', '\\');
  const unescaped = text.replace(/\\(.)/g, '$1');
  const xml = text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
  return [text, single, double, undoubled(single), undoubled(double), unescaped, xml];
}

function allTexts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(allTexts);
}
