import fc from 'fast-check';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repeats } from '../effort';
import { bindValues } from '../../../src/core/run/sql/bindValues';
import { loadSqlGrammar, type SqlGrammar } from '../../../src/core/run/sql/postgresGrammar';
import { substitute } from '../../../src/core/run/quote';
import { PostgresUnderTest } from '../execution/sql/postgresUnderTest';
import { programFolder } from '../builtProgram';
import { SessionUnderTest } from './sessionUnderTest';

let program: string;
let server: PostgresUnderTest;
let client: pg.Client;
let grammar: SqlGrammar;
beforeAll(async () => {
  [program, server] = await Promise.all([
    programFolder(),
    PostgresUnderTest.ofWorker(inject('madeOnce')),
  ]);
  grammar = await loadSqlGrammar(new Uint8Array(await readFile(join(program, 'libpg-query.wasm'))));
  await server.query('CREATE TABLE berth (id int, "Ship Name" text, moored timestamptz)');
  await server.query(
    `INSERT INTO berth SELECT n, 'ship ' || n, now() FROM generate_series(1, 5) n`,
  );
  client = await server.connect();
}, 60_000);
afterAll(async () => {
  await client.end();
});

/** Characters that mean something somewhere, and everything else. */
const value = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.string({
      unit: fc.constantFrom(
        "'",
        '"',
        '\\',
        ';',
        '--',
        '/*',
        '*/',
        '$$',
        '$1',
        '%',
        '\n',
        ' ',
        'é',
        '😀',
        'a',
        ')',
        '(',
      ),
      maxLength: 20,
    }),
  )
  .filter((text) => text !== '' && !text.includes('\0') && !/\p{Surrogate}/u.test(text));

const PLACES = [
  { text: "SELECT '<name>' AS got", read: (v: string) => v },
  { text: "SELECT 'a <name> b''c' AS got", read: (v: string) => `a ${v} b'c` },
  { text: 'SELECT <name>::text AS got', read: (v: string) => v },
  { text: "SELECT lower('X') || <name> AS got", read: (v: string) => `x${v}` },
  { text: "SELECT E'<name>' AS got", read: (v: string) => v },
  { text: "WITH a AS (SELECT '<name>'::text AS x) SELECT x AS got FROM a", read: (v: string) => v },
  {
    text: "SELECT '<name>' AS got FROM berth WHERE id = 1 AND '<name>' <> ''",
    read: (v: string) => v,
  },
] as const;

describe('values of holes against the real server', () => {
  test.each(PLACES)('$text reads back exactly', async ({ text, read }) => {
    await fc.assert(
      fc.asyncProperty(value, async (name) => {
        const bound = bindValues(text, { name }, grammar);
        if (bound === undefined) return;
        const { rows } = await client.query<{ got: string }>({
          text: bound.text,
          values: [...bound.values],
          queryMode: 'extended',
        } as pg.QueryConfig);
        expect(rows).toEqual([{ got: read(name) }]);
      }),
      { numRuns: repeats(350) },
    );
  });

  test('and what is shown means the same as what is sent', async () => {
    await fc.assert(
      fc.asyncProperty(value, async (name) => {
        const text = "SELECT '<name>' AS got";
        const shown = substitute(text, 'sql', { name });
        if (!shown.ok) return;
        const { rows } = await client.query<{ got: string }>(shown.value);
        expect(rows).toEqual([{ got: name }]);
      }),
      { numRuns: repeats(350) },
    );
  });

  test.each([
    ['SELECT * FROM berth WHERE id = <id>', '3', 'SELECT * FROM berth WHERE id = $1', ['3']],
    ["SELECT '<id>'::int", '3', 'SELECT $1::int', ['3']],
    ["SELECT now() - INTERVAL '<id> days'", '3', "SELECT now() - INTERVAL '3 days'", []],
    ['SELECT * FROM <id>', 'Odd "name', 'SELECT * FROM "Odd ""name"', []],
    ["SET application_name = '<id>'", "it's", "SET application_name = 'it''s'", []],
    ["SELECT EXTRACT('<id>' FROM now())", 'day', "SELECT EXTRACT('day' FROM now())", []],
    ["SELECT DATE '<id>' + 1", '2026-01-02', "SELECT DATE '2026-01-02' + 1", []],
    ['SELECT id FROM berth LIMIT <id>', '2', 'SELECT id FROM berth LIMIT $1', ['2']],
    [
      "SELECT date_trunc('<id>', moored), count(*) FROM berth GROUP BY date_trunc('<id>', moored)",
      'day',
      'SELECT date_trunc($1, moored), count(*) FROM berth GROUP BY date_trunc($1, moored)',
      ['day'],
    ],
    [
      'EXPLAIN SELECT * FROM berth WHERE id = <id>',
      '1',
      'EXPLAIN SELECT * FROM berth WHERE id = $1',
      ['1'],
    ],
  ])('%s with %j is sent as %s', async (text, id, sent, values) => {
    const bound = bindValues(text, { id }, grammar);
    expect(bound).toMatchObject({ text: sent, values });
    if (sent.includes('Odd')) return;
    await client.query({ text: sent, values, queryMode: 'extended' } as pg.QueryConfig);
  });

  test('an error behind a value is told at its place in the shown text', async () => {
    const trial = new SessionUnderTest(program, {
      environment: { DATABASE_URL: `postgres://boss@127.0.0.1:${server.port}/postgres` },
    });
    const text = "# T\n\n```sql\nSELECT 1;\nSELECT '😀', '<ship-name>', depth\nFROM berth;\n```\n";
    const report = await trial.run(text, 'depth', { values: { 'ship-name': "Aurora's" } });
    expect(report).toMatchObject({ outcome: 'failed', code: 'sql-error' });
    expect(report.message).toBe('column "depth" does not exist (42703, line 2, column 27)');
    expect(report.output?.head).toContain("LINE 2: SELECT '😀', 'Aurora''s', depth");
    await trial.close();
  });
});
