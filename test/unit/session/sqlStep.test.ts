import { afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { PostgresUnderTest } from '../execution/sql/postgresUnderTest';
import { programFolder } from '../builtProgram';
import { SessionUnderTest, type SessionSetup } from './sessionUnderTest';

let program: string;
let server: PostgresUnderTest;
let open: SessionUnderTest[] = [];
beforeAll(async () => {
  [program, server] = await Promise.all([
    programFolder(),
    PostgresUnderTest.ofWorker(inject('madeOnce')),
  ]);
  await server.query('CREATE TABLE berth (id int PRIMARY KEY, ship text, note text)');
  await server.query("INSERT INTO berth VALUES (1, 'Aurora', NULL), (2, 'Bora', 'late')");
}, 60_000);
afterEach(async () => {
  await Promise.all(open.map((session) => session.close()));
  open = [];
});

function start(environment: Record<string, string> = {}, setup: SessionSetup = {}) {
  const url = `postgres://boss@127.0.0.1:${server.port}/postgres?sslmode=disable`;
  const trial = new SessionUnderTest(program, {
    ...setup,
    environment: { DATABASE_URL: url, ...environment },
  });
  open.push(trial);
  return trial;
}

const block = (language: string, text: string) => `# Trial\n\n\`\`\`${language}\n${text}\n\`\`\`\n`;

describe('a SQL step', () => {
  test('runs read-only over the connection of the environment and is recorded', async () => {
    const trial = start();
    const report = await trial.run(
      block('sql', 'SELECT id, ship, note FROM berth ORDER BY id;\nSHOW transaction_read_only;'),
      'berth',
    );
    expect(report).toMatchObject({ outcome: 'succeeded', saved: true });
    expect(report.output?.head).toBe(
      ' id |  ship  | note \n----+--------+------\n  1 | Aurora | \n  2 | Bora   | late\n(2 rows)\n\n' +
        ' transaction_read_only \n-----------------------\n on\n(1 row)\n\n',
    );
    const started = (await trial.events()).find(({ type }) => type === 'run.started');
    expect(started?.data).toMatchObject({
      target: `postgres boss@127.0.0.1:${server.port}/postgres`,
      intent: 'check',
    });
  });

  test('that writes is refused until its connection is armed, and then asks', async () => {
    const trial = start();
    const text = block('sql', "UPDATE berth SET note = 'moved' WHERE id = 1;");
    const refused = await trial.run(text, 'UPDATE');
    expect(refused).toMatchObject({ outcome: 'refused', code: 'writes-not-armed' });
    expect(refused.message).toMatch(/Arm writes for postgres boss@/);
    const { lastSeen } = trial.session.sql;
    if (lastSeen === undefined) throw new Error('nothing was planned');
    trial.session.sql.arm(lastSeen, true);
    const done = await trial.run(text, 'UPDATE');
    expect(done).toMatchObject({ outcome: 'succeeded' });
    expect(done.output?.head).toBe('UPDATE 1\n');
    expect(trial.asked).toHaveLength(1);
    expect(await server.query('SELECT note FROM berth WHERE id = 1')).toEqual([{ note: 'moved' }]);
    trial.session.sql.arm(lastSeen, false);
    expect(await trial.run(text, 'UPDATE')).toMatchObject({ code: 'writes-not-armed' });
  });

  test('that fails only when it is committed has failed', async () => {
    await server.query(
      'CREATE TABLE mooring (berth int REFERENCES berth DEFERRABLE INITIALLY DEFERRED)',
    );
    const trial = start();
    const text = block('sql', 'INSERT INTO mooring VALUES (99);');
    await trial.run(text, 'INSERT');
    const { lastSeen } = trial.session.sql;
    if (lastSeen === undefined) throw new Error('nothing was planned');
    trial.session.sql.arm(lastSeen, true);
    const report = await trial.run(text, 'INSERT');
    expect(report).toMatchObject({ outcome: 'failed', code: 'sql-error' });
    expect(report.message).toMatch(/violates foreign key constraint/);
  });
});
