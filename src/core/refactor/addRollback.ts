import { fenceIndent, insertBelow, type Refactoring, type RefactoringPlace } from './refactoring';

/** A block that alters something gets a line that says how it is undone. */
export function addRollback(place: RefactoringPlace): Refactoring | undefined {
  const { block, step, intent, lines } = place;
  if (block === undefined || step?.kind !== 'block') return undefined;
  if (intent !== 'change' && intent !== 'destructive') return undefined;
  const indent = fenceIndent(place, block);
  const below = lines.line(block.range.end) + lines.line(block.range.end + 1);
  if (indent === undefined || /roll\s?back/i.test(below)) return undefined;
  const newText = `${indent}**Rollback**: undo it with \`<command>\`.`;
  return { title: 'Add how it is undone', edits: [insertBelow(place, block, newText)] };
}
