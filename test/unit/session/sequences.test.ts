import { afterEach, beforeAll, expect, test } from 'vitest';
import { programFolder } from '../builtProgram';
import { SessionUnderTest, type SessionSetup } from './sessionUnderTest';

let program: string;
let open: SessionUnderTest[] = [];
beforeAll(async () => {
  program = await programFolder();
}, 30_000);
afterEach(async () => {
  await Promise.all(open.map((session) => session.close()));
  open = [];
});

function start(setup: SessionSetup = {}): SessionUnderTest {
  const session = new SessionUnderTest(program, setup);
  open.push(session);
  return session;
}

const RUNBOOK = `# Trial

## Look

\`\`\`bash
echo one
\`\`\`

\`\`\`bash
# 1. Say two
echo two

# 2. Wait until the queue is empty

# 3. Say three
echo three; test -e ready
\`\`\`

\`\`\`bash
echo four
\`\`\`

## Repair

\`\`\`bash
# Option 1: restart
echo restart

# Option 2: roll back
echo back
\`\`\`
`;

const request = { runbook: 'r.md', text: RUNBOOK };
const look = { ...request, scope: { kind: 'section', section: 'Look' } } as const;
const heads = (reports: readonly { output: { head: string } | undefined }[]) =>
  reports.map(({ output }) => output?.head.trim());

test('in order, part by part, stopping at a manual part, and on from there', async () => {
  const answers: ('stop' | 'done')[] = ['stop', 'done', 'done'];
  const trial = start({ questions: { manual: () => Promise.resolve(answers.shift() ?? 'stop') } });
  const first = await trial.session.sequences.run(look);
  expect(heads(first.reports)).toEqual(['one', 'two']);
  expect(first.stopped?.code).toBe('manual');
  expect(first.left).toBe(3);
  const second = await trial.session.sequences.resume(request);
  expect(heads(second.reports)).toEqual(['three']);
  expect(second.stopped).toMatchObject({ code: 'failed' });
  await trial.run('# T\n\n```bash\ntouch ready\n```\n', 'touch');
  const third = await trial.session.sequences.resume(request);
  expect(heads(third.reports)).toEqual(['three', 'four']);
  expect(third.stopped).toBeUndefined();
  expect((await trial.session.sequences.resume(request)).stopped?.code).toBe('nothing-to-run');
  const notes = (await trial.events()).filter(({ type }) => type === 'note.added');
  expect(notes).toHaveLength(1);
  expect(notes[0]?.data['text']).toMatch(/^Done by hand: /);
});

test('alternatives are chosen, never run in a row', async () => {
  const repair = { ...request, scope: { kind: 'section', section: 'Repair' } } as const;
  const silent = await start().session.sequences.run(repair);
  expect(silent.reports).toEqual([]);
  expect(silent.stopped?.code).toBe('choice');
  const chosen = await start({
    questions: { choose: () => Promise.resolve(1) },
  }).session.sequences.run(repair);
  expect(heads(chosen.reports)).toEqual(['back']);
  expect(chosen.stopped).toBeUndefined();
});

test('sections that are options are chosen as a whole, and resumed where they stopped', async () => {
  const text =
    '## Repair\n\n### Option 1\n\n```bash\necho a\n```\n\n### Option 2\n\n' +
    '```bash\necho b\n```\n\n```bash\necho c; test -e ready\n```\n';
  const asked: (readonly string[])[] = [];
  const trial = start({
    questions: {
      choose: (_, options) => {
        asked.push(options);
        return Promise.resolve(1);
      },
    },
  });
  const whole = { runbook: 'r.md', text };
  const first = await trial.session.sequences.run({ ...whole, scope: { kind: 'all' } });
  expect(heads(first.reports)).toEqual(['b', 'c']);
  expect(first.stopped).toMatchObject({ code: 'failed' });
  await trial.run('# T\n\n```bash\ntouch ready\n```\n', 'touch');
  const second = await trial.session.sequences.resume(whole);
  expect(heads(second.reports)).toEqual(['c']);
  expect(second.stopped).toBeUndefined();
  expect(asked).toEqual([['Option 1', 'Option 2']]);
});

test('a block that ends early runs none of its parts below', async () => {
  const text =
    '# T\n\n```bash\n# Guard\necho guard; test -e lock || exit 0\n\n# Clear\necho clear\n```\n\n```bash\necho on\n```\n';
  const trial = start();
  const all = { runbook: 'r.md', text, scope: { kind: 'all' } } as const;
  expect(heads((await trial.session.sequences.run(all)).reports)).toEqual(['guard', 'on']);
  await trial.run('# T\n\n```bash\ntouch lock\n```\n', 'touch');
  expect(heads((await trial.session.sequences.run(all)).reports)).toEqual(['guard\nclear', 'on']);
});

test('the way back is left out and told of', async () => {
  const text =
    '# T\n\n```bash\necho on\n```\n\n## Rollback\n\n```bash {name=back}\necho off\n```\n';
  const trial = start();
  const all = { runbook: 'r.md', text, scope: { kind: 'all' } } as const;
  const report = await trial.session.sequences.run(all);
  expect(heads(report.reports)).toEqual(['on']);
  expect(report.leftOut).toMatchObject([{ title: 'back' }]);
  const from = await trial.session.sequences.run({ ...all, from: report.leftOut[0]?.stepId });
  expect(from.stopped).toMatchObject({ code: 'nothing-to-run' });
  expect(from.stopped?.message).toMatch(/for when something is wrong/);
});

test('a failed expectation stops it', async () => {
  const text = '# T\n\n```bash {expect="up"}\necho down\n```\n\n```bash\necho after\n```\n';
  const report = await start().session.sequences.run({
    runbook: 'r.md',
    text,
    scope: { kind: 'all' },
  });
  expect(report.stopped?.code).toBe('not-as-expected');
  expect(report.reports).toHaveLength(1);
});

test('an exit code that is expected is no failure', async () => {
  const text = '# T\n\n```bash\nexit 5\n```\n\nExpected: exit code 5\n\n```bash\necho on\n```\n';
  const report = await start().session.sequences.run({
    runbook: 'r.md',
    text,
    scope: { kind: 'all' },
  });
  expect(report.stopped).toBeUndefined();
  expect(report.reports.map(({ outcome, verdict }) => [outcome, verdict?.kind])).toEqual([
    ['failed', 'pass'],
    ['succeeded', undefined],
  ]);
});

test('begins with the step it is told to', async () => {
  const text = '# T\n\n```bash\necho a\n```\n\n```bash {name=b}\necho b\n```\n';
  const trial = start();
  const all = { runbook: 'r.md', text, scope: { kind: 'all' } } as const;
  const b = (await trial.session.sequences.run(all)).reports[1];
  expect(b?.output?.head).toBe('b\n');
  const missing = await trial.session.sequences.run({ ...all, from: 'nowhere' });
  expect(missing.stopped?.code).toBe('nothing-to-run');
});

test('nothing is run, asked or recorded where nothing may run', async () => {
  const asked: string[] = [];
  const session = start({
    untrusted: true,
    questions: {
      manual: (title) => {
        asked.push(title);
        return Promise.resolve('done' as const);
      },
    },
  });
  const text = '## Look\n\n```bash\n# 1. Wait for the queue\n\n# 2. Say one\necho one\n```\n';
  const report = await session.session.sequences.run({
    runbook: 'r.md',
    text,
    scope: { kind: 'section', section: 'Look' },
  });
  expect(report.stopped?.code).toBe('refused');
  expect(report.reports).toEqual([]);
  expect(asked).toEqual([]);
  expect(await session.events()).toEqual([]);
});
