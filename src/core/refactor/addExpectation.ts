import {
  fenced,
  fenceIndent,
  insertBelow,
  type Refactoring,
  type RefactoringPlace,
} from './refactoring';

/** A block that only reads becomes a check: below it stands what should come out. */
export function addExpectation(place: RefactoringPlace): Refactoring | undefined {
  const { block, step, intent } = place;
  if (block === undefined || step?.kind !== 'block' || intent !== 'check') return undefined;
  const indent = fenceIndent(place, block);
  if (indent === undefined || step.expectation !== undefined) return undefined;
  const newText = fenced('output', 'What should come out', indent);
  return { title: 'Add what should come out', edits: [insertBelow(place, block, newText)] };
}
