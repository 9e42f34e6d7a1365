import { fenced, type Refactoring, type RefactoringPlace } from './refactoring';

/** Selected lines of plain text become a block that can be run. */
export function wrapSelection(place: RefactoringPlace): Refactoring | undefined {
  const { text, lines, selection, step, block } = place;
  if (selection.start >= selection.end || step !== undefined || block !== undefined)
    return undefined;
  const first = lines.lineAt(selection.start);
  const last = lines.lineAt(Math.max(selection.start, selection.end - 1));
  const start = lines.start(first);
  const end = lines.end(last);
  const selected = text.slice(start, end);
  if (selected.trim() === '' || /^\s*(?:#|[-*+>|]|\d+[.)]|```|~~~)/m.test(selected))
    return undefined;
  const above = first > 0 && lines.line(first - 1).trim() !== '' ? '\n' : '';
  const below = last + 1 < lines.count && lines.line(last + 1).trim() !== '' ? '\n' : '';
  const content = selected
    .split('\n')
    .map((line) => line.trim())
    .join('\n');
  return {
    title: 'Make it a block that can be run',
    edits: [{ range: { start, end }, newText: `${above}${fenced('bash', content, '')}${below}` }],
  };
}
