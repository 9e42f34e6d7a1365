import * as vscode from 'vscode';
import type { ItemState as Entry } from '../../core/checklist/state';
import { plainItem } from '../../core/checklist/plainItem';
import { cellItems } from '../../core/cells/cellItems';
import { toCells } from '../../core/cells/toCells';
import type { Runbook } from '../../core/model/runbook';
import { parseRunbook } from '../../core/parser/parseRunbook';
import { DisposableStore } from '../../util/dispose';
import type { FolderSessions, PlacedRunbook } from '../folderSessions';
import { RUNBOOK_SELECTOR, type RunbookDocuments } from '../runbookDocuments';
import { showFailure } from '../showFailure';
import { stateWords, whoAndWhen } from './treeItems';

/** Ticks in the text editor and in notebooks. The file changes only when that is asked for. */
export function registerTextTicks(
  sessions: FolderSessions,
  documents: RunbookDocuments,
): vscode.Disposable {
  const store = new DisposableStore();
  const decoration = store.add(
    vscode.window.createTextEditorDecorationType({
      after: { margin: '0 0 0 2em', color: new vscode.ThemeColor('editorCodeLens.foreground') },
      rangeBehavior: vscode.DecorationRangeBehavior.ClosedOpen,
    }),
  );
  const draw = async (editor: vscode.TextEditor): Promise<void> => {
    const { document } = editor;
    if (vscode.languages.match(RUNBOOK_SELECTOR, document) === 0) return;
    const placed = sessions.place(document.uri);
    const model = documents.get(document);
    if (!placed.ok || model.checklists.length === 0) return;
    const { version } = document;
    const entries = await entriesOf(placed.value, model);
    if (document.version !== version) return;
    editor.setDecorations(
      decoration,
      entries.flatMap((entry) => decorate(document, entry)),
    );
  };
  const drawAll = (): void => {
    // What cannot be drawn now is drawn with the next change.
    for (const editor of vscode.window.visibleTextEditors) void draw(editor);
  };
  store.add(vscode.window.onDidChangeVisibleTextEditors(drawAll));
  store.add(vscode.workspace.onDidChangeTextDocument(drawAll));
  store.add(sessions.onDidOpen((session) => session.ticks.onDidChange(drawAll)));
  drawAll();
  const commands = {
    'runbook.toggleItemAtCursor': () => toggleAtCursor(sessions, documents),
    'runbook.writeTicks': () => writeTicks(sessions, documents),
  };
  for (const [id, execute] of Object.entries(commands)) {
    store.add(vscode.commands.registerCommand(id, execute));
  }
  return store;
}

async function entriesOf({ session, path }: PlacedRunbook, model: Runbook): Promise<Entry[]> {
  const states = await session.ticks.states(path, model);
  return states.flatMap(({ items }) => [...items]);
}

function decorate(document: vscode.TextDocument, entry: Entry): vscode.DecorationOptions[] {
  const words = whoAndWhen(entry);
  if (words === '' || entry.item.id.startsWith('scheduled-')) return [];
  const { range } = document.lineAt(Math.min(entry.item.range.start, document.lineCount - 1));
  const mark = entry.progress?.state === 'skipped' ? '↷' : entry.settled ? '✓' : '';
  return [
    {
      range,
      hoverMessage: stateWords(entry),
      renderOptions: { after: { contentText: `${mark} ${words}`.trim() } },
    },
  ];
}

async function toggleAtCursor(sessions: FolderSessions, documents: RunbookDocuments) {
  const notebook = vscode.window.activeNotebookEditor;
  if (notebook !== undefined) return toggleInNotebook(sessions, notebook);
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return;
  const placed = sessions.place(editor.document.uri);
  if (!placed.ok) return showFailure(placed);
  const model = documents.get(editor.document);
  const line = editor.selection.active.line;
  const entries = (await entriesOf(placed.value, model)).filter(
    ({ item }) => item.range.start <= line && line < item.range.end,
  );
  // The innermost of nested items is the one that begins last.
  const entry = entries.at(-1);
  if (entry === undefined || entry.item.id.startsWith('scheduled-')) {
    await vscode.window.showInformationMessage(
      'There is no checklist item at the cursor. Put it on a task such as "- [ ] …".',
    );
    return;
  }
  await toggle(placed.value, model, entry);
}

async function toggle(
  { session, path }: PlacedRunbook,
  model: Runbook,
  { item, settled }: Entry,
): Promise<void> {
  const saved = await session.ticks.tick({
    runbook: path,
    model,
    itemId: item.id,
    state: settled ? 'open' : 'done',
  });
  if (!saved.ok) showFailure({ ...saved, message: `The tick is not saved: ${saved.message}` });
}

/** The items of the selected markdown cell, to be ticked in a list. */
async function toggleInNotebook(sessions: FolderSessions, editor: vscode.NotebookEditor) {
  const { notebook, selection } = editor;
  const placed = sessions.place(notebook.uri);
  if (!placed.ok) return showFailure(placed);
  const text = (await vscode.workspace.openTextDocument(notebook.uri)).getText();
  const model = parseRunbook(text);
  const { index, document } = notebook.cellAt(selection.start);
  const own = cellItems(model.checklists, toCells(text, model), index, document.getText());
  const ids = new Set(own.map(({ id }) => id));
  const entries = (await entriesOf(placed.value, model)).filter(({ item }) => ids.has(item.id));
  if (entries.length === 0) {
    await vscode.window.showInformationMessage(
      'There is no checklist item in this cell. Select a cell with tasks such as "- [ ] …".',
    );
    return;
  }
  const picks = entries.map((entry) => ({
    label: plainItem(entry.item.text),
    description: whoAndWhen(entry),
    picked: entry.settled,
    entry,
  }));
  const chosen = await vscode.window.showQuickPick(picks, {
    title: 'Tick Items of This Cell',
    canPickMany: true,
  });
  if (chosen === undefined) return;
  for (const pick of picks) {
    if (chosen.includes(pick) !== pick.entry.settled) {
      await toggle(placed.value, model, pick.entry);
    }
  }
}

const BOX = /^((?:[\s>]*)(?:[-*+]|\d+[.)])\s+)\[[ xX]\]/;

/** Puts the boxes of the file in line with the ticks: the one way in which a tick alters a file. */
async function writeTicks(sessions: FolderSessions, documents: RunbookDocuments) {
  const document = vscode.window.activeTextEditor?.document;
  if (document === undefined) return;
  const placed = sessions.place(document.uri);
  if (!placed.ok) return showFailure(placed);
  const entries = await entriesOf(placed.value, documents.get(document));
  const edit = new vscode.WorkspaceEdit();
  let changed = 0;
  for (const { item, progress } of entries) {
    if (item.range.start >= document.lineCount || item.id.startsWith('scheduled-')) continue;
    const match = BOX.exec(document.lineAt(item.range.start).text);
    const done = progress?.state === 'done';
    if (match === null || done === item.checkedInFile) continue;
    const column = match[1]?.length ?? 0;
    const line = item.range.start;
    edit.replace(
      document.uri,
      new vscode.Range(line, column + 1, line, column + 2),
      done ? 'x' : ' ',
    );
    changed++;
  }
  if (changed > 0) await vscode.workspace.applyEdit(edit);
  await vscode.window.showInformationMessage(
    changed === 0
      ? 'The boxes of this file agree with the ticks already.'
      : `${changed} ${changed === 1 ? 'box was' : 'boxes were'} changed. Save the file to keep them.`,
  );
}
