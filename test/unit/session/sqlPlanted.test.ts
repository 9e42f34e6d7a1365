import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { PostgresUnderTest } from '../execution/sql/postgresUnderTest';
import { programFolder } from '../builtProgram';
import { SessionUnderTest } from './sessionUnderTest';

/** Says so when it runs. */
const BODY = `LANGUAGE plpgsql AS $$ BEGIN RAISE NOTICE 'planted code has run'; RETURN NULL; END $$`;
/** Functions that say of themselves that they alter nothing, and do; each is in a view. */
const LIARS: readonly (readonly [name: string, body: string, language?: string])[] = [
  ['ends', '$$ BEGIN PERFORM pg_terminate_backend($1); RETURN 1; END $$'],
  ['ends_by_sql', '$$ SELECT pg_cancel_backend($1)::int $$', 'sql'],
  ['ends_quoted', '$$ BEGIN PERFORM "pg_terminate_backend"($1); RETURN 1; END $$'],
  ['ends_aloud', '$$ BEGIN PERFORM PG_CATALOG.PG_TERMINATE_BACKEND($1); RETURN 1; END $$'],
  ['ends_spelled', '$$ BEGIN PERFORM U&"\\0070g_terminate_backend"($1); RETURN 1; END $$'],
  ['ends_dynamic', "$$ BEGIN EXECUTE 'SELECT pg_' || 'reload_conf()'; RETURN 1; END $$"],
  ['ends_far', '$$ BEGIN RETURN "ends oddly"($1); END $$'],
  ['ends_deep', '$$ BEGIN RETURN ends($1); END $$'],
  [
    'around',
    '$$ DECLARE r record; BEGIN FOR r IN SELECT * FROM ending LOOP END LOOP; RETURN 1; END $$',
  ],
  ['counts', "$$ SELECT nextval('numbers')::int $$", 'sql'],
  ['dials', "$$ SELECT dblink_exec('dbname=postgres', 'DROP TABLE berth')::int $$", 'sql'],
  ['exports', "$$ SELECT lo_export(1, '/tmp/never') $$", 'sql'],
  ['lingers', "$$ SELECT set_config('statement_timeout', '0', false)::int $$", 'sql'],
  ['locks', '$$ SELECT pg_advisory_lock($1)::text::int $$', 'sql'],
  ['maps', "$$ SELECT length(query_to_xml('TABLE ending', true, true, '')::text) $$", 'sql'],
  [
    'maps_table',
    "$$ SELECT length(table_to_xml(('end' || 'ing')::regclass, true, true, '')::text) $$",
    'sql',
  ],
  ['casts', "$$ BEGIN RETURN length('x'::cargo); END $$"],
  ['compares', '$$ SELECT (ROW(1)::tonnage OPERATOR(public.>>>) ROW(2)::tonnage)::int $$', 'sql'],
];

const PLANTED = [
  'CREATE TABLE berth (id int, ship text, code varchar(9))',
  "INSERT INTO berth VALUES (1, 'Aurora', 'x')",
  'CREATE TABLE guarded (id int); INSERT INTO guarded VALUES (1); ALTER TABLE guarded ENABLE ROW LEVEL SECURITY',
  'ALTER TABLE guarded FORCE ROW LEVEL SECURITY; GRANT SELECT ON guarded TO guest',
  `CREATE FUNCTION public.lower(varchar) RETURNS text ${BODY}`,
  `CREATE FUNCTION public.now() RETURNS timestamptz IMMUTABLE ${BODY}`,
  `CREATE FUNCTION public.json_tide(int) RETURNS int ${BODY}`,
  `CREATE SCHEMA apart; CREATE FUNCTION apart.same(varchar, varchar) RETURNS bool ${BODY}`,
  'CREATE OPERATOR apart.= (LEFTARG = varchar, RIGHTARG = varchar, FUNCTION = apart.same)',
  'CREATE OPERATOR apart.>= (LEFTARG = varchar, RIGHTARG = varchar, FUNCTION = apart.same)',
  `CREATE FUNCTION public.tide(berth) RETURNS int ${BODY}`,
  `CREATE FUNCTION public.sink(text) RETURNS int ${BODY}`,
  'CREATE VIEW innocent AS SELECT id, sink(ship) FROM berth',
  'CREATE VIEW deeper AS SELECT * FROM innocent WHERE id > 0',
  'CREATE VIEW ending AS SELECT pg_terminate_backend(0) FROM berth',
  'CREATE VIEW locking AS SELECT id FROM berth WHERE pg_try_advisory_lock(id)',
  "CREATE VIEW hidden AS SELECT 1 AS one WHERE EXISTS (SELECT FROM (SELECT sink('') FROM berth) b)",
  "CREATE POLICY p ON guarded USING (sink('') IS NULL)",
  'CREATE FUNCTION public.sunk(text) RETURNS bool ' + BODY,
  'CREATE DOMAIN cargo AS text CHECK (sunk(VALUE))',
  `CREATE FUNCTION public.step(int, int) RETURNS int ${BODY}`,
  'CREATE AGGREGATE public.total(int) (SFUNC = public.step, STYPE = int)',
  'CREATE VIEW totals AS SELECT total(id) FROM berth',
  'CREATE VIEW honest AS SELECT id, upper(ship) AS ship, random() AS r, clock_timestamp() AS at FROM berth',
  'CREATE FUNCTION apart.count(int) RETURNS int LANGUAGE sql AS $$ SELECT 1 $$',
  'CREATE EXTENSION dblink; CREATE EXTENSION file_fdw; CREATE EXTENSION citext',
  'CREATE SEQUENCE numbers',
  'CREATE FUNCTION "ends oddly"(int) RETURNS int STABLE LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_terminate_backend($1); RETURN 1; END $$',
  'CREATE TYPE tonnage AS (t int)',
  'CREATE FUNCTION heavier(tonnage, tonnage) RETURNS bool STABLE LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_terminate_backend(0); RETURN true; END $$',
  'CREATE OPERATOR >>> (LEFTARG = tonnage, RIGHTARG = tonnage, FUNCTION = heavier)',
  ...LIARS.map(
    ([name, body, language = 'plpgsql'], index) =>
      `CREATE FUNCTION ${name}(int) RETURNS int ${index % 2 === 0 ? 'STABLE' : 'IMMUTABLE'} LANGUAGE ${language} AS ${body}; CREATE VIEW ${name}_view AS SELECT ${name}(id) FROM berth`,
  ),
  'CREATE VIEW far AS SELECT * FROM around_view',
  'CREATE VIEW loaded AS SELECT ship::cargo FROM berth',
  `CREATE FUNCTION finish(int) RETURNS int ${BODY}`,
  'CREATE AGGREGATE last_total(int) (SFUNC = int4pl, STYPE = int, FINALFUNC = finish)',
  'CREATE VIEW last_totals AS SELECT last_total(id) FROM berth',
  'CREATE FUNCTION moored(berth) RETURNS int STABLE LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_terminate_backend(0); RETURN 1; END $$',
  "CREATE SERVER files FOREIGN DATA WRAPPER file_fdw; CREATE FOREIGN TABLE listing (line text) SERVER files OPTIONS (program 'touch /tmp/never')",
  'CREATE TABLE whole (id int) PARTITION BY LIST (id)',
  "CREATE FOREIGN TABLE part_of PARTITION OF whole FOR VALUES IN (1) SERVER files OPTIONS (program 'touch /tmp/never')",
  "CREATE FUNCTION tidy(text) RETURNS text IMMUTABLE LANGUAGE sql AS $$ SELECT upper(btrim($1)) || '-' || to_char(now(), 'YYYY') $$",
  'CREATE FUNCTION berths() RETURNS SETOF berth STABLE LANGUAGE plpgsql AS $$ BEGIN RETURN QUERY SELECT b.id, tidy(b.ship), b.code FROM berth b, honest h WHERE h.id = b.id; END $$',
  'CREATE FUNCTION atomic(int) RETURNS int STABLE LANGUAGE sql BEGIN ATOMIC SELECT count(*)::int + $1 FROM berth; END',
  'CREATE VIEW tidied AS SELECT tidy(ship), atomic(id), ship::citext FROM berths()',
];

/** Each would call what was planted. */
const REFUSED: readonly (readonly [string, string])[] = [
  ['SELECT lower(code) FROM berth', 'public.lower'],
  ['SELECT id FROM berth ORDER BY lower(code)', 'public.lower'],
  ['EXPLAIN SELECT lower(code) FROM berth', 'public.lower'],
  ['SELECT json_tide(1)', 'public.json_tide'],
  ['SET search_path = public, pg_catalog; SELECT now()', 'public.now'],
  ["SET search_path = public, apart; SELECT * FROM berth WHERE code = 'x'::varchar", 'apart.='],
  ["SET search_path = public, apart; SELECT * FROM berth WHERE code IN ('x', 'y')", 'apart.='],
  ['SET search_path = public, apart; SELECT 1 FROM berth b JOIN berth c USING (code)', 'apart.='],
  ['SET search_path = public, apart; SELECT 1 FROM berth b NATURAL JOIN berth c', 'apart.='],
  ["SET search_path = public, apart; SELECT CASE code WHEN 'x' THEN 1 END FROM berth", 'apart.='],
  ["SET search_path = apart; SELECT 'a'::varchar IN (SELECT 'b'::varchar)", 'apart.='],
  ["SET search_path = apart; SELECT 'a'::varchar BETWEEN 'b' AND 'c'", 'apart.>='],
  ["SELECT 'a'::varchar OPERATOR(apart.=) 'b'", 'apart.='],
  ['SELECT berth.tide FROM berth', 'public.tide'],
  ['SELECT (b).tide FROM berth b', 'public.tide'],
  ['SELECT b.tide FROM (SELECT * FROM berth) b, berth', 'public.tide'],
  ['SELECT * FROM innocent', 'public.sink'],
  ['TABLE deeper', 'public.sink'],
  ['COPY (TABLE deeper) TO STDOUT', 'public.sink'],
  ['SELECT (SELECT count(*) FROM deeper)', 'public.sink'],
  ['SELECT * FROM hidden', 'public.sink'],
  ['SELECT * FROM ending', 'pg_catalog.pg_terminate_backend'],
  ['SELECT * FROM locking', 'pg_catalog.pg_try_advisory_lock'],
  ['SELECT * FROM guarded', 'public.sink'],
  ["SELECT 'x'::cargo", 'public.sunk'],
  ["SELECT CAST('x' AS public.cargo)", 'public.sunk'],
  ['SELECT * FROM totals', 'public.step'],
  ...LIARS.map(([name]): [string, string] => [`SELECT * FROM ${name}_view`, '']),
  ['SELECT * FROM far', 'pg_catalog.pg_terminate_backend'],
  ['SELECT * FROM loaded', 'public.sunk'],
  ['SELECT * FROM last_totals', 'public.finish'],
  ['SELECT ROW(1)::tonnage >>> ROW(2)::tonnage', 'pg_catalog.pg_terminate_backend'],
  ['SELECT b.moored FROM berth b', 'pg_catalog.pg_terminate_backend'],
  ['SELECT * FROM listing', 'public.listing'],
  ['SELECT * FROM whole', 'public.part_of'],
];

const ALLOWED = [
  'SELECT * FROM honest',
  'SELECT * FROM tidied',
  'SELECT count(id) FROM berth',
  "SELECT upper(ship), id::text FROM berth WHERE id = 1 AND ship LIKE 'A%'",
  'SELECT count(*) FROM pg_stat_activity',
  'SELECT * FROM information_schema.tables LIMIT 1',
  'SELECT 1 AS one',
  'SELECT no_such FROM berth',
  'SHOW work_mem',
];

let program: string;
let server: PostgresUnderTest;
let trial: SessionUnderTest;

beforeAll(async () => {
  [program, server] = await Promise.all([
    programFolder(),
    PostgresUnderTest.ofWorker(inject('madeOnce')),
  ]);
  for (const statement of PLANTED) await server.query(statement);
  trial = new SessionUnderTest(program, {
    environment: { DATABASE_URL: `postgres://boss@127.0.0.1:${server.port}/postgres` },
  });
}, 60_000);

afterAll(async () => {
  await trial.close();
});

const step = (text: string) => `# Trial\n\n\`\`\`sql\n${text};\n\`\`\`\n`;

describe('what was planted in the database does not run over a guarded connection', () => {
  test.each(REFUSED)('%s', async (text, name) => {
    const report = await trial.run(step(text), text.slice(0, 5));
    expect(report.message).toContain(`call ${name}`);
    expect(report.code).toBe('not-read-only');
    expect(report.outcome).toBe(text.startsWith('SET') ? 'failed' : 'refused');
    expect(report.output?.head).not.toContain('planted code');
  });
});

test.each(['SELECT public.lower(code) FROM berth', 'SELECT public.now()'])(
  'a function of a schema that is not PostgreSQL’s own is not even asked about: %s',
  async (text) => {
    const report = await trial.run(step(text), text.slice(0, 5));
    expect(report.message).toContain('which may have side effects');
    expect(report).toMatchObject({ code: 'writes-not-armed', outcome: 'refused' });
  },
);

describe('and everything else does', () => {
  test.each(ALLOWED)('%s', async (text) => {
    const report = await trial.run(step(text), text.slice(0, 5));
    expect(report.code).toBe(text.includes('no_such') ? 'sql-error' : undefined);
  });
});

test('a name that is known counts for its search path alone', async () => {
  const text = "SELECT 'a'::varchar IN (SELECT 'b'::varchar) AS same";
  expect((await trial.run(step(text), 'SELEC')).outcome).toBe('succeeded');
  expect((await trial.run(step(text), 'SELEC')).outcome).toBe('succeeded');
  const led = await trial.run(step(`SET search_path = apart;\n${text}`), 'SET');
  expect(led.code).toBe('not-read-only');
});

test('an armed connection calls what it is told to', async () => {
  trial.session.sql.armByName(`boss@127.0.0.1:${server.port}/postgres`);
  const report = await trial.run(step("SELECT sink('x')"), 'SELEC');
  expect(report.output?.head).toContain('planted code has run');
});
