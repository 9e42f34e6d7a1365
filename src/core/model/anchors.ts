import type { Anchor, AnchorKind } from './anchor';
import type { Runbook } from './runbook';

/** What to remember of a runbook so that `reanchor` finds its things again after edits. */
export function anchorsOf(
  runbook: Pick<Runbook, 'sections' | 'steps' | 'checklists'>,
): readonly Anchor[] {
  const turns = new Map<string, number>();
  const anchors: Anchor[] = [];
  const add = (
    kind: AnchorKind,
    id: string,
    text: string,
    sectionPath: readonly string[],
  ): void => {
    const place = `${kind}\n${sectionPath.join('\n')}`;
    const ordinal = turns.get(place) ?? 0;
    turns.set(place, ordinal + 1);
    anchors.push({ id, kind, text, sectionPath, ordinal });
  };
  const paths = sectionPaths(runbook);
  const pathOf = (id: string | undefined): readonly string[] => paths.get(id ?? '') ?? [];
  for (const { id, title, parentId } of runbook.sections)
    add('section', id, title, pathOf(parentId));
  for (const step of runbook.steps) {
    const path = pathOf(step.sectionId);
    add('step', step.id, step.text, path);
    for (const part of step.parts) {
      add('part', part.id, part.manual ? part.title : part.text, [...path, step.title]);
    }
  }
  for (const list of runbook.checklists) {
    const path = pathOf(list.sectionId);
    add('checklist', list.id, list.title, path);
    const texts = new Map(list.items.map((item) => [item.id, item.text]));
    for (const item of list.items) {
      const parent = texts.get(item.parentId ?? '');
      add('item', item.id, item.text, [
        ...path,
        list.title,
        ...(parent === undefined ? [] : [parent]),
      ]);
    }
  }
  return anchors;
}

/** The titles from the outermost section to each section, by its id. */
function sectionPaths(runbook: Pick<Runbook, 'sections'>): ReadonlyMap<string, readonly string[]> {
  const paths = new Map<string, readonly string[]>();
  for (const { id, title, parentId } of runbook.sections) {
    paths.set(id, [...(paths.get(parentId ?? '') ?? []), title]);
  }
  return paths;
}
