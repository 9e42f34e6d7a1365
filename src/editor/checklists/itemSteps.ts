import { parseRunbook } from '../../core/parser/parseRunbook';

/** One thing that an item runs. Tasks written as comments in a block name one of its parts. */
export interface ItemStep {
  readonly stepId: string;
  readonly partId?: string;
}

/** What the items of a runbook run, by their ids. Items without a command are not in it. */
export function itemSteps(text: string): ReadonlyMap<string, readonly ItemStep[]> {
  const { checklists, steps } = parseRunbook(text);
  const own = new Map<string, ItemStep>();
  for (const { id, parts } of steps) {
    own.set(id, { stepId: id });
    for (const part of parts) own.set(part.id, { stepId: id, partId: part.id });
  }
  const found = new Map<string, readonly ItemStep[]>();
  for (const { id, stepIds } of checklists.flatMap(({ items }) => items)) {
    const runs = stepIds.map((stepId) => own.get(stepId)).filter((step) => step !== undefined);
    if (runs.length > 0) found.set(id, runs);
  }
  return found;
}
