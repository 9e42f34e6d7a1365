import { splitPsql } from '../run/bash/splitPsql';
import {
  fenced,
  fenceIndent,
  replaceBlock,
  type Refactoring,
  type RefactoringPlace,
} from './refactoring';

/** SQL typed into psql in a shell block moves into blocks of its own, in the same order. */
export function splitSql(place: RefactoringPlace): Refactoring | undefined {
  const { block } = place;
  const indent = block === undefined ? undefined : fenceIndent(place, block);
  if (block === undefined || indent === undefined) return undefined;
  const segments = splitPsql(block.content);
  if (segments === undefined) return undefined;
  const pieces = segments.flatMap((segment) => {
    if (segment.kind === 'psql')
      return [fenced('sql', `-- ${segment.invocation}\n${segment.sql}`, indent)];
    const shell = block.content.slice(segment.range.start, segment.range.end).replace(/^\n+/, '');
    return shell.trim() === ''
      ? []
      : [fenced(block.tag === '' ? 'bash' : block.tag, shell, indent)];
  });
  return {
    title: 'Put the SQL into a block of its own',
    edits: [replaceBlock(place, block, pieces.join('\n\n'))],
  };
}
