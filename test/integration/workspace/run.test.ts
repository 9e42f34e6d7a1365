import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { beforeEach, describe, it } from 'mocha';
import { commands, extensions, window, workspace } from 'vscode';
import type { TestApi } from '../../../src/extension';
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

const RUNBOOK = `# Trial

\`\`\`bash
echo from the first step; TRIAL=kept
\`\`\`

\`\`\`bash
echo "$TRIAL" > changed.txt
\`\`\`

- [ ] Look at it: \`cat changed.txt\`
`;

describe('running a step from the text editor', () => {
  let api: TestApi;

  beforeEach(async () => {
    api = await extensionUnderTest();
  });

  it('has a Run lens over each block and one over the item with a command', async () => {
    const document = await openRunbook('trial-1.md', RUNBOOK);
    const titles = await lensTitles(document.uri);
    equal(titles.filter((title) => title.startsWith('$(play) Run')).length, 3);
    ok(titles.some((title) => title.includes('Open as Notebook')));
  });

  it('records started, runs, streams, and records ended', async () => {
    const document = await openRunbook('trial-2.md', RUNBOOK);
    const { asked, questions } = answering(true);
    api.questions.use(questions);
    const report = await runStep(document, 'first step');
    equal(report.outcome, 'succeeded');
    equal(asked.length, 0, 'a check is not asked about');
    match(report.output?.head ?? '', /from the first step/);
    const events = await loggedEvents('journal');
    const mine = events.filter((event) => event.data['runId'] === report.runId);
    deepEqual(
      mine.map((event) => event.type),
      ['run.started', 'run.ended'],
    );
  });

  it('asks before a change, with the exact text, and keeps the shell from step to step', async () => {
    const document = await openRunbook('trial-3.md', RUNBOOK);
    const { asked, questions } = answering(true);
    api.questions.use(questions);
    await runStep(document, 'first step');
    const report = await runStep(document, 'changed.txt');
    equal(report.outcome, 'succeeded');
    equal(asked[0]?.shownText, 'echo "$TRIAL" > changed.txt');
    const written = await workspace.fs.readFile(workspaceFile('changed.txt'));
    equal(Buffer.from(written).toString(), 'kept\n');
  });

  it('does not run what was not agreed to, and records the refusal', async () => {
    const document = await openRunbook('refused.md', '```bash\ntouch never-made\n```\n');
    api.questions.use(answering(false).questions);
    const report = await runStep(document, 'never-made');
    equal(report.outcome, 'refused');
    equal(report.code, 'not-confirmed');
    equal(existsSync(workspaceFile('never-made').fsPath), false);
    const events = await loggedEvents('journal');
    ok(
      events.some((event) => event.type === 'run.refused' && event.data['runId'] === report.runId),
    );
  });

  it('tells in the lens how the step went', async () => {
    const document = await openRunbook('failing.md', '```bash\necho wrong >&2; false\n```\n');
    api.questions.use(answering(true).questions);
    const report = await runStep(document, 'false');
    equal(report.outcome, 'failed');
    equal(report.exitCode, 1);
    const titles = await lensTitles(document.uri);
    ok(
      titles.some((title) => title.startsWith('$(error) failed')),
      titles.join(' | '),
    );
  });

  it('stops a run that goes on', async () => {
    const document = await openRunbook('long.md', '```bash\necho begun; sleep 600\n```\n');
    const session = api.sessions.place(document.uri);
    ok(session.ok);
    const running = runStep(document, 'sleep 600');
    await until('it runs', () => session.value.session.runs.running.length > 0);
    await commands.executeCommand('runbook.stopRun');
    equal((await running).outcome, 'cancelled');
  });

  it('exports the journal of the day as Markdown', async () => {
    const text = await commands.executeCommand<string>('runbook.exportJournal', {
      log: `journal/${new Date().toISOString().slice(0, 10)}`,
      format: 'markdown',
    });
    match(text, /^# Journal of \d{4}-\d\d-\d\d\n/);
    match(text, /from the first step/);
    equal(window.activeTextEditor?.document.languageId, 'markdown');
  });
});

describe('the commands', () => {
  it('are all registered, and all have a category and a title', async () => {
    await extensionUnderTest();
    const registered = new Set(await commands.getCommands(true));
    const manifest = extensions.getExtension('executable-runbooks.executable-runbooks')
      ?.packageJSON as { contributes: { commands: Record<string, string>[] } };
    for (const { command, category, title } of manifest.contributes.commands) {
      ok(command && registered.has(command), `${command} is registered`);
      equal(category, 'Runbook');
      ok(title);
    }
    const contributed = new Set(manifest.contributes.commands.map(({ command }) => command));
    const ours = [...registered].filter((id) => /^runbook\.[a-z]+[A-Z]?\w*$/.test(id));
    const internal =
      /^runbook\.checklists\.|^runbook\.\w+\.(focus|open|resetViewLocation|removeView)$/;
    deepEqual(
      ours.filter(
        (id) => !contributed.has(id) && !internal.test(id) && id !== 'runbook.checklists',
      ),
      [],
    );
  });

  it('run nothing when they are called with hostile arguments', async () => {
    const api = await extensionUnderTest();
    api.questions.use(answering(true).questions);
    const before = (await loggedEvents('journal')).length;
    const hostile: unknown[][] = [
      ['; touch /tmp/owned', 'x'],
      [{ toString: () => 'file:///etc/passwd' }, 'x'],
      ['file:///etc/hostname', 'step-1'],
      [workspaceFile('trial-1.md').toString(), '__proto__'],
      [workspaceFile('trial-1.md').toString(), ['a']],
      [null, undefined],
    ];
    await commands.executeCommand('workbench.action.closeAllEditors');
    for (const args of hostile) await commands.executeCommand('runbook.runStep', ...args);
    await commands.executeCommand('runbook.runSteps', 'x', { length: 3 });
    equal((await loggedEvents('journal')).length, before);
  });
});

describe('awkward runbooks', () => {
  it('an empty file has no lens and no error', async () => {
    const document = await openRunbook('empty.md', '');
    deepEqual(runbookOf(document).steps, []);
    deepEqual(await lensTitles(document.uri), []);
  });

  it('a missing shell is one clear sentence, and the record says so', async () => {
    const api = await extensionUnderTest();
    api.questions.use(answering(true).questions);
    const document = await openRunbook('no-shell.md', '```powershell\nGet-Date\n```\n');
    const report = await runStep(document, 'Get-Date');
    // Where PowerShell is installed it simply runs.
    if (report.outcome === 'succeeded') return;
    equal(report.code, 'shell-not-found');
    match(report.message ?? '', /pwsh/);
  });
});
