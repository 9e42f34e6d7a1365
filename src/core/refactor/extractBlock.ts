import { fenced, type Refactoring, type RefactoringPlace } from './refactoring';

/** An inline command of a list item moves into a block below its words. */
export function extractBlock({ step, text, lines }: RefactoringPlace): Refactoring | undefined {
  if (step?.kind !== 'inline') return undefined;
  const { source } = step;
  const line = lines.lineAt(source.start);
  const start = lines.start(line);
  const end = lines.end(line);
  const marker = /^\s*(?:[-*+]|\d+[.)])\s+/.exec(text.slice(start, end))?.[0];
  if (marker === undefined || source.end > end) return undefined;
  const ticks = /`+\s?$/.exec(text.slice(start, source.start))?.[0].length ?? 0;
  const closing = /^\s?`+/.exec(text.slice(source.end, end))?.[0].length ?? 0;
  if (ticks === 0 || closing === 0) return undefined;
  const before = text.slice(start, source.start - ticks).trimEnd();
  const after = text.slice(source.end + closing, end).trim();
  // A sentence that goes on around the command would be torn.
  if (!/[:–—-]$/.test(before) && before.trim() !== marker.trim() && after !== '') return undefined;
  const indent = ' '.repeat(marker.length);
  const words = [before, after].filter((piece) => piece !== '').join(' ');
  const newText = `${words}\n\n${fenced(step.language, step.text, indent)}`;
  return {
    title: 'Move the command into a block',
    edits: [{ range: { start, end }, newText }],
  };
}
