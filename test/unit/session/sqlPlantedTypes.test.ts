import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { programFolder } from '../builtProgram';
import { PostgresUnderTest } from '../execution/sql/postgresUnderTest';
import { SessionUnderTest } from './sessionUnderTest';

/** Says so when it runs, ends sessions, and says of itself that it alters nothing. */
function planted(head: string, answer: string): string {
  return `CREATE FUNCTION ${head} STABLE LANGUAGE plpgsql AS $$ BEGIN
    RAISE NOTICE 'planted code has run'; PERFORM pg_terminate_backend(0); RETURN ${answer}; END $$`;
}

/** A type with a way to compare it that is called wherever it is sorted or grouped. */
function compared(type: string): string {
  const operators = ['<', '<=', '=', '>=', '>'];
  return [
    `CREATE TYPE ${type} AS (t int)`,
    `CREATE FUNCTION ${type}_says(${type}, ${type}) RETURNS bool IMMUTABLE LANGUAGE sql AS 'SELECT true'`,
    ...operators.map(
      (name) =>
        `CREATE OPERATOR ${name} (LEFTARG = ${type}, RIGHTARG = ${type}, FUNCTION = ${type}_says)`,
    ),
    planted(`${type}_order(${type}, ${type}) RETURNS int`, '0'),
    `CREATE OPERATOR CLASS ${type}_ops DEFAULT FOR TYPE ${type} USING btree AS ${operators
      .map((name, index) => `OPERATOR ${index + 1} ${name}`)
      .join(', ')}, FUNCTION 1 ${type}_order(${type}, ${type})`,
  ].join('; ');
}

const PLANTED = [
  compared('tonnage'),
  "CREATE TABLE sorted (id int, weight tonnage); INSERT INTO sorted VALUES (1, '(1)'), (2, '(2)')",
  'CREATE VIEW heaviest AS SELECT id FROM sorted ORDER BY weight DESC',
  'CREATE TABLE holds (all_of sorted[])',
  'CREATE TYPE told AS (t int); CREATE TABLE telling (id int, word told)',
  "INSERT INTO telling VALUES (1, '(1)')",
  planted('told_json(told) RETURNS json', "'1'"),
  'CREATE CAST (told AS json) WITH FUNCTION told_json(told)',
  'CREATE TYPE counted AS (t int); CREATE TABLE counting (id int, number counted)',
  "INSERT INTO counting VALUES (1, '(1)')",
  planted('counted_int(counted) RETURNS int', '1'),
  'CREATE CAST (counted AS int) WITH FUNCTION counted_int(counted) AS IMPLICIT',
  planted('between_texts(text, text) RETURNS int', '0').replace('STABLE', 'IMMUTABLE'),
  'CREATE OPERATOR CLASS texts FOR TYPE text USING btree AS OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 between_texts(text, text)',
  'CREATE TYPE words AS RANGE (subtype = text, subtype_opclass = texts)',
  'CREATE TABLE spans (span words); CREATE TABLE many (spans words_multirange)',
  planted('salted(text) RETURNS bool', 'true'),
  'CREATE DOMAIN salt AS text CHECK (salted(VALUE)); CREATE TYPE crate AS (content salt)',
  `CREATE VIEW filled AS SELECT jsonb_populate_record(NULL::crate, '{"content": "x"}')`,
  `CREATE VIEW recorded AS SELECT * FROM json_to_record('{"content": "x"}') AS r(content salt)`,
  `CREATE VIEW taken AS SELECT * FROM xmltable('/a' PASSING '<a>x</a>' COLUMNS content salt PATH '.')`,
  planted('pg_catalog.upper(varchar) RETURNS text', "'X'"),
  'CREATE TABLE ships (name varchar(9))',
  planted('pg_catalog.sneak(int) RETURNS int', '1'),
  'CREATE VIEW sneaking AS SELECT sneak(id) FROM sorted',
  // And what does no harm.
  "CREATE TYPE state AS ENUM ('open', 'shut'); CREATE DOMAIN port AS text CHECK (VALUE ~ '^[A-Z]+$')",
  'CREATE TYPE place AS (port port, berth int); CREATE TYPE depths AS RANGE (subtype = numeric)',
  'CREATE FUNCTION state_number(state) RETURNS int IMMUTABLE LANGUAGE sql AS $$ SELECT length($1::text) $$',
  'CREATE CAST (state AS int) WITH FUNCTION state_number(state)',
  'CREATE EXTENSION citext; CREATE EXTENSION hstore',
  'CREATE TABLE calls (state state, port port, place place, depth depths, flag citext, more hstore, all_states state[])',
  `INSERT INTO calls VALUES ('open', 'OSLO', '(OSLO,1)', '[1,2)', 'NO', 'a=>1', '{open}')`,
  `CREATE VIEW called AS SELECT DISTINCT 'open'::state AS s, 'OSLO'::port AS p, place, depth FROM calls
    UNION SELECT state, port, place, depth FROM calls`,
];

/** Each would call what was planted. */
const REFUSED: readonly (readonly [string, string])[] = [
  ['SELECT * FROM sorted ORDER BY weight', 'tonnage_order'],
  ['SELECT DISTINCT weight FROM sorted', 'tonnage_order'],
  ['SELECT weight FROM sorted GROUP BY weight', 'tonnage_order'],
  ['SELECT weight FROM sorted UNION SELECT weight FROM sorted', 'tonnage_order'],
  ['SELECT count(DISTINCT weight) FROM sorted', 'tonnage_order'],
  ['SELECT rank() OVER (ORDER BY weight) FROM sorted', 'tonnage_order'],
  ['SELECT mode() WITHIN GROUP (ORDER BY weight) FROM sorted', 'tonnage_order'],
  ['SELECT greatest(weight, weight) FROM sorted', 'tonnage_order'],
  ["SELECT greatest('(1)'::tonnage, '(2)')", 'tonnage_order'],
  ['SELECT * FROM sorted s ORDER BY s', 'tonnage_order'],
  ['SELECT DISTINCT all_of FROM holds', 'tonnage_order'],
  ['SELECT * FROM heaviest', 'tonnage_order'],
  ['SELECT word::json FROM telling', 'told_json'],
  ['SELECT number + 1 FROM counting', 'counted_int'],
  ['SELECT sum(number) FROM counting', 'counted_int'],
  ['SELECT abs(number) FROM counting', 'counted_int'],
  ['SELECT id FROM counting UNION SELECT number FROM counting', 'counted_int'],
  ['SELECT span && span FROM spans', 'between_texts'],
  ['SELECT spans && spans FROM many', 'between_texts'],
  ["SELECT '[a,b]'::words", 'between_texts'],
  ['SELECT * FROM filled', 'salted'],
  ['SELECT * FROM recorded', 'salted'],
  ['SELECT * FROM taken', 'salted'],
  ['SELECT upper(name) FROM ships', 'pg_catalog.upper'],
  ['SELECT pg_catalog.upper(name) FROM ships', 'pg_catalog.upper'],
  ['SELECT * FROM sneaking', 'pg_catalog.sneak'],
];

const ALLOWED = [
  'SELECT * FROM called',
  'SELECT DISTINCT state, port, place FROM calls ORDER BY place, state',
  "SELECT state::int, port || 'x', flag = 'no', more -> 'a', depth && '[1,1]' FROM calls",
  "SELECT 'shut'::state, array_agg(place ORDER BY place), max(state), min(depth::text) FROM calls",
  'SELECT all_states @> ARRAY[state] FROM calls GROUP BY 1',
  'SELECT pg_catalog.lower(flag::text), pg_catalog.now() FROM calls',
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

describe('what was planted for the values of a type does not run over a guarded connection', () => {
  test.each(REFUSED)('%s', async (text, name) => {
    const report = await trial.run(step(text), text.slice(0, 5));
    expect(report).toMatchObject({ code: 'not-read-only', outcome: 'refused' });
    expect(report.output?.head).not.toContain('planted code');
    // What is named may be what it calls in its turn.
    expect(report.message).toMatch(new RegExp(`call .*(?:${name}|pg_terminate_backend)`));
  });
});

describe('types that do no harm can be read', () => {
  test.each(ALLOWED)('%s', async (text) => {
    const report = await trial.run(step(text), text.slice(0, 5));
    expect(report).toMatchObject({ outcome: 'succeeded', message: undefined });
  });
});
