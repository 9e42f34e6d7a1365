import type { DueGroup } from '../../core/checklist/dueGroup';
import type { ChecklistState, ItemState } from '../../core/checklist/state';
import type { ItemProgress } from '../../core/checklist/tickFold';
import type { WorkspaceSession } from '../../session/workspaceSession';
import type { RunbookFile } from './runbookFiles';

/** A node of the tree: a due group, a checklist, an item, or something that is no longer there. */
export type ChecklistNode = GroupNode | ListNode | ItemNode | VanishedNode | GoneNode;

export interface GroupNode {
  readonly kind: 'group';
  readonly group: DueGroup;
  lists: readonly ListNode[];
}

/** Stays the same object while its state changes, so that it alone can be drawn anew. */
export interface ListNode {
  readonly kind: 'list';
  readonly id: string;
  file: RunbookFile;
  state: ChecklistState;
}

export interface ItemNode {
  readonly kind: 'item';
  readonly list: ListNode;
  readonly entry: ItemState;
}

/** An item that was ticked and has left its runbook. */
export interface VanishedNode {
  readonly kind: 'vanished';
  readonly file: RunbookFile;
  readonly progress: ItemProgress;
}

/** A runbook with ticks that has left the workspace. */
export interface GoneNode {
  readonly kind: 'gone';
  readonly session: WorkspaceSession;
  readonly path: string;
}

/** Commands can be called with anything; only a node of this tree counts. */
export function itemOf(value: unknown): ItemNode | undefined {
  return isNode(value) && value.kind === 'item' ? value : undefined;
}

export function listOf(value: unknown): ListNode | undefined {
  if (!isNode(value)) return undefined;
  return value.kind === 'list' ? value : value.kind === 'item' ? value.list : undefined;
}

export function vanishedOf(value: unknown): VanishedNode | undefined {
  return isNode(value) && value.kind === 'vanished' ? value : undefined;
}

function isNode(value: unknown): value is ChecklistNode {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false;
  switch (value.kind) {
    case 'item':
      return 'entry' in value && 'list' in value;
    case 'list':
      return 'state' in value && 'file' in value;
    case 'vanished':
      return 'progress' in value && 'file' in value;
    default:
      return false;
  }
}
