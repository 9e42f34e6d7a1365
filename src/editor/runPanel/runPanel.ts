import * as vscode from 'vscode';
import { keepColours } from '../../core/text/escapes';
import { formatDuration } from '../../core/export/duration';
import type { RunEvent } from '../../session/runReport';
import { assertNever } from '../../util/assertNever';

const DIM = '\u001b[2m';
const BOLD = '\u001b[1m';
const PLAIN = '\u001b[0m';

/**
 * The panel *Runbook*: what runs, as it runs, with its colours. It is a terminal without a
 * process; from a command's output only colours reach it.
 */
export class RunPanel implements vscode.Disposable {
  readonly #write = new vscode.EventEmitter<string>();
  #terminal: vscode.Terminal | undefined;
  #opened = false;
  #waiting: string[] = [];
  #midLine = false;
  readonly #closing: vscode.Disposable;

  constructor() {
    this.#closing = vscode.window.onDidCloseTerminal((terminal) => {
      if (terminal === this.#terminal) {
        this.#terminal = undefined;
        this.#opened = false;
      }
    });
  }

  /** Shows one event of a run; the first of a run brings the panel up without taking the focus. */
  show(event: RunEvent): void {
    switch (event.kind) {
      case 'started':
        this.reveal();
        this.#print(
          `${BOLD}${event.plan.title}${PLAIN}${DIM} · ${event.request.runbook}${PLAIN}\n`,
        );
        this.#print(`${DIM}$ ${keepColours(event.plan.text)}${PLAIN}\n`);
        break;
      case 'output':
        this.#print(keepColours(event.text));
        break;
      case 'table':
        break; // the output has it as text
      case 'ended': {
        const { outcome, durationMs, exitCode, message, verdict } = event.report;
        const exit = exitCode === undefined || exitCode === 0 ? '' : `, exit ${exitCode}`;
        if (this.#terminal === undefined) break;
        if (this.#midLine) this.#print('\n');
        this.#print(`${DIM}${outcome} in ${formatDuration(durationMs)}${exit}${PLAIN}\n`);
        if (message !== undefined) this.#print(`${message}\n`);
        if (verdict !== undefined) this.#print(`${verdict.kind}: ${verdict.message}\n`);
        this.#print('\n');
        break;
      }
      default:
        assertNever(event);
    }
  }

  reveal(): void {
    this.#terminal ??= vscode.window.createTerminal({
      name: 'Runbook',
      iconPath: new vscode.ThemeIcon('checklist'),
      isTransient: true,
      pty: {
        onDidWrite: this.#write.event,
        open: () => {
          this.#opened = true;
          for (const text of this.#waiting) this.#write.fire(text);
          this.#waiting = [];
        },
        close: () => undefined,
      },
    });
    this.#terminal.show(true);
  }

  dispose(): void {
    this.#closing.dispose();
    this.#terminal?.dispose();
    this.#write.dispose();
  }

  #print(text: string): void {
    const lines = text.replace(/\r?\n/g, '\r\n');
    this.#midLine = !lines.endsWith('\n');
    if (this.#opened) this.#write.fire(lines);
    else this.#waiting.push(lines);
  }
}
