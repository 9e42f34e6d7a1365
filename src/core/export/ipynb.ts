import { keepColours } from '../text/escapes';
import { entryMarkdown, footerMarkdown, frameMarkdown } from './markdown';
import type { Story, StoryEntry } from './story';
import { showReordering, visible } from './visible';

/** A Jupyter notebook, format 4.5, as far as this program writes it. */
interface Notebook {
  readonly nbformat: 4;
  readonly nbformat_minor: 5;
  readonly metadata: Readonly<Record<string, never>>;
  readonly cells: readonly NotebookCell[];
}

type NotebookCell =
  | {
      readonly cell_type: 'markdown';
      readonly id: string;
      readonly metadata: Readonly<Record<string, never>>;
      readonly source: readonly string[];
    }
  | {
      readonly cell_type: 'code';
      readonly id: string;
      readonly metadata: Readonly<Record<string, never>>;
      readonly execution_count: null;
      readonly source: readonly string[];
      readonly outputs: readonly StreamOutput[];
    };

/** A cell before it has its id. */
type NewCell<Cell = NotebookCell> = Cell extends NotebookCell ? Omit<Cell, 'id'> : never;

interface StreamOutput {
  readonly output_type: 'stream';
  readonly name: 'stdout';
  readonly text: readonly string[];
}

/**
 * A log as a Jupyter notebook: what was run as code cells, outputs as text streams only, all else
 * as Markdown cells. It names no kernel, so that opening it cannot offer to run everything again.
 */
export function exportIpynb(story: Story): string {
  const cells: NotebookCell[] = [];
  const add = (cell: NewCell) => cells.push({ ...cell, id: `cell-${cells.length + 1}` });
  add(markdownCell(frameMarkdown(story)));
  for (const { day, entries } of story.days) {
    add(markdownCell(`## ${day === '' ? 'Day unknown' : `${day} (UTC)`}\n`));
    for (const entry of entries) {
      for (const cell of entryCells(entry)) add(cell);
    }
  }
  add(markdownCell(footerMarkdown(story)));
  const notebook: Notebook = { nbformat: 4, nbformat_minor: 5, metadata: {}, cells };
  return `${JSON.stringify(notebook, null, 1)}\n`;
}

function entryCells(entry: StoryEntry): readonly NewCell[] {
  if (entry.kind !== 'run') return [markdownCell(entryMarkdown(entry))];
  const words = entry.pieces.filter(({ kind }) => kind !== 'command' && kind !== 'output');
  const command = entry.pieces.find((piece) => piece.kind === 'command')?.text ?? '';
  const outputs = entry.pieces.flatMap((piece) => (piece.kind === 'output' ? [piece.text] : []));
  return [
    markdownCell(entryMarkdown({ ...entry, pieces: words })),
    {
      cell_type: 'code',
      metadata: {},
      execution_count: null,
      source: toLines(visible(command)),
      outputs: outputs.map(streamOutput),
    },
  ];
}

function markdownCell(text: string): NewCell {
  return { cell_type: 'markdown', metadata: {}, source: toLines(text.trimEnd()) };
}

function streamOutput(text: string): StreamOutput {
  const shown = wellFormed(keepColours(showReordering(text)));
  return { output_type: 'stream', name: 'stdout', text: toLines(shown) };
}

/** The format keeps texts as lists of lines, each with its line feed. */
function toLines(text: string): readonly string[] {
  return wellFormed(text).match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** Half a surrogate pair, from an output cut in two, is refused by readers in other languages. */
function wellFormed(text: string): string {
  return text.replace(
    /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
    '\ufffd',
  );
}
