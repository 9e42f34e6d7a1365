import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'mocha';
import {
  commands,
  NotebookCellKind,
  NotebookEdit,
  NotebookRange,
  window,
  workspace,
  WorkspaceEdit,
  type NotebookDocument,
  type Uri,
} from 'vscode';
import { answering, extensionUnderTest, until, workspaceFile } from '../extensionUnderTest';

const AWKWARD = Buffer.concat([
  Buffer.from('\ufeff# Awkward\r\n\r\n1. Do\r\n   ```bash\r\n   echo one\r\n   ```\r\n\t\r\n'),
  Buffer.from([0xff, 0xfe, 0x41]),
  Buffer.from('\n\n~~~~sh\necho "```"\n~~~~\n<!-- ```bash\nno\n``` -->\nno newline at the end'),
]);

async function openNotebook(uri: Uri): Promise<NotebookDocument> {
  await commands.executeCommand('vscode.openWith', uri, 'runbook');
  await until(
    'the notebook is open',
    () => window.activeNotebookEditor?.notebook.uri.toString() === uri.toString(),
  );
  const notebook = window.activeNotebookEditor?.notebook;
  ok(notebook);
  return notebook;
}

const notebookAt = (uri: Uri) =>
  workspace.notebookDocuments.find((one) => one.uri.toString() === uri.toString());

/** How each code cell ended. */
const endsIn = (uri: Uri) =>
  (notebookAt(uri)?.getCells() ?? [])
    .filter((cell) => cell.kind === NotebookCellKind.Code)
    .map((cell) => cell.executionSummary?.success);

/** What each code cell shows. */
function shownIn(uri: Uri): readonly string[] {
  const cells = notebookAt(uri)?.getCells() ?? [];
  return cells
    .filter((cell) => cell.kind === NotebookCellKind.Code)
    .map((cell) =>
      cell.outputs
        .flatMap((output) => output.items)
        .map((item) => Buffer.from(item.data).toString())
        .join(''),
    );
}

describe('a runbook as a notebook', () => {
  it('saves the same bytes, whatever is in the file', async () => {
    const uri = workspaceFile('awkward.md');
    await workspace.fs.writeFile(uri, AWKWARD);
    const notebook = await openNotebook(uri);
    const code = notebook.getCells().filter((cell) => cell.kind === NotebookCellKind.Code);
    equal(code.length, 2);
    // An edit that is taken back makes the document dirty, so that saving really writes.
    const edit = new WorkspaceEdit();
    edit.set(uri, [NotebookEdit.updateNotebookMetadata({ touched: true })]);
    await workspace.applyEdit(edit);
    await notebook.save();
    deepEqual(await readFile(uri.fsPath), AWKWARD);
  });

  it('changes only the bytes of the cell that was edited', async () => {
    const uri = workspaceFile('edited.md');
    const text = '# One\n\n* item\n\n  ```bash\n  echo a\n  ```\n\n```sh\necho b\n```\n';
    await workspace.fs.writeFile(uri, Buffer.from(text));
    const notebook = await openNotebook(uri);
    const cell = notebook.getCells().find((one) => one.document.getText().includes('echo a'));
    ok(cell);
    const edit = new WorkspaceEdit();
    const { document } = cell;
    edit.replace(document.uri, document.lineAt(0).range, 'echo changed');
    await workspace.applyEdit(edit);
    await notebook.save();
    equal(await readFile(uri.fsPath, 'utf8'), text.replace('echo a', 'echo changed'));
  });

  it('runs a cell, shows its output with colours, and leaves the file as it was', async () => {
    const api = await extensionUnderTest();
    api.questions.use(answering(true).questions);
    const uri = workspaceFile('colours.md');
    const text =
      "# Colours\n\n```bash\nprintf '\\033[32mgreen\\033[0m\\033]0;title\\007\\n'\n```\n";
    await workspace.fs.writeFile(uri, Buffer.from(text));
    const notebook = await openNotebook(uri);
    const index = notebook.getCells().findIndex((cell) => cell.kind === NotebookCellKind.Code);
    ok(window.activeNotebookEditor);
    window.activeNotebookEditor.selection = new NotebookRange(index, index + 1);
    await commands.executeCommand('notebook.cell.execute');
    const cell = notebook.cellAt(index);
    await until('the cell has ended', () => cell.executionSummary?.success !== undefined);
    equal(cell.executionSummary?.success, true);
    const shown = cell.outputs
      .flatMap((output) => output.items)
      .map((item) => {
        return Buffer.from(item.data).toString();
      });
    match(shown.join(''), /\u001b\[32mgreen\u001b\[0m/);
    equal(shown.join('').includes('\u001b]0;'), false, 'no escape sequence but colours');
    equal(notebook.isDirty, false);
    equal(await readFile(uri.fsPath, 'utf8'), text);
  });

  it('shows recorded outputs again: when opened, and when the text was saved', async () => {
    const api = await extensionUnderTest();
    api.questions.use(answering(true).questions);
    const uri = workspaceFile('recorded.md');
    const text =
      "# Recorded\n\n```bash\nprintf '\\033[32mkept\\033[0m\\n'\n```\n\n```bash\necho bad; false\n```\n";
    await workspace.fs.writeFile(uri, Buffer.from(text));
    await openNotebook(uri);
    await commands.executeCommand('notebook.execute');
    await until('both have run', () => endsIn(uri).join() === 'true,false');
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await until('it is closed', () => notebookAt(uri) === undefined);

    const again = await openNotebook(uri);
    await until('the outputs are back', () => shownIn(uri)[0]?.includes('kept') === true);
    match(shownIn(uri)[0] ?? '', /\u001b\[32mkept/);
    await until('how they ended is back', () => endsIn(uri).join() === 'true,false');
    equal(again.isDirty, false);

    const editor = await window.showTextDocument(await workspace.openTextDocument(uri));
    await editor.edit((change) => change.insert(editor.document.lineAt(0).range.end, ' again'));
    await commands.executeCommand('workbench.action.files.save');
    await until('the notebook was read anew', () =>
      again.cellAt(0).document.getText().includes('again'),
    );
    await until('the outputs are back again', () => shownIn(uri)[0]?.includes('kept') === true);
    equal(again.isDirty, false);

    await openNotebook(uri);
    await commands.executeCommand('notebook.clearAllCellsOutputs');
    await until('they are cleared', () => shownIn(uri)[0] === '');
    // Anything that wanted to put them back has had its turn when a later run has ended.
    const last = again.getCells().findLastIndex((cell) => cell.kind === NotebookCellKind.Code);
    ok(window.activeNotebookEditor);
    window.activeNotebookEditor.selection = new NotebookRange(last, last + 1);
    await commands.executeCommand('notebook.cell.execute');
    await until('a run has ended', () => shownIn(uri)[1] !== '');
    equal(shownIn(uri)[0], '', 'what a person cleared stays away');
  });

  it('runs all cells in order and stops at the first that fails', async () => {
    const api = await extensionUnderTest();
    api.questions.use(answering(true).questions);
    const uri = workspaceFile('order.md');
    const text = '```bash\necho first\n```\n\n```bash\nfalse\n```\n\n```bash\necho third\n```\n';
    await workspace.fs.writeFile(uri, Buffer.from(text));
    const notebook = await openNotebook(uri);
    await commands.executeCommand('notebook.execute');
    const code = notebook.getCells().filter((cell) => cell.kind === NotebookCellKind.Code);
    await until('the second has ended', () => code[1]?.executionSummary?.success !== undefined);
    deepEqual(
      code.map((cell) => cell.executionSummary?.success),
      [true, false, undefined],
    );
  });
});
