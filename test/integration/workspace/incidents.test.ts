import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { commands, env, type TextDocument, window, workspace } from 'vscode';
import type { Incident } from '../../../src/core/incident/incident';
import type { TestApi } from '../../../src/extension';
import type { WorkspaceSession } from '../../../src/session/workspaceSession';
import {
  answering,
  extensionUnderTest,
  lensTitles,
  openRunbook,
  runStep,
  until,
  workspaceFile,
} from '../extensionUnderTest';

const RUNBOOK = `# Parcel desk

| Severity | Meaning | Response time | Escalation |
| --- | --- | --- | --- |
| P1 | no parcel leaves | 10 min | 25 min |
| P2 | parcels are late | 2 hours | |

## Playbooks

### Label printer is silent

\`\`\`bash
echo looked at the printer
\`\`\`

\`\`\`bash
touch printer-restarted.txt
\`\`\`

\`\`\`bash
echo no answer; false
\`\`\`

## Messages

### First notice

\`\`\`
{severity}: {title}, led by {commander}
Next update: {time + 40min}
\`\`\`
`;

describe('incidents in the editor', () => {
  let api: TestApi;
  let document: TextDocument;

  beforeEach(async () => {
    api = await extensionUnderTest();
    api.questions.use(answering(true).questions);
    document = await openRunbook('parcels.md', RUNBOOK);
  });

  afterEach(async () => {
    await commands.executeCommand('runbook.leaveIncident');
    await commands.executeCommand('workbench.action.closeAllEditors');
  });

  const session = (): WorkspaceSession => {
    const placed = api.sessions.place(document.uri);
    ok(placed.ok);
    return placed.value.session;
  };
  const active = (): Incident => {
    const incident = session().incidents.active.incident;
    ok(incident, 'an incident is active');
    return incident;
  };
  const events = async (id: string) => {
    const reading = await session().log.readIncident(id);
    ok(reading.ok);
    return reading.value.events;
  };
  const declare = (more: Record<string, unknown> = {}) =>
    commands.executeCommand<string>('runbook.declareIncident', {
      uri: document.uri.toString(),
      section: 'Label printer is silent',
      title: 'Printer is silent',
      severity: 'P1',
      ...more,
    });

  it('is offered over a runbook and behind a failed check', async () => {
    ok((await lensTitles(document.uri)).includes('$(flame) Declare Incident'));
    await runStep(document, 'no answer');
    await until('a second lens', async () => {
      const titles = await lensTitles(document.uri);
      return titles.filter((title) => title === '$(flame) Declare Incident').length === 2;
    });
  });

  it('is declared with one Enter for the playbook, one for the severity, one for the title', async () => {
    const declared = commands.executeCommand('runbook.declareIncident', document.uri);
    await until('the incident is declared', async () => {
      if (session().incidents.active.incident !== undefined) return true;
      await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return false;
    });
    await declared;
    equal(active().title, 'Label printer is silent');
    equal(active().section, 'Label printer is silent');
    equal(active().severity, 'P1');
  });

  it('has its clock in the status bar with the next deadline of the runbook', async () => {
    await declare();
    match(
      api.incidents.clock(),
      /P1 Printer is silent {2}00:0\d:\d\d · acknowledge in (?:10:00|09:)/,
    );
    equal(await commands.executeCommand('runbook.acknowledgeIncident'), true);
    match(api.incidents.clock(), / · escalate in (?:25:00|24:)/);
    await commands.executeCommand('runbook.leaveIncident');
    equal(api.incidents.clock(), '');
  });

  it('says that a deadline passed, also of an incident that is not the active one', async () => {
    const { incidents } = session();
    await declare({ title: 'Scanner is slow' });
    const { id } = active();
    await declare({ title: 'Belt stands still' });
    await incidents.correctTime(id, 'declared', new Date(Date.now() - 12 * 60_000).toISOString());
    const said = () => api.incidents.alarms().filter((text) => text.includes('Scanner is slow'));
    await until('it is said', async () => said().length > 0);
    match(said()[0] ?? '', /^10 minutes without acknowledgement of "Scanner is slow"/);
    deepEqual(said().length, 1);
    equal(active().title, 'Belt stands still');
    await incidents.reach(id, 'resolved');
    await until('it is over', async () => incidents.open.all.every((one) => one.id !== id));
  });

  it('opens its notebook beside the playbook', async () => {
    await declare();
    ok(window.visibleNotebookEditors.some(({ notebook }) => notebook.uri.scheme === 'incident'));
    ok(window.visibleTextEditors.some((one) => one.document.fileName.endsWith('parcels.md')));
  });

  it('keeps runs, notes, severity, evidence, hand-over and updates in its log', async () => {
    const id = await declare();
    const report = await runStep(document, 'looked at the printer');
    await commands.executeCommand('runbook.addNote', 'the cable is out');
    await commands.executeCommand('runbook.changeSeverity', 'P2');
    await commands.executeCommand('runbook.pinEvidence', 'https://graphs.example/printer');
    await commands.executeCommand('runbook.handOver', 'bo');
    await commands.executeCommand('runbook.postUpdate');
    const log = await events(id);
    ok(log.some((event) => event.type === 'run.ended' && event.data.runId === report.runId));
    equal(active().severity, 'P2');
    equal(active().commander, 'bo');
    deepEqual(
      active().notes.map(({ text }) => text),
      ['the cable is out'],
    );
    equal(active().evidence[0]?.url, 'https://graphs.example/printer');
    const [update] = active().updates;
    match(update?.text ?? '', /^P2: Printer is silent, led by bo\nNext update: \d{4}-/);
    equal(await env.clipboard.readText(), update?.text);
    ok(active().nextUpdateAt, 'the next update is due-timed');
  });

  it('asks for the cause in one line and opens the post-mortem', async () => {
    const id = await declare();
    equal(await commands.executeCommand('runbook.resolveIncident', 'the cable was out'), true);
    const text = window.activeTextEditor?.document.getText() ?? '';
    match(text, /^# Post-mortem: Printer is silent/);
    match(text, /the cable was out/);
    const types = (await events(id)).map(({ type }) => type);
    ok(types.includes('incident.resolved'));
    equal(api.incidents.clock(), '', 'the clock is gone');
  });

  it('offers what was done differently as an edit of the runbook', async () => {
    const id = await declare();
    const changed = RUNBOOK.replace('touch printer-restarted.txt', 'touch printer-replaced.txt');
    await openRunbook('parcels.md', changed);
    await until('the edit is seen', () => document.getText() === changed);
    await runStep(document, 'printer-replaced');
    await openRunbook('parcels.md', RUNBOOK);
    await until('the runbook is as it was', () => document.getText() === RUNBOOK);
    const diff = await commands.executeCommand<string>('runbook.reviewRedlines', id);
    match(diff, /^-touch printer-restarted\.txt\n\+touch printer-replaced\.txt$/m);
    equal(await commands.executeCommand('runbook.applyRedlines', id), true);
    equal(document.getText(), changed);
    ok(document.isDirty, 'it is left to be looked at');
    await document.save();
  });

  it('a drill shows a change and does not run it', async () => {
    const id = await commands.executeCommand<string>('runbook.startDrill', {
      uri: document.uri.toString(),
      title: 'Practise',
      severity: 'P2',
    });
    match(api.incidents.clock(), /DRILL P2 Practise/);
    equal((await runStep(document, 'looked at the printer')).outcome, 'succeeded');
    const report = await runStep(document, 'touch printer-restarted');
    equal(report.code, 'drill');
    ok(!existsSync(workspaceFile('printer-restarted.txt').fsPath));
    const log = await events(id);
    ok(log.some((event) => event.type === 'run.refused' && event.data.code === 'drill'));
  });

  it('says what to do when no incident is active', async () => {
    equal(await commands.executeCommand('runbook.addNote', 'x'), false);
    equal(workspace.workspaceFolders?.length, 1);
  });
});
