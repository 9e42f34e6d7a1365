import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { programFolder } from '../builtProgram';
import { bash, SessionUnderTest } from './sessionUnderTest';

let program: string;
beforeAll(async () => {
  program = await programFolder();
}, 60_000);

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** A session in which `password` is typed into every form. */
function withPassword(password: string): SessionUnderTest {
  return new SessionUnderTest(program, {
    environment: { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nowhere' },
    questions: { values: () => Promise.resolve({ password, 'new-password': password }) },
  });
}

function stored(trial: SessionUnderTest): string {
  const folder = join(trial.root, '.runbook');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true });
  return files
    .filter((file) => file.isFile())
    .map((file) => readFileSync(join(file.parentPath, file.name), 'utf8'))
    .join('\n');
}

test.each(['k7', 'hunter-2', `it's "so"`])(
  'what runs with %s is known by its masked text',
  async (secret) => {
    const trial = withPassword(secret);
    const report = await trial.run(bash('test <password> != "" && echo signed in'), 'signed');
    expect(report.outcome).toBe('succeeded');
    const started = (await trial.events()).find(({ type }) => type === 'run.started')?.data;
    expect(started?.['text']).toMatch(/^test .*\*\*\*.* != "" && echo signed in$/);
    expect(started?.['textHash']).toBe(sha256(String(started?.['text'])));
    await trial.close();
  },
);

test.each([
  ['run.started', 'succeeded', 'echo "<key>"', true],
  ['run.refused', 'refused', 'echo "<key>" > f', false],
])(
  '%s tells no secret that the runbook spells out, not in its title either',
  async (type, outcome, line, agrees) => {
    for (const secret of ['tide-table-47', 'ghp_0123456789abcdefghijklmnopqrstuvwxyz']) {
      const trial = new SessionUnderTest(program, {
        environment: { API_TOKEN: 'tide-table-47' },
        questions: { consent: () => Promise.resolve(agrees) },
      });
      const report = await trial.run(bash(line.replace('<key>', secret)), 'echo');
      expect(report.outcome).toBe(outcome);
      const event = (await trial.events()).find((candidate) => candidate.type === type);
      expect(event?.data['title']).toBe(line.replace('<key>', '***'));
      expect(JSON.stringify(event?.data['title'])).not.toContain(secret);
      await trial.close();
    }
  },
);

test('a statement that is refused is recorded without the secret in it', async () => {
  const secret = `tide's "high" \\ at 7`;
  const trial = withPassword(secret);
  const steps = [
    "ALTER ROLE harbour PASSWORD '<password>'",
    "UPDATE berth SET ship = '<password>'",
    'UPDATE berth SET ship = <new-password>',
  ];
  for (const step of steps) {
    const report = await trial.run(`# Trial\n\n\`\`\`sql\n${step};\n\`\`\`\n`, step.slice(0, 8));
    expect(report.code).toBe('writes-not-armed');
    expect(report.message).toContain(step.slice(0, 10));
    expect(report.message).not.toContain('high');
  }
  expect(stored(trial)).not.toContain('high');
  await trial.close();
});

test('what a step spells out is in nothing that is stored, whatever prints it', async () => {
  const trial = new SessionUnderTest(program, {});
  const text = [
    'DB_PASSWORD=Quay77tide; echo "$DB_PASSWORD"',
    'echo "again $DB_PASSWORD"',
    'true curl -u admin:Quay78tide http://x; true mysql -pQuay79tide',
  ]
    .map((line) => bash(line))
    .join('\n');
  for (const title of ['DB_PASSWORD=', 'again', 'curl']) {
    const report = await trial.run(text, title);
    expect(report.outcome).toBe('succeeded');
  }
  expect(stored(trial)).not.toMatch(/quay7/i);
  expect(stored(trial)).toContain('again ***');
  await trial.close();
});
