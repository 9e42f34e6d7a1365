import { afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import type { RunEvent } from '../../../src/session/runReport';
import { PostgresUnderTest } from '../execution/sql/postgresUnderTest';
import { programFolder } from '../builtProgram';
import { bash, SessionUnderTest } from './sessionUnderTest';

let program: string;
let server: PostgresUnderTest;
let open: SessionUnderTest[] = [];
beforeAll(async () => {
  [program, server] = await Promise.all([
    programFolder(),
    PostgresUnderTest.ofWorker(inject('madeOnce')),
  ]);
  await server.query('CREATE TABLE quay (id int PRIMARY KEY, depth numeric NOT NULL DEFAULT 4.5)');
  await server.query('CREATE TABLE berth (id int REFERENCES quay, ship text CHECK (ship <> $$$$))');
  await server.query('INSERT INTO quay VALUES (1)');
}, 60_000);
afterEach(async () => {
  await Promise.all(open.map((session) => session.close()));
  open = [];
});

function start(environment: Record<string, string> = {}): SessionUnderTest {
  const trial = new SessionUnderTest(program, { environment });
  open.push(trial);
  return trial;
}

const client = () => `psql -h 127.0.0.1 -p ${server.port} -U boss -d postgres`;
/** A PATH with a shell and without psql. */
const NO_PSQL = { PATH: '/nowhere' };

describe('a psql command', () => {
  test('with SQL typed below it runs over the connection it names', async () => {
    const trial = start();
    const report = await trial.run(
      bash(`${client()}\nSELECT depth FROM quay;\n\\x\nSELECT 1 AS a;`),
      'psql',
    );
    expect(report.output?.head).toBe(
      ' depth \n-------\n   4.5\n(1 row)\n\nExpanded display is on.\n-[ RECORD 1 ]\na | 1\n(1 row)\n\n',
    );
    const started = (await trial.events()).find(({ type }) => type === 'run.started');
    expect(started?.data['target']).toBe(`postgres boss@127.0.0.1:${server.port}/postgres`);
  });

  test('with -c runs where psql is not installed', async () => {
    const trial = start(NO_PSQL);
    const report = await trial.run(bash(`${client()} -tAc "SELECT depth * 2 FROM quay"`), 'psql');
    expect(report).toMatchObject({ outcome: 'succeeded', output: { head: '9.0\n' } });
  });

  test('that writes needs its connection armed', async () => {
    const trial = start(NO_PSQL);
    const report = await trial.run(bash(`${client()} -c "DELETE FROM quay"`), 'psql');
    expect(report).toMatchObject({ outcome: 'refused', code: 'writes-not-armed' });
  });
});

describe("psql's own commands", () => {
  const sql = (text: string) => `# T\n\n\`\`\`sql\n${text}\n\`\`\`\n`;
  const url = () => ({ DATABASE_URL: `postgres://boss@127.0.0.1:${server.port}/postgres` });

  test.each([
    [
      '\\dt',
      /List of tables\n Schema +\| +Name[\s\S]*public \| berth[\s\S]*public \| quay[\s\S]*\(2 rows\)/,
    ],
    ['\\dt be*', /public \| berth[\s\S]*\(1 row\)/],
    ['\\dt nothing.*', /^Did not find any tables\.\n$/],
    [
      '\\d quay',
      /Columns of "quay"[\s\S]*depth +\| numeric +\| not null +\| 4\.5[\s\S]*Indexes:[\s\S]*quay_pkey/,
    ],
    [
      '\\d public.berth',
      /Constraints:[\s\S]*berth_ship_check[\s\S]*FOREIGN KEY \(id\) REFERENCES quay/,
    ],
    ['\\d none', /Did not find any relation named "none"\./],
    ['\\l', /List of databases[\s\S]*postgres[\s\S]*template1/],
    ['\\du', /List of roles[\s\S]*boss +\| Superuser[\s\S]*guest/],
    ['\\dn', /List of schemas[\s\S]*public/],
    ['\\di', /quay_pkey +\| index +\| boss +\| quay/],
    ['\\conninfo', /You are connected to postgres boss@127\.0\.0\.1:\d+\/postgres\./],
    ['\\timing\nSELECT 1;', /Timing is on\.[\s\S]*Time: \d+\.\d+ ms/],
    [
      '\\c template1\nSELECT current_database();',
      /now connected to postgres boss@.*template1[\s\S]* template1/,
    ],
    ['SELECT 1;\n\\q\nSELECT nonsense;', /\(1 row\)\n\n$/],
  ])('%s is answered', async (text, expected) => {
    const trial = start(url());
    const report = await trial.run(sql(text), text.slice(0, 3));
    expect(report.message ?? '').toBe('');
    expect(report.output?.head).toMatch(expected);
  });

  test('a result is a table for views too, the notice a line of its own', async () => {
    const trial = start(url());
    const seen: RunEvent[] = [];
    trial.session.runs.onEvent((event) => void seen.push(event));
    await trial.run(sql('SELECT id, depth, NULL AS note FROM quay;'), 'SELECT');
    const table = seen.find(({ kind }) => kind === 'table');
    expect(table).toMatchObject({
      table: { rows: [['1', '4.5', null]], rowCount: 1, more: false },
    });
  });
});
