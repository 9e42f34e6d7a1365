import * as vscode from 'vscode';
import type { TerminalResult, TerminalRun, Terminals } from '../../session/ports';

/** How long a new terminal may take until its shell integration is there. */
const INTEGRATION_MS = 10_000;
/** Most characters kept of what an interactive step shows. */
const MOST = 256 * 1024;

type Request = Parameters<Terminals['run']>[0];

/**
 * Interactive steps in real terminals of VS Code. Where shell integration tells of the command's
 * end, its exit code and output count; else the person says when it is over.
 */
export const shellTerminals: Terminals = {
  run(request: Request): TerminalRun {
    const terminal = vscode.window.createTerminal({
      name: request.title,
      cwd: request.cwd,
      env: { ...request.env },
      iconPath: new vscode.ThemeIcon('checklist'),
      isTransient: true,
    });
    terminal.show();
    const run = new ShellTerminalRun(terminal, request.text, request.title);
    return { result: run.result, cancel: () => run.cancel() };
  },
};

class ShellTerminalRun {
  readonly result: Promise<TerminalResult>;
  readonly #terminal: vscode.Terminal;
  #output = '';
  #end: (result: TerminalResult) => void = () => undefined;
  readonly #listening: vscode.Disposable[] = [];

  constructor(terminal: vscode.Terminal, text: string, title: string) {
    this.#terminal = terminal;
    this.result = new Promise((resolve) => (this.#end = resolve));
    this.#listening.push(
      vscode.window.onDidCloseTerminal((closed) => {
        if (closed === terminal) this.#finish(closed.exitStatus?.code, true);
      }),
    );
    void this.#start(text, title); // its end is the result
  }

  cancel(): void {
    this.#finish(undefined, true);
    this.#terminal.dispose();
  }

  async #start(text: string, title: string): Promise<void> {
    const integration = await integrationOf(this.#terminal);
    if (integration === undefined) return this.#unwatched(text, title);
    const execution = integration.executeCommand(text);
    const reading = this.#read(execution);
    this.#listening.push(
      vscode.window.onDidEndTerminalShellExecution((event) => {
        if (event.execution !== execution) return;
        // The last output may still be on its way when the end is told.
        void reading.then(() => this.#finish(event.exitCode, false));
      }),
    );
    await reading;
  }

  /** The text is typed; when shell integration comes late after all, it tells the end. */
  async #unwatched(text: string, title: string): Promise<void> {
    let reading = Promise.resolve();
    this.#listening.push(
      vscode.window.onDidStartTerminalShellExecution(({ terminal, execution }) => {
        if (terminal === this.#terminal) reading = this.#read(execution);
      }),
      vscode.window.onDidEndTerminalShellExecution(({ terminal, exitCode }) => {
        if (terminal !== this.#terminal) return;
        void reading.then(() => this.#finish(exitCode, false)); // as above
      }),
    );
    this.#terminal.sendText(text, true);
    await vscode.window.showInformationMessage(
      `"${title}" runs in a terminal that may not tell when it ends. Say so when it is over.`,
      'It Is Over',
    );
    this.#finish(undefined, false);
  }

  async #read(execution: vscode.TerminalShellExecution): Promise<void> {
    for await (const piece of execution.read()) {
      if (this.#output.length < MOST) this.#output += piece;
    }
  }

  #finish(exitCode: number | undefined, stopped: boolean): void {
    for (const listening of this.#listening.splice(0)) listening.dispose();
    this.#end({ exitCode, output: this.#output.slice(0, MOST), stopped });
  }
}

function integrationOf(
  terminal: vscode.Terminal,
): Promise<vscode.TerminalShellIntegration | undefined> {
  if (terminal.shellIntegration !== undefined) return Promise.resolve(terminal.shellIntegration);
  return new Promise((resolve) => {
    const timer = setTimeout(() => finish(undefined), INTEGRATION_MS);
    const listening = vscode.window.onDidChangeTerminalShellIntegration((event) => {
      if (event.terminal === terminal) finish(event.shellIntegration);
    });
    const finish = (found: vscode.TerminalShellIntegration | undefined): void => {
      clearTimeout(timer);
      listening.dispose();
      resolve(found);
    };
  });
}
