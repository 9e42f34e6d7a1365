import { deepEqual, equal, ok } from 'node:assert/strict';
import { describe, it } from 'mocha';
import { commands, extensions } from 'vscode';
import {
  answering,
  extensionUnderTest,
  lensTitles,
  loggedEvents,
  openRunbook,
  runStep,
} from '../extensionUnderTest';

async function within(ms: number, what: string, promise: Thenable<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} did not answer`)), ms);
  });
  // A command may refuse its arguments by rejecting; only silence is wrong.
  const settled = Promise.resolve(promise).catch(() => undefined);
  await Promise.race([settled, late]).finally(() => clearTimeout(timer));
}

describe('Restricted Mode', () => {
  it('shows the lens, which leads to the trust dialog', async () => {
    await extensionUnderTest();
    const document = await openRunbook('trial.md', '```bash\necho no\n```\n');
    const titles = await lensTitles(document.uri);
    deepEqual(
      titles.filter((title) => title.includes('Run')),
      [],
    );
    ok(titles.includes('$(shield) Trust this folder to run'), titles.join(' | '));
  });

  it('runs nothing, says so, and spawns nothing', async () => {
    const api = await extensionUnderTest();
    const { asked, questions } = answering(true);
    api.questions.use(questions);
    const document = await openRunbook('trial.md', '```bash\necho no\n```\n');
    const report = await runStep(document, 'echo no');
    equal(report.outcome, 'refused');
    equal(report.code, 'untrusted');
    equal(asked.length, 0);
    for (const session of api.sessions.all) equal(session.supervisorPid, undefined);
    equal((await loggedEvents('journal')).length, 0);
  });

  it('spawns nothing whatever command is called with hostile arguments', async function () {
    this.timeout(60_000);
    const api = await extensionUnderTest();
    const manifest = extensions.getExtension('executable-runbooks.executable-runbooks')
      ?.packageJSON as { contributes: { commands: { command: string }[] } };
    const opens = new Set(['runbook.openJournalFolder', 'runbook.openAsNotebook']);
    for (const { command } of manifest.contributes.commands) {
      if (opens.has(command)) continue;
      for (const args of [[], ['x', 'y'], [{ kind: 'item' }], [['step'], null]]) {
        await within(5_000, command, commands.executeCommand(command, ...args));
      }
    }
    for (const session of api.sessions.all) equal(session.supervisorPid, undefined);
  });
});
