import * as vscode from 'vscode';
import { tableAsMarkdown } from '../../core/run/sql/tableCopy';
import { PLAIN_TABLE, TableText } from '../../core/run/sql/tableText';
import { keepColours } from '../../core/text/escapes';
import type { RunEvent } from '../../session/runReport';

/** Screen updates are bounded: VS Code's renderer has died of about 1 MB of unbuffered output. */
const UPDATE_EVERY_MS = 200;
/** Most characters shown in one cell; the whole is in the log. */
const MOST_SHOWN = 256 * 1024;
const MOST_SEGMENTS = 40;

type Stream = 'stdout' | 'stderr';
type Table = Extract<RunEvent, { kind: 'table' }>['table'];

/** The type that the table renderer of this extension draws. */
const TABLE_MIME = 'application/vnd.runbook.table+json';

/** Streams a run's output into its cell: colours kept, nothing else of what a terminal can do. */
export class CellOutput {
  readonly #execution: vscode.NotebookCellExecution;
  #segments: { readonly stream: Stream; text: string }[] = [];
  readonly #tables: Table[] = [];
  #length = 0;
  #cut = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(execution: vscode.NotebookCellExecution) {
    this.#execution = execution;
  }

  add(stream: Stream, text: string): void {
    const last = this.#segments.at(-1);
    const shown = keepColours(text);
    if (last?.stream === stream || this.#segments.length >= MOST_SEGMENTS) {
      if (last !== undefined) last.text += shown;
    } else {
      this.#segments.push({ stream, text: shown });
    }
    this.#length += shown.length;
    while (this.#length > MOST_SHOWN) this.#dropStart();
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.#show(); // the next update, or the end, shows what this one could not
    }, UPDATE_EVERY_MS);
  }

  /** A result as a table: then the tables are shown instead of their text. */
  table(table: Table): void {
    this.#tables.push(table);
  }

  /** Shows everything there is; call before the execution ends. */
  async end(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#show();
  }

  #dropStart(): void {
    const [first] = this.#segments;
    if (first === undefined) return;
    this.#cut = true;
    const over = this.#length - MOST_SHOWN;
    if (first.text.length <= over) {
      this.#segments.shift();
      this.#length -= first.text.length;
    } else {
      first.text = first.text.slice(over);
      this.#length -= over;
    }
  }

  async #show(): Promise<void> {
    const notice = this.#cut
      ? [vscode.NotebookCellOutputItem.stdout('… earlier output is in the log\n')]
      : [];
    const segments =
      this.#tables.length === 0
        ? this.#segments
        : this.#segments.filter(({ stream }) => stream === 'stderr');
    const items = segments.map(({ stream, text }) =>
      stream === 'stdout'
        ? vscode.NotebookCellOutputItem.stdout(text)
        : vscode.NotebookCellOutputItem.stderr(text),
    );
    await this.#execution.replaceOutput([
      ...this.#tables.flatMap(tableOutputs),
      ...[...notice, ...items].map((item) => new vscode.NotebookCellOutput([item])),
    ]);
  }
}

/** What was said before it, and the table in three forms: VS Code takes the richest it can show. */
function tableOutputs({ said, ...table }: Table): readonly vscode.NotebookCellOutput[] {
  const { NotebookCellOutput: Output, NotebookCellOutputItem: Item } = vscode;
  const before = said === '' ? [] : [new Output([Item.stdout(said)])];
  if (table.columns.length === 0) return before;
  const text = new TableText(table.columns, PLAIN_TABLE);
  const forms = [
    Item.json(table, TABLE_MIME),
    Item.text(tableAsMarkdown(table), 'text/markdown'),
    Item.text(text.page(table.rows) + text.end(table.more), 'text/plain'),
  ];
  return [...before, new Output(forms)];
}
