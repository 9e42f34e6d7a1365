import { deepEqual, equal, match } from 'node:assert/strict';
import { beforeEach, describe, it } from 'mocha';
import { commands, workspace } from 'vscode';
import type { TestApi } from '../../../src/extension';
import type { SequenceReport } from '../../../src/session/sequences';
import {
  answering,
  extensionUnderTest,
  lensTitles,
  loggedEvents,
  openRunbook,
  runbookOf,
  runStep,
  until,
  workspaceFile,
} from '../extensionUnderTest';

const RUNBOOK = `# Features

## Look

\`\`\`bash
echo first of two
\`\`\`

\`\`\`bash
echo second of two; test -e go-on
\`\`\`

## Repair

\`\`\`bash
touch go-on
\`\`\`
`;

describe('running more than one step', () => {
  let api: TestApi;

  beforeEach(async () => {
    api = await extensionUnderTest();
  });

  it('has a lens over a heading with several steps, runs them in order, stops and resumes', async () => {
    const document = await openRunbook('features-1.md', RUNBOOK);
    api.questions.use(answering(true).questions);
    const titles = await lensTitles(document.uri);
    equal(titles.filter((title) => title.includes('Run section (2 steps)')).length, 1);
    const section = runbookOf(document).sections.find(({ title }) => title === 'Look');
    const uri = document.uri.toString();
    const run = () =>
      commands.executeCommand<SequenceReport>('runbook.runSection', uri, section?.id);
    const stopped = await run();
    deepEqual(
      stopped.reports.map(({ outcome }) => outcome),
      ['succeeded', 'failed'],
    );
    equal(stopped.stopped?.code, 'failed');
    await runStep(document, 'touch go-on');
    const resumed = await commands.executeCommand<SequenceReport>('runbook.resumeRun', uri);
    equal(resumed.stopped, undefined);
    equal(resumed.reports.length, 1);
  });

  it('asks what a person has to judge, and records the answer', async () => {
    const text =
      '# Judge\n\n| Check | Command | Expected |\n| --- | --- | --- |\n| Look | `echo some words` | It looks healthy to you |\n';
    const document = await openRunbook('features-2.md', text);
    api.questions.use(answering(true).questions);
    const report = await runStep(document, 'echo some words');
    equal(report.verdict?.kind, 'needs-eyes');
    equal(await commands.executeCommand('runbook.looksRight', report.runId), true);
    const events = await loggedEvents('journal');
    const given = events.filter(
      ({ type, data }) => type === 'verdict.given' && data['runId'] === report.runId,
    );
    deepEqual(
      given.map(({ data }) => data['verdict']),
      ['pass'],
    );
    equal(await commands.executeCommand('runbook.looksRight', 'no-such-run'), false);
  });

  it('takes the variables of the chosen environment, and wants a name typed in production', async () => {
    const files = { '.env': 'REGION=none\n', '.env.production': 'REGION=eu-1\n' };
    for (const [name, text] of Object.entries(files)) {
      await workspace.fs.writeFile(workspaceFile(name), Buffer.from(text));
    }
    const { asked, questions } = answering(true);
    api.questions.use(questions);
    const document = await openRunbook(
      'features-3.md',
      '# E\n\n```bash\necho "in $REGION"\n```\n\n```bash\ntouch "made-$REGION"\n```\n',
    );
    try {
      equal(await commands.executeCommand('runbook.chooseEnvironment', 'production'), 'production');
      const report = await runStep(document, 'echo "in');
      match(report.output?.head ?? '', /in eu-1/);
      await runStep(document, 'touch');
      equal(asked.at(-1)?.typeToConfirm, 'production');
      const started = (await loggedEvents('journal')).filter(({ type }) => type === 'run.started');
      equal(started.at(-1)?.data['environment'], 'production');
    } finally {
      await api.sessions.all[0]?.environments.choose(undefined);
      for (const name of Object.keys(files)) await workspace.fs.delete(workspaceFile(name));
    }
  });

  it('refuses a step that was edited while it was asked about', async () => {
    const document = await openRunbook('features-4.md', '# E\n\n```bash\ntouch as-shown\n```\n');
    api.questions.use({
      ...answering(true).questions,
      consent: async () => {
        await workspace.fs.writeFile(
          document.uri,
          Buffer.from('# E\n\n```bash\ntouch otherwise\n```\n'),
        );
        await until('the edit is seen', () => document.getText().includes('otherwise'));
        return true;
      },
    });
    const report = await runStep(document, 'as-shown');
    equal(report.outcome, 'refused');
    equal(report.code, 'edited');
  });

  it('follows an endless step until it is stopped, and calls that a success', async () => {
    await workspace.fs.writeFile(workspaceFile('followed.txt'), Buffer.from('a line\n'));
    const document = await openRunbook(
      'features-5.md',
      '# F\n\n```bash\ntail -f followed.txt\n```\n',
    );
    api.questions.use(answering(true).questions);
    let seen = '';
    const listening = api.sessions.all.map(({ runs }) =>
      runs.onEvent((event) => {
        if (event.kind === 'output') seen += event.text;
      }),
    );
    const running = runStep(document, 'tail -f');
    await until('its line is shown', () => seen.includes('a line'));
    await commands.executeCommand('runbook.stopRun');
    equal((await running).outcome, 'succeeded');
    for (const one of listening) one.dispose();
  });

  it('gives an interactive step to a real terminal, and records its exit code', async () => {
    const document = await openRunbook(
      'features-6.md',
      '# I\n\n```bash {interactive}\necho from-a-terminal; (exit 3)\n```\n',
    );
    api.questions.use(answering(true).questions);
    const report = await runStep(document, 'from-a-terminal');
    equal(report.outcome, 'failed', report.message);
    equal(report.exitCode, 3);
    match(report.output?.head ?? '', /from-a-terminal/);
  });
});
