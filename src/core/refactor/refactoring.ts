import type { CodeBlock, Runbook } from '../model/runbook';
import type { Step } from '../model/step';
import { LineIndex } from '../text/lineIndex';
import type { OffsetRange } from '../text/range';
import type { Intent } from '../run/intent';
import type { TextEdit } from '../validation/finding';

/** A change of a runbook that a person asks for; it keeps what the text means. */
export interface Refactoring {
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/** Where a refactoring is asked for, and what it takes from there. */
export interface RefactoringPlace {
  readonly runbook: Runbook;
  readonly text: string;
  readonly lines: LineIndex;
  readonly selection: OffsetRange;
  readonly step: Step | undefined;
  /** The fenced block around the selection. */
  readonly block: CodeBlock | undefined;
  readonly intent: Intent | undefined;
}

/** What stands at a selection. @param intentOf undefined without the grammars */
export function placeAt(
  runbook: Runbook,
  text: string,
  selection: OffsetRange,
  intentOf?: (step: Step) => Intent,
): RefactoringPlace {
  const lines = new LineIndex(text);
  const line = lines.lineAt(selection.start);
  const step =
    runbook.steps.find(
      ({ source }) => source.start <= selection.start && selection.end <= source.end,
    ) ??
    runbook.steps.find(
      ({ kind, range }) => kind === 'block' && range.start <= line && line < range.end,
    );
  const block = runbook.blocks.find(
    ({ fenced, range }) => fenced && range.start <= line && line < range.end,
  );
  const intent = step === undefined ? undefined : intentOf?.(step);
  return { runbook, text, lines, selection, step, block, intent };
}

/** The blanks and marks before a block's fence; undefined where other text stands there. */
export function fenceIndent({ lines }: RefactoringPlace, block: CodeBlock): string | undefined {
  const indent = /^[ \t]*/.exec(lines.line(block.range.start))?.[0] ?? '';
  return /^(?:`{3,}|~{3,})/.test(lines.line(block.range.start).slice(indent.length))
    ? indent
    : undefined;
}

/** A fenced block as text, without a final line break. */
export function fenced(language: string, content: string, indent: string): string {
  const longest = Math.max(2, ...[...content.matchAll(/`{3,}/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}${language}`, ...content.replace(/\n+$/, '').split('\n'), fence]
    .map((line) => (line === '' ? '' : indent + line))
    .join('\n');
}

/** The edit that puts text in the place of a block, its last line break kept. */
export function replaceBlock(
  { lines }: RefactoringPlace,
  block: CodeBlock,
  newText: string,
): TextEdit {
  return {
    range: { start: lines.start(block.range.start), end: lines.end(block.range.end - 1) },
    newText,
  };
}

/** The edit that puts text below a block, set apart by a blank line. */
export function insertBelow(
  { lines }: RefactoringPlace,
  block: CodeBlock,
  newText: string,
): TextEdit {
  const end = lines.end(block.range.end - 1);
  return { range: { start: end, end }, newText: `\n\n${newText}` };
}
