import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'mocha';
import {
  commands,
  NotebookCellData,
  NotebookCellKind,
  NotebookEdit,
  NotebookRange,
  window,
  workspace,
  WorkspaceEdit,
  type NotebookCell,
  type NotebookDocument,
} from 'vscode';
import type { NewEvent } from '../../../src/core/incident/event';
import type { WorkspaceSession } from '../../../src/session/workspaceSession';
import type { VerifiedLog } from '../../../src/session/verifyOneLog';
import { nodePorts } from '../../../src/storage/nodeClock';
import { openLog } from '../../../src/storage/openLog';
import { ended, started } from '../../unit/core/export/logOf';
import { extensionUnderTest, until, workspaceFile } from '../extensionUnderTest';

async function sessionOf(): Promise<WorkspaceSession> {
  const api = await extensionUnderTest();
  const placed = api.sessions.place(workspaceFile('any.md'));
  ok(placed.ok);
  return placed.value.session;
}

/** A new incident with a run in it, shown as a notebook. */
async function openIncident(title: string) {
  const session = await sessionOf();
  const declared = await session.incidents.declare({ title });
  ok(declared.ok);
  const { id } = declared.value;
  // The runs of other tests are not part of it.
  session.incidents.active.leave();
  await record(session, id, started(`run-${id}`, { title: 'Look at the queue' }));
  await record(session, id, ended(`run-${id}`, 'depth \u001b[31m9412\u001b[0m\n'));
  await commands.executeCommand('runbook.openIncidentNotebook', id);
  await until('the notebook is open', () =>
    Boolean(window.activeNotebookEditor?.notebook.uri.path.includes(id)),
  );
  const notebook = window.activeNotebookEditor?.notebook;
  ok(notebook);
  return { session, id, notebook };
}

async function record(session: WorkspaceSession, id: string, event: NewEvent): Promise<void> {
  ok((await session.log.recordIncident(id, event)).ok);
}

/** Another window or a command line, as far as the log can tell. */
async function elsewhere(session: WorkspaceSession, id: string, event: NewEvent): Promise<void> {
  const folder = session.log.folders.incident(id);
  ok(folder.ok);
  const ports = nodePorts();
  const info = { host: 'other', user: 'ben', pid: 1, app: 'test', version: '1' };
  const writer = `other-${ports.ids.next().toLowerCase()}`;
  const log = await openLog(folder.value, { ...info, writer, actor: 'ben' }, ports);
  ok(log.ok);
  ok((await log.value.append(event)).ok);
  await log.value.close();
}

const texts = (notebook: NotebookDocument) =>
  notebook.getCells().map((cell) => cell.document.getText());

const noteCells = (notebook: NotebookDocument) =>
  notebook.getCells().filter((cell) => cell.metadata['note'] !== undefined);

const saidIn = (notebook: NotebookDocument, text: string) =>
  noteCells(notebook).find((cell) => cell.document.getText().includes(text));

async function notesInLog(session: WorkspaceSession, id: string): Promise<readonly string[]> {
  const incident = await session.incidents.read(id);
  ok(incident.ok);
  return incident.value.notes.map(({ text }) => text);
}

async function addCell(notebook: NotebookDocument, kind: NotebookCellKind, text: string) {
  const edit = new WorkspaceEdit();
  const language = kind === NotebookCellKind.Code ? 'shellscript' : 'markdown';
  const cell = new NotebookCellData(kind, text, language);
  edit.set(notebook.uri, [NotebookEdit.insertCells(notebook.cellCount, [cell])]);
  ok(await workspace.applyEdit(edit));
}

async function changeCell(cell: NotebookCell, from: string, to: string) {
  const edit = new WorkspaceEdit();
  const { document } = cell;
  const at = document.getText().indexOf(from);
  ok(at >= 0);
  const range = document.lineAt(document.positionAt(at).line).range;
  edit.replace(document.uri, range, document.getText(range).replace(from, to));
  ok(await workspace.applyEdit(edit));
}

describe('the notebook of an incident', () => {
  it('tells what ran: command, output with colours, verdict and duration', async () => {
    const { notebook } = await openIncident('Read as a story');
    const [first, ...others] = texts(notebook);
    match(first ?? '', /^# Read as a story/);
    ok(others.some((text) => text.includes('Look at the queue')));
    const code = notebook.getCells().find((cell) => cell.kind === NotebookCellKind.Code);
    equal(code?.document.getText(), 'queuectl depth orders');
    equal(code?.document.languageId, 'shellscript');
    const [item] = code?.outputs[0]?.items ?? [];
    match(Buffer.from(item?.data ?? []).toString(), /\u001b\[31m9412/);
    match(String(code?.metadata['status']), /succeeded · 0\.3 s · \d\d:\d\d:\d\d · ada|root/);
    equal(code?.executionSummary?.success, true);
    equal(notebook.isDirty, false);
  });

  it('grows while somebody else writes', async () => {
    const { session, id, notebook } = await openIncident('Grows');
    await elsewhere(session, id, {
      type: 'note.added',
      data: { noteId: 'from-elsewhere', text: 'I see it as well' },
    });
    await until('the note is shown', () => saidIn(notebook, 'I see it as well') !== undefined);
    match(saidIn(notebook, 'I see it')?.document.getText() ?? '', /^\*\d\d:\d\d:\d\d · ben\*\n/);
    await record(session, id, started('later', { title: 'Later step', text: 'echo later' }));
    await until('the run is shown', () => texts(notebook).includes('echo later'));
    equal(notebook.isDirty, false);
  });

  it('records new cells as notes, and what is typed in the record as nothing', async () => {
    const { session, id, notebook } = await openIncident('Write on it');
    await addCell(notebook, NotebookCellKind.Markup, 'The **shipper** has no pods');
    await addCell(notebook, NotebookCellKind.Code, 'kubectl get pods');
    const run = notebook.getCells().find((cell) => cell.kind === NotebookCellKind.Code);
    ok(run);
    await changeCell(run, 'depth', 'forged');
    ok(await notebook.save());
    deepEqual(await notesInLog(session, id), [
      'The **shipper** has no pods',
      '```shellscript\nkubectl get pods\n```',
    ]);
    await until('the notes have their time and person', () => noteCells(notebook).length === 2);
    ok(texts(notebook).includes('queuectl depth orders'), 'the record stands as it was');
    equal(texts(notebook).join().includes('forged'), false);
    equal(notebook.isDirty, false);
    ok(await notebook.save());
    equal((await notesInLog(session, id)).length, 2, 'saving again records nothing');
  });

  it('records an edit and a removal, and keeps what others wrote meanwhile', async () => {
    const { session, id, notebook } = await openIncident('Edit and remove');
    ok((await session.incidents.note(id, 'to be edited')).ok);
    ok((await session.incidents.note(id, 'to be removed')).ok);
    await until('both are shown', () => noteCells(notebook).length === 2);
    const edited = saidIn(notebook, 'to be edited');
    ok(edited);
    await changeCell(edited, 'to be edited', 'was edited');
    const removed = saidIn(notebook, 'to be removed');
    ok(removed);
    const edit = new WorkspaceEdit();
    const range = new NotebookRange(removed.index, removed.index + 1);
    edit.set(notebook.uri, [NotebookEdit.deleteCells(range)]);
    ok(await workspace.applyEdit(edit));
    const event: NewEvent = { type: 'note.added', data: { noteId: 'theirs', text: 'theirs' } };
    await elsewhere(session, id, event);
    ok(await notebook.save());
    deepEqual(await notesInLog(session, id), ['was edited', 'theirs']);
    await until('their note is shown', () => saidIn(notebook, 'theirs') !== undefined);
  });

  it('is exported and verified from its toolbar', async () => {
    const { notebook, id } = await openIncident('To the ticket');
    const file = workspaceFile(`${id}.html`);
    const context = { notebookEditor: { notebookUri: notebook.uri }, format: 'html', file };
    const html = await commands.executeCommand<string>('runbook.exportIncident', context);
    equal(await readFile(file.fsPath, 'utf8'), html);
    match(html, /<h1><bdi>To the ticket<\/bdi><\/h1>/);
    const verified = await commands.executeCommand<VerifiedLog>('runbook.verifyLog', context);
    deepEqual(
      [verified.verification.intact, verified.verification.checkpoints],
      [true, 1],
      'the export kept a checkpoint',
    );
  });

  it('says so when there is no such incident', async () => {
    const uri = window.activeNotebookEditor?.notebook.uri.with({ path: '/nowhere/none.incident' });
    ok(uri);
    await workspace.openNotebookDocument(uri).then(
      () => ok(false, 'it was opened'),
      (error: unknown) => match(String(error), /none\.incident|not|exist/i),
    );
  });
});
