import * as vscode from 'vscode';
import { plainItem } from '../../core/checklist/plainItem';
import type { ItemState } from '../../core/incident/eventData';
import { showFailure } from '../showFailure';
import type { ChecklistTree } from './checklistTree';
import { itemOf, listOf, vanishedOf, type ChecklistNode, type ItemNode } from './nodes';
import { askDate } from './askDate';

interface Tick {
  readonly state: ItemState;
  readonly reason?: string;
  readonly note?: string;
}

/** Records a tick; one that could not be saved is said, and the box shows what holds. */
export async function tickItem(tree: ChecklistTree, node: ItemNode, tick: Tick): Promise<void> {
  const { file } = node.list;
  const { session, path, runbook } = file;
  const itemId = node.entry.item.id;
  const saved = await session.ticks.tick({ runbook: path, model: runbook, itemId, ...tick });
  if (saved.ok) return;
  showFailure({ code: saved.code, message: `The tick is not saved: ${saved.message}` });
  tree.redraw(node.list);
}

/** The commands on a row of the tree; without an argument they take the selected row. */
export function itemCommands(
  tree: ChecklistTree,
  view: vscode.TreeView<ChecklistNode>,
): Record<string, (argument: unknown) => unknown> {
  const item = (argument: unknown) => itemOf(argument) ?? itemOf(view.selection[0]);
  const list = (argument: unknown) => listOf(argument) ?? listOf(view.selection[0]);
  return {
    'runbook.toggleItem': async (argument) => {
      const gone = vanishedOf(argument) ?? vanishedOf(view.selection[0]);
      const node = item(argument);
      if (node !== undefined) {
        await tickItem(tree, node, { state: node.entry.settled ? 'open' : 'done' });
      } else if (gone !== undefined) await putAway(gone, tree);
    },
    'runbook.skipItem': async (argument) => {
      const node = item(argument);
      if (node === undefined) return pointOut();
      const reason = await ask(node, 'Skip: why is it not done?');
      if (reason === undefined) return;
      await tickItem(tree, node, { state: 'skipped', reason });
    },
    'runbook.noteItem': async (argument) => {
      const node = item(argument);
      if (node === undefined) return pointOut();
      const { progress } = node.entry;
      const note = await ask(node, 'Note', progress?.tick.note ?? '', true);
      if (note === undefined) return;
      const reason = progress?.tick.reason;
      await tickItem(tree, node, {
        state: progress?.state ?? 'open',
        note,
        ...(reason === undefined ? {} : { reason }),
      });
    },
    'runbook.resetChecklist': async (argument) => {
      const node = list(argument);
      if (node === undefined) return pointOut();
      const { session, path, runbook } = node.file;
      const { checklist } = node.state;
      const reset = await session.ticks.reset(path, runbook, checklist.id);
      if (!reset.ok) showFailure(reset);
    },
    'runbook.setChecklistDate': async (argument) => {
      const node = list(argument);
      if (node === undefined) return pointOut();
      const at = await askDate(node.file.session.ticks.zone, node.file.runbook.title);
      if (at === undefined) return;
      const saved = await node.file.session.ticks.setDate(node.file.path, at.value);
      if (!saved.ok) showFailure(saved);
    },
    'runbook.searchChecklists': async () => {
      const words = await vscode.window.showInputBox({
        title: 'Search Checklists',
        prompt: 'Words of an item, a checklist or a runbook. Empty shows all.',
        value: tree.searched,
      });
      if (words !== undefined) tree.search(words);
    },
    'runbook.clearChecklistSearch': () => tree.search(''),
    'runbook.revealItem': async (argument) => {
      const node = item(argument);
      const place = node === undefined ? list(argument) : node.list;
      if (place === undefined) return;
      const { start } = (node?.entry.item ?? place.state.checklist).range;
      const selection = new vscode.Range(start, 0, start, 0);
      await vscode.window.showTextDocument(place.file.uri, { selection });
    },
    'runbook.runItem': async (argument) => {
      const node = item(argument);
      const uri = node?.list.file.uri.toString();
      const steps = node?.list.file.steps().get(node.entry.item.id) ?? [];
      for (const { stepId, partId } of steps) {
        await vscode.commands.executeCommand('runbook.runStep', uri, stepId, partId);
      }
    },
  };
}

async function putAway(
  { file, progress }: NonNullable<ReturnType<typeof vanishedOf>>,
  tree: ChecklistTree,
): Promise<void> {
  const saved = await file.session.ticks.tick({
    runbook: file.path,
    model: file.runbook,
    itemId: progress.tick.itemId,
    state: 'open',
  });
  if (!saved.ok) showFailure(saved);
  tree.refresh();
}

function ask(
  node: ItemNode,
  prompt: string,
  value = '',
  mayBeEmpty = false,
): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: plainItem(node.entry.item.text),
    prompt,
    value,
    validateInput: (text) =>
      mayBeEmpty || text.trim() !== '' ? undefined : 'The next person wants to know why.',
  });
}

function pointOut(): void {
  // The message stays until it is dismissed; nobody waits for it.
  void vscode.window.showInformationMessage('Select a row in the Checklists view first.');
}
