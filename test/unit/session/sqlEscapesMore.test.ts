import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { PostgresUnderTest } from '../execution/sql/postgresUnderTest';
import { programFolder } from '../builtProgram';
import { SessionUnderTest } from './sessionUnderTest';

/** Ways to alter something in places where few look for one; each is a cell, run as a superuser. */
const ATTEMPTS = [
  'SELECT 1 FROM berth FOR SHARE',
  'SELECT 1 FROM berth FOR KEY SHARE SKIP LOCKED',
  'VALUES (pg_advisory_lock(1))',
  'SELECT CASE WHEN true THEN pg_advisory_lock(1)::text END',
  'SELECT pg_catalog.pg_advisory_xact_lock_shared(1)',
  'SELECT (SELECT pg_try_advisory_lock(4711))',
  'SELECT count(*) FILTER (WHERE pg_try_advisory_lock(4711)) FROM berth',
  'SELECT * FROM berth TABLESAMPLE bernoulli(pg_advisory_lock(4711)::text::int)',
  'SELECT 1 ORDER BY pg_try_advisory_lock(4711)',
  'SELECT 1 LIMIT (SELECT pg_try_advisory_lock(4711)::int)',
  'SELECT 1 GROUP BY pg_try_advisory_lock(4711)',
  'SELECT row_number() OVER (ORDER BY pg_try_advisory_lock(4711))',
  'WITH RECURSIVE r AS (SELECT 1 AS n, pg_try_advisory_lock(4711) AS l UNION SELECT n+1, l FROM r WHERE n < 3) SELECT * FROM r',
  'SELECT * FROM generate_series(1, 2) g, LATERAL pg_advisory_lock(g)',
  'SELECT * FROM ROWS FROM (generate_series(1,2), pg_advisory_lock(3))',
  "SELECT * FROM json_table('[1]', '$[*]' COLUMNS (x int PATH '$' DEFAULT pg_advisory_lock(1)::text::int ON EMPTY))",
  'EXPLAIN (ANALYZE true) SELECT pg_try_advisory_lock(4711)',
  'EXPLAIN ANALYZE EXECUTE p',
  'EXPLAIN ANALYZE DECLARE c CURSOR FOR SELECT pg_try_advisory_lock(4711)',
  'EXPLAIN (ANALYZE) CREATE MATERIALIZED VIEW escaped AS SELECT 1',
  'COPY (SELECT pg_try_advisory_lock(4711)) TO STDOUT',
  'COPY (DELETE FROM berth RETURNING 1) TO STDOUT',
  "COPY (SELECT 1) TO '/tmp/escaped'",
  "COPY berth TO PROGRAM 'cat > %s/escaped'",
  "COPY berth (id) FROM '/etc/passwd'",
  'SET LOCAL default_transaction_read_only TO off',
  'SET SESSION transaction_read_only = off',
  'SET transaction_deferrable = on',
  'SET session_replication_role = replica',
  'SET SESSION AUTHORIZATION guest',
  'SET ROLE NONE',
  'SET lock_timeout = 0',
  'SET idle_in_transaction_session_timeout = 0',
  "SET TIME ZONE 'x'; COMMIT; DELETE FROM berth",
  'SET search_path TO public; SELECT tide_writer()',
  'RESET SESSION AUTHORIZATION',
  'RESET statement_timeout',
  'SHOW ALL; COMMIT; DELETE FROM berth',
  'REINDEX TABLE berth',
  'CLUSTER',
  'ANALYZE berth',
  'CHECKPOINT',
  'REFRESH MATERIALIZED VIEW nope',
  "COMMENT ON TABLE berth IS 'x'",
  'GRANT ALL ON berth TO guest',
  'REASSIGN OWNED BY boss TO guest',
  'DROP OWNED BY guest',
  'IMPORT FOREIGN SCHEMA x FROM SERVER y INTO z',
  'CREATE TEMP TABLE escaped (a int)',
  "PREPARE TRANSACTION 'x'",
  'UNLISTEN *; COMMIT',
  'MOVE 1 FROM c',
  'FETCH 1 FROM c',
  'DEALLOCATE ALL',
  'EXECUTE p',
  'CALL pg_sleep(1)',
  'MERGE INTO berth USING berth b ON true WHEN MATCHED THEN DELETE',
  "SELECT xpath_table('a','b','c','d','e')",
  "SELECT * FROM crosstab('DELETE FROM berth')",
  "SELECT table_to_xml('berth', true, true, ''), query_to_xml_and_xmlschema('DELETE FROM berth', true, true, '')",
  "SELECT database_to_xml(true,true,''), schema_to_xml('public',true,true,''), cursor_to_xml('c',1,true,true,'')",
  'SELECT lo_create(0)',
  "SELECT lo_put(1, 0, 'x')",
  'SELECT lo_truncate(1,0)',
  "SELECT pg_file_write('escaped','x',false)",
  "SELECT pg_logical_emit_message(true,'a','b')",
  'SELECT pg_stat_reset()',
  "SELECT pg_stat_reset_shared('bgwriter')",
  'SELECT pg_stat_reset_single_table_counters(1)',
  'SELECT pg_log_backend_memory_contexts(%p)',
  'SELECT pg_rotate_logfile()',
  "SELECT pg_create_restore_point('x')",
  "SELECT pg_backup_start('x')",
  'SELECT pg_switch_wal()',
  'SELECT pg_promote()',
  'SELECT pg_wal_replay_pause()',
  "SELECT pg_replication_origin_create('escaped')",
  "SELECT pg_create_logical_replication_slot('escaped','pgoutput')",
  'SELECT setseed(0.5)',
  "SELECT pg_notification_queue_usage(), pg_notify('a','b')",
  "SELECT currval('tide_seq'), lastval(), nextval('tide_seq'::regclass)",
  "SELECT pg_get_serial_sequence('berth','id'), pg_sequence_last_value('tide_seq')",
  "SELECT set_config('role','guest',false)",
  "SELECT current_setting('x', true) || set_config('x.y','z',false)",
  'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid = %p',
  'SELECT bool_or(pg_cancel_backend(pid)) FROM pg_stat_activity WHERE pid = %p',
  "SELECT pg_extension_config_dump('berth','')",
  'SELECT binary_upgrade_set_next_pg_type_oid(1)',
  "SELECT pg_nextoid('pg_class','oid','pg_class_oid_index')",
  "SELECT brin_summarize_new_values('x')",
  "SELECT pg_import_system_collations('public')",
  'SELECT "pg_advisory_lock"(4711)',
  'SELECT U&"pg\\005fadvisory_lock"(4711)',
  'SELECT pg_advisory_lock/**/(4711)',
  'SELECT PG_ADVISORY_LOCK(4711)',
  'SELECT pg_catalog . pg_advisory_lock (4711)',
  'SELECT postgres.pg_catalog.pg_advisory_lock(4711)',
  'SELECT id FROM berth; SELECT 1 \\; COMMIT \\; DELETE FROM berth',
  'SELECT 1 \\gset\nDELETE FROM berth',
  "\\set x 'DELETE FROM berth'\n:x",
  'SELECT 1 \\bind \\g',
  '\\i /tmp/x.sql',
  '\\ir x',
  '\\e',
  '\\copy (delete from berth returning id) to stdout',
  '\\prompt x',
  '\\if true\nDELETE FROM berth;\n\\endif',
  '\\lo_import /etc/passwd',
  '\\password boss',
  '\\watch 1',
  '\\crosstabview',
  '\\setenv X y',
  '\\unset x',
  '\\cd /',
  '\\! id',
  '\\w /tmp/x',
  '\\g |touch %s/escaped',
  'SELECT 1 \\g |touch %s/escaped',
  '\\o |touch %s/escaped\nSELECT 1',
  'SELECT \'x\' AS "a\\!b" \\gdesc',
  '\\sf writes_fn',
  '\\ef writes_fn',
  '\\sv x',
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
  await server.query('CREATE SEQUENCE tide_seq');
  await server.query(`CREATE FUNCTION tide_writer() RETURNS int LANGUAGE plpgsql AS
    $$ BEGIN DELETE FROM berth; RETURN 1; END $$`);
  victim = await server.connect();
  const { rows } = await victim.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  victimPid = String(rows[0]?.pid);
  trial = new SessionUnderTest(program, {
    environment: { DATABASE_URL: `postgres://boss@127.0.0.1:${server.port}/postgres` },
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
    (SELECT count(*) FROM pg_replication_origin) AS origins,
    (SELECT count(*) FROM pg_stat_activity WHERE pid = ${victimPid}) AS victim,
    (SELECT relacl::text FROM pg_class WHERE relname = 'berth') AS rights,
    (SELECT stats_reset FROM pg_stat_bgwriter) AS statistics,
    obj_description('berth'::regclass) AS comment, pg_conf_load_time() AS loaded`);
  const data = readdirSync(join(server.folder, 'data')).filter((name) => /escaped/.test(name));
  return { ...row, files: readdirSync(server.folder), data };
}

test(
  `${ATTEMPTS.length} more attempts are refused and change nothing`,
  { timeout: 60_000 },
  async () => {
    const before = await state();
    for (const attempt of ATTEMPTS) {
      const text = attempt.replaceAll('%s', server.folder).replaceAll('%p', victimPid);
      const step = `# Trial\n\n\`\`\`sql\n${text};\n\`\`\`\n`;
      const report = await trial.run(step, text.slice(0, 4));
      expect(`${report.outcome} ${attempt}`).toBe(`refused ${attempt}`);
    }
    expect(await state()).toEqual(before);
  },
);
