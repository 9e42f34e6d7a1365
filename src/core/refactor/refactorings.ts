import { addExpectation } from './addExpectation';
import { addRollback } from './addRollback';
import { extractBlock } from './extractBlock';
import type { Refactoring, RefactoringPlace } from './refactoring';
import { splitSql } from './splitSql';
import { splitTranscript } from './splitTranscript';
import { wrapSelection } from './wrapSelection';

const ALL: readonly ((place: RefactoringPlace) => Refactoring | undefined)[] = [
  addExpectation,
  addRollback,
  splitSql,
  splitTranscript,
  extractBlock,
  wrapSelection,
];

/** Every refactoring that makes sense at a place. */
export function refactoringsAt(place: RefactoringPlace): readonly Refactoring[] {
  return ALL.flatMap((refactor) => refactor(place) ?? []);
}
