import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { SqlExecutor } from '../../../src/execution/sql/sqlExecutor';
import { PLAIN_TABLE } from '../../../src/core/run/sql/tableText';
import { PostgresUnderTest } from '../execution/sql/postgresUnderTest';
import { programFolder } from '../builtProgram';
import { SessionUnderTest } from './sessionUnderTest';

/** The eleven of the threat model: each is one cell, run as a superuser. */
const KNOWN = [
  'COMMIT; CREATE TABLE escaped (a int);',
  'SELECT 1; COMMIT; CREATE TABLE escaped (a int); SELECT 2;',
  'BEGIN; COMMIT; CREATE TABLE escaped (a int)',
  'SET TRANSACTION READ WRITE; CREATE TABLE escaped (a int);',
  'COMMIT;',
  "COPY (SELECT 1) TO PROGRAM 'touch %s/escaped';",
  'SELECT pg_advisory_lock(4711);',
  "SELECT set_config('statement_timeout', '0', true);",
  "SET statement_timeout = 0; SELECT 'no timeout';",
  'SELECT pg_terminate_backend(%p);',
  'CREATE TABLE escaped (a int);',
];

/** Thirty and more of our own. */
const MORE = [
  'ROLLBACK; CREATE TABLE escaped (a int);',
  'END; CREATE TABLE escaped (a int);',
  'ABORT AND CHAIN; CREATE TABLE escaped (a int);',
  'SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE;',
  'SET default_transaction_read_only = off; COMMIT;',
  'RESET default_transaction_read_only;',
  'RESET ALL;',
  'DISCARD ALL;',
  "SELECT set_config('transaction_read_only', 'off', false);",
  "SELECT pg_catalog.set_config('default_transaction_read_only', 'off', false);",
  "UPDATE pg_settings SET setting = 'off' WHERE name = 'transaction_read_only';",
  "DO $$ BEGIN EXECUTE 'CREATE TABLE escaped (a int)'; END $$;",
  'DO $$ BEGIN COMMIT; CREATE TABLE escaped (a int); END $$;',
  "CALL writes('escaped');",
  "SELECT writes_fn('escaped');",
  'SELECT tide.count(1);',
  'WITH gone AS (DELETE FROM berth RETURNING *) SELECT * FROM gone;',
  'WITH a AS (SELECT 1), b AS (INSERT INTO berth VALUES (9) RETURNING 1) SELECT * FROM a, b;',
  'SELECT * INTO escaped FROM berth;',
  'CREATE TABLE escaped AS SELECT 1;',
  'EXPLAIN ANALYZE DELETE FROM berth;',
  'EXPLAIN (ANALYZE, BUFFERS) INSERT INTO berth VALUES (9);',
  'EXPLAIN ANALYZE CREATE TABLE escaped AS SELECT 1;',
  "EXPLAIN (ANALYZE 'on') UPDATE berth SET ship = 'x';",
  "COPY berth TO '%s/escaped';",
  "COPY berth FROM PROGRAM 'touch %s/escaped; echo 7';",
  'COPY berth FROM STDIN;',
  "SELECT lo_export(lo_from_bytea(0, 'x'), '%s/escaped');",
  "SELECT lo_import('/etc/passwd');",
  "SELECT nextval('tide_seq');",
  "SELECT setval('tide_seq', 100);",
  "SELECT pg_notify('port', 'hello');",
  'NOTIFY port;',
  'LISTEN port;',
  'PREPARE p AS DELETE FROM berth; EXECUTE p;',
  'DECLARE c CURSOR WITH HOLD FOR SELECT pg_advisory_lock(4711); FETCH c;',
  "SELECT * FROM query_to_xml('SELECT pg_advisory_lock(4711)', true, true, '');",
  "SELECT * FROM ts_stat('SELECT set_config(''statement_timeout'',''0'',false)::tsvector');",
  'SELECT pg_cancel_backend(%p);',
  'SELECT pg_reload_conf();',
  "ALTER SYSTEM SET work_mem = '1GB';",
  'ALTER ROLE boss SET default_transaction_read_only = off;',
  'SELECT pg_switch_wal();',
  "SELECT pg_create_physical_replication_slot('escaped');",
  'SELECT * FROM berth FOR UPDATE;',
  'LOCK TABLE berth IN ACCESS EXCLUSIVE MODE;',
  'SET ROLE guest; SET search_path = tide;',
  'VACUUM berth;',
  'TRUNCATE berth;',
  "SECURITY LABEL ON TABLE berth IS 'x';",
  'SAVEPOINT a; RELEASE a; COMMIT;',
  '/* SELECT 1 */ COMMIT /* ; */; DROP TABLE berth;',
  'SELECT $$;$$; COMMIT AND CHAIN;',
  "SELECT ';' -- \n; COMMIT; DROP TABLE berth --",
  "SELECT E'\\'; COMMIT; SELECT 1; --'; DROP TABLE berth;",
  'BEGIN ISOLATION LEVEL SERIALIZABLE READ WRITE; DELETE FROM berth; COMMIT;',
  "LOAD 'plpgsql';",
  '\\! touch %s/escaped',
  '\\copy berth to %s/escaped',
  "SELECT 'CREATE TABLE escaped (a int)' \\gexec",
  '\\o %s/escaped',
  '\\c postgres boss\nDROP TABLE berth;',
  'SELECT 1 \\g %s/escaped',
];

let program: string;
let server: PostgresUnderTest;
let trial: SessionUnderTest;
let victim: pg.Client;
let victimPid = '';

beforeAll(async () => {
  [program, server] = await Promise.all([
    programFolder(),
    PostgresUnderTest.ofWorker(inject('madeOnce')),
  ]);
  await server.query('CREATE TABLE berth (id int, ship text)');
  await server.query("INSERT INTO berth VALUES (1, 'Aurora')");
  await server.query('CREATE SEQUENCE tide_seq; CREATE SCHEMA tide');
  await server.query(`CREATE PROCEDURE writes(name text) LANGUAGE plpgsql AS
    $$ BEGIN EXECUTE 'CREATE TABLE ' || name || ' (a int)'; END $$`);
  await server.query(`CREATE FUNCTION writes_fn(name text) RETURNS int LANGUAGE plpgsql AS
    $$ BEGIN EXECUTE 'CREATE TABLE ' || name || ' (a int)'; RETURN 1; END $$`);
  await server.query(`CREATE FUNCTION tide.count(int) RETURNS int LANGUAGE sql AS
    'SELECT pg_advisory_lock(4711); SELECT 1'`);
  victim = await server.connect();
  const { rows } = await victim.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  victimPid = String(rows[0]?.pid);
  trial = new SessionUnderTest(program, {
    environment: { DATABASE_URL: `postgres://boss@127.0.0.1:${server.port}/postgres` },
    settings: { timeoutMs: 5_000 },
  });
}, 60_000);

afterAll(async () => {
  await trial.close();
  await victim.end().catch(() => undefined);
});

/** Everything an escape could have changed, seen from outside. */
async function state(): Promise<unknown> {
  const [row] = await server.query(`SELECT
    (SELECT string_agg(relname || relkind::text, ',' ORDER BY relname) FROM pg_class WHERE relnamespace = 'public'::regnamespace) AS relations,
    (SELECT string_agg(berth::text, ',') FROM berth) AS rows,
    (SELECT last_value || is_called::text FROM tide_seq) AS sequence,
    (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory') AS locks,
    (SELECT count(*) FROM pg_largeobject_metadata) AS objects,
    (SELECT count(*) FROM pg_replication_slots) AS slots,
    (SELECT string_agg(setconfig::text, ',') FROM pg_db_role_setting) AS settings,
    (SELECT count(*) FROM pg_file_settings WHERE sourcefile LIKE '%auto.conf') AS system,
    (SELECT count(*) FROM pg_stat_activity WHERE pid = ${victimPid}) AS victim,
    pg_conf_load_time() AS loaded`);
  return { ...row, files: readdirSync(server.folder) };
}

const fill = (text: string) => text.replaceAll('%s', server.folder).replaceAll('%p', victimPid);
const step = (text: string) => `# Trial\n\n\`\`\`sql\n${text}\n\`\`\`\n`;

describe('nothing changes over a connection that is not armed', () => {
  test.each([...KNOWN, ...MORE])('%s', async (attempt) => {
    const before = await state();
    const text = step(fill(attempt));
    const report = await trial.run(text, fill(attempt).slice(0, 5));
    expect(report.outcome).toBe('refused');
    expect(report.code).toMatch(/^(?:writes-not-armed|meta-not-supported|not-runnable)$/);
    expect(await state()).toEqual(before);
  });

  test('not even by what passes the list of allowed statements', async () => {
    const executor = new SqlExecutor(join(trial.root, 'out'));
    const run = (text: string) =>
      executor.run({
        runId: `r${Math.random()}`,
        target: server.target,
        items: [{ kind: 'statement', text, values: [], start: 0, shifts: [], expanded: false }],
        format: PLAIN_TABLE,
        shownText: text,
        armed: false,
        timeoutMs: 2_000,
        secrets: [],
        password: () => Promise.resolve(undefined),
      }).result;
    const before = await state();
    const held = [
      'COMMIT; CREATE TABLE escaped (a int)',
      'CREATE TABLE escaped (a int)',
      'SET TRANSACTION READ WRITE',
      'INSERT INTO berth VALUES (2)',
      "SELECT writes_fn('escaped')",
      "DO $$ BEGIN EXECUTE 'SET TRANSACTION READ WRITE'; END $$",
      'DO $$ BEGIN COMMIT; END $$',
    ];
    for (const text of held) expect((await run(text)).outcome, text).toBe('failed');
    // These are let through by the server: the roll-back after the step takes them back.
    const takenBack = [
      'SELECT pg_advisory_lock(4711)',
      "SELECT set_config('default_transaction_read_only', 'off', false)",
      "SELECT set_config('statement_timeout', '0', false)",
      'SET default_transaction_read_only = off',
      'LISTEN port',
    ];
    for (const text of takenBack) {
      await run(text);
      const next = await run(
        "SELECT current_setting('default_transaction_read_only'), current_setting('statement_timeout')",
      );
      expect(next.output.head, text).toMatch(/ on +\| 2s/);
    }
    expect(await state()).toEqual(before);
    executor.dispose();
  });

  test('and the files of the server are as they were', () => {
    expect(existsSync(join(server.folder, 'escaped'))).toBe(false);
  });
});
