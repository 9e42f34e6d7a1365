import { deepEqual, equal, ok } from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, it } from 'mocha';
import { commands, extensions } from 'vscode';
import {
  answering,
  extensionUnderTest,
  lensTitles,
  loggedEvents,
  openRunbook,
  runStep,
  until,
} from '../extensionUnderTest';

/**
 * Calls a command; whatever it asks or says is dismissed until it has ended. Most end at once: only
 * what has not is taken to wait for an answer.
 */
async function callAndLeave(command: string, args: readonly unknown[]): Promise<void> {
  let ended = false;
  const end = (): void => void (ended = true);
  // A command may refuse its arguments by rejecting.
  const called = Promise.resolve(commands.executeCommand(command, ...args)).then(end, end);
  await Promise.race([called, delay(20)]);
  await until(`${command} ends`, async () => {
    if (ended) return true;
    await commands.executeCommand('workbench.action.closeQuickOpen');
    await commands.executeCommand('notifications.clearAll');
    return ended;
  });
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
    this.timeout(180_000);
    const api = await extensionUnderTest();
    const manifest = extensions.getExtension('executable-runbooks.executable-runbooks')
      ?.packageJSON as { contributes: { commands: { command: string }[] } };
    const opens = new Set(['runbook.openJournalFolder', 'runbook.openAsNotebook']);
    for (const { command } of manifest.contributes.commands) {
      if (opens.has(command)) continue;
      for (const args of [[], ['x', 'y'], [{ kind: 'item' }], [['step'], null]]) {
        await callAndLeave(command, args);
      }
    }
    for (const session of api.sessions.all) equal(session.supervisorPid, undefined);
  });
});
