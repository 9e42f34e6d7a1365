import { normalise, type Anchor } from './ids';

/** Where each earlier anchor stands now: old id → new id. What cannot be found is absent. */
export function reanchor(
  previous: readonly Anchor[],
  current: readonly Anchor[],
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const byId = new Map(current.map((anchor) => [anchor.id, anchor]));
  for (const old of previous) {
    const now = byId.get(old.id);
    if (now !== undefined && normalise(now.text, now.kind) === normalise(old.text, old.kind))
      found.set(old.id, now.id);
  }
  return found;
}
