import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { WorkspaceSession } from '../../../src/session/workspaceSession';
import { parseRunbook } from '../../../src/core/parser/parseRunbook';
import { succeed } from '../../../src/util/result';
import { PostgresUnderTest } from '../execution/sql/postgresUnderTest';
import { programFolder } from '../builtProgram';
import { SessionUnderTest } from './sessionUnderTest';

let program: string;
let server: PostgresUnderTest;
let open: { close(): Promise<void> }[] = [];
beforeAll(async () => {
  [program, server] = await Promise.all([
    programFolder(),
    PostgresUnderTest.ofWorker(inject('madeOnce')),
  ]);
}, 60_000);
afterEach(async () => {
  await Promise.all(open.map((session) => session.close()));
  open = [];
});

const block = (info: string, text: string) => `# T\n\n\`\`\`${info}\n${text}\n\`\`\`\n`;

/** A session with named connections and passwords typed one after the other. */
function start(typed: string[], environment: Record<string, string> = {}) {
  const base = new SessionUnderTest(program);
  const asked: boolean[] = [];
  const session = new WorkspaceSession({
    root: base.root,
    logDirectory: join(base.root, '.runbook'),
    programFolder: program,
    classifier: base.session.classifier,
    app: 'test',
    version: '0',
    questions: {
      consent: () => Promise.resolve(true),
      values: () => Promise.resolve(undefined),
    },
    gate: { check: () => succeed(undefined) },
    settings: () => ({ timeoutMs: 20_000, confirm: 'changes' }),
    environment: () => ({ PATH: process.env['PATH'], HOME: base.root, ...environment }),
    connections: {
      named: () => [
        {
          name: 'harbour',
          host: '127.0.0.1',
          port: server.port,
          user: 'guest',
          database: 'postgres',
        },
        {
          name: 'office',
          host: '127.0.0.1',
          port: server.port,
          user: 'boss',
          database: 'template1',
        },
      ],
      password: (_target, refused) => {
        asked.push(refused);
        return Promise.resolve(typed.shift());
      },
    },
  });
  open.push({
    close: async () => {
      await session.close();
      await base.close();
    },
  });
  const run = (text: string, more: object = {}) => {
    const stepId = parseRunbook(text).steps[0]?.id ?? '';
    return session.runs.run({ runbook: 'r.md', text, stepId, ...more });
  };
  return { session, asked, run };
}

describe('named connections', () => {
  test('a step names one; its password is asked for, again after a wrong one, and then not', async () => {
    const trial = start(['nonsense', 'open-sesame-1']);
    const text = block('sql {connection=harbour}', 'SELECT current_user;');
    expect((await trial.run(text)).output?.head).toContain('guest');
    expect(trial.asked).toEqual([false, true]);
    expect((await trial.run(text)).outcome).toBe('succeeded');
    expect(trial.asked).toHaveLength(2);
  });

  test('nobody gives a password: one sentence', async () => {
    const trial = start([]);
    const report = await trial.run(block('sql {connection=harbour}', 'SELECT 1;'));
    expect(report).toMatchObject({ outcome: 'failed', code: 'password-missing' });
  });

  test('PGPASSWORD serves a named connection', async () => {
    const trial = start([], { PGPASSWORD: 'open-sesame-1' });
    const report = await trial.run(block('sql {connection=harbour}', 'SELECT 1;'));
    expect(report.outcome).toBe('succeeded');
  });

  test('the chosen one serves steps that name none; without one it is said what to do', async () => {
    const trial = start([]);
    const text = block('sql', 'SELECT current_database();');
    expect(await trial.run(text)).toMatchObject({ outcome: 'refused', code: 'connection-missing' });
    trial.session.sql.choose('office');
    expect((await trial.run(text)).output?.head).toContain('template1');
    const other = block('sql {connection=nowhere}', 'SELECT 1;');
    expect(await trial.run(other)).toMatchObject({ code: 'connection-unknown' });
  });

  test('explaining executes nothing, even of a change', async () => {
    const trial = start([]);
    trial.session.sql.choose('office');
    const report = await trial.run(block('sql', 'DELETE FROM pg_class WHERE oid = 1;\n\\dt'), {
      explain: true,
    });
    expect(report).toMatchObject({ outcome: 'succeeded' });
    expect(report.output?.head).toMatch(/QUERY PLAN[\s\S]*Delete on pg_class/);
  });
});
