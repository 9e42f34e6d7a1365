import * as vscode from 'vscode';
import { keepColours } from '../../core/text/escapes';

/** Screen updates are bounded: VS Code's renderer has died of about 1 MB of unbuffered output. */
const UPDATE_EVERY_MS = 200;
/** Most characters shown in one cell; the whole is in the log. */
const MOST_SHOWN = 256 * 1024;
const MOST_SEGMENTS = 40;

type Stream = 'stdout' | 'stderr';

/** Streams a run's output into its cell: colours kept, nothing else of what a terminal can do. */
export class CellOutput {
  readonly #execution: vscode.NotebookCellExecution;
  #segments: { readonly stream: Stream; text: string }[] = [];
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
    const items = this.#segments.map(({ stream, text }) =>
      stream === 'stdout'
        ? vscode.NotebookCellOutputItem.stdout(text)
        : vscode.NotebookCellOutputItem.stderr(text),
    );
    await this.#execution.replaceOutput(
      [...notice, ...items].map((item) => new vscode.NotebookCellOutput([item])),
    );
  }
}
