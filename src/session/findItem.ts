import { plainItem } from '../core/checklist/plainItem';
import { itemsOf } from '../core/checklist/state';
import type { ChecklistItem } from '../core/model/checklist';
import type { ChecklistDocument } from '../core/model/runbook';
import { fail, succeed, type Result } from '../util/result';

/** An item in its runbook. */
export interface FoundItem {
  readonly runbook: string;
  readonly model: ChecklistDocument;
  readonly item: ChecklistItem;
}

/**
 * The item that words name: its id, else the beginning of its id, else part of its text. Several
 * that fit are a failure that names them.
 */
export function findItem(
  models: ReadonlyMap<string, ChecklistDocument>,
  words: string,
): Result<FoundItem, 'item-not-found' | 'ambiguous'> {
  const all: FoundItem[] = [];
  for (const [runbook, model] of models) {
    for (const item of itemsOf(model).values()) all.push({ runbook, model, item });
  }
  const text = words.trim().toLowerCase();
  const ways: readonly ((item: ChecklistItem) => boolean)[] = [
    ({ id }) => id === text,
    (item) => plainItem(item.text).toLowerCase() === text,
    ({ id }) => id.startsWith(text),
    (item) => plainItem(item.text).toLowerCase().includes(text),
  ];
  for (const fits of text === '' ? [] : ways) {
    const found = all.filter(({ item }) => fits(item));
    const [one] = found;
    if (one === undefined) continue;
    if (found.length === 1) return succeed(one);
    const named = found.slice(0, 5).map(({ runbook, item }) => `${runbook} ${item.id}`);
    return fail('ambiguous', `"${words}" is ${found.length} items: ${named.join(', ')}. Name one.`);
  }
  return fail(
    'item-not-found',
    `There is no item "${words}". runbook checklist list shows the ids.`,
  );
}
