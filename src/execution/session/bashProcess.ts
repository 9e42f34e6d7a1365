import { spawn, type ChildProcess } from 'node:child_process';
import type { Duplex } from 'node:stream';

import { InputFile } from '../process/inputFile';
import { signalGroup, signalProcess } from '../process/processGroup';
import { LineDecoder } from '../supervisor/lineDecoder';
import {
  bashBase,
  bashChanges,
  bashFork,
  bashPrelude,
  readBashState,
  type ShellState,
} from './bashState';
import { BASH_SESSION, LENGTH_DIGITS, TOO_OLD } from './bashScript';
import { ForkedShell } from './forkedShell';
import type { StepPipes } from './stepPipes';
import type { StepReports } from './stepReports';

/** The long-lived bash of a session, and the talk with it. */
export class BashProcess {
  readonly #child: ChildProcess;
  /** Descriptor 3 of the shell, in both directions. */
  readonly #channel: Duplex;
  readonly #reports: StepReports;
  readonly #forked = new Map<string, ForkedShell>();
  /** What every subshell begins with; known once the first has told. */
  #base: ShellState | undefined;
  #changes: { state: ShellState; base: ShellState | undefined; text: string } | undefined;
  #gone = false;
  #tooOld = false;

  constructor(
    shellPath: string,
    cwd: string,
    env: Readonly<Record<string, string>>,
    reports: StepReports,
  ) {
    this.#reports = reports;
    const start = (script: number) =>
      spawn(shellPath, ['--norc', '--noprofile', '-s'], {
        cwd,
        env: { ...env },
        stdio: [script, 'ignore', 'ignore', 'pipe'],
        detached: true,
        argv0: 'bash',
      });
    this.#child = new InputFile(`${BASH_SESSION}\n`).handOver(start);
    this.#channel = this.#child.stdio[3] as Duplex;
    const decoder = new LineDecoder();
    this.#channel.on('data', (chunk: Buffer) => decoder.push(chunk).forEach(reports.pass));
    this.#channel.on('error', () => undefined); // it died: `exit` tells
    this.#child.once('error', () => this.#lost());
    this.#child.once('exit', (status) => {
      this.#tooOld = status === TOO_OLD;
      this.#lost();
    });
  }

  /** It is a bash before 5, which cannot do what this needs. */
  get tooOld(): boolean {
    return this.#tooOld;
  }

  get gone(): boolean {
    return this.#gone;
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Groups of subshells that wait or run. */
  get groups(): readonly number[] {
    return [...this.#forked.values()].flatMap(({ pid }) => pid ?? []);
  }

  /** Forks a subshell ahead of the step it will run: that takes as long as a short step. */
  fork(pipes: StepPipes): ForkedShell {
    const nonce = this.#reports.next();
    const shell = new ForkedShell(nonce, pipes);
    this.#forked.set(nonce, shell);
    this.#reports.listen(nonce, (what, value) => {
      if (what !== 'end') shell.hear(what, value);
      else {
        // What it said itself before its end came another way.
        if (!shell.hasSaid) this.#reports.drain();
        this.#end(shell, Number(value));
      }
    });
    this.#channel.write(message(bashFork(nonce, pipes.paths)));
    if (this.#gone) this.#lost();
    return shell;
  }

  /** Gives a subshell the state it is to take up. */
  async restore(
    { nonce, pipes, based }: ForkedShell,
    state: ShellState | undefined,
    report: string,
  ): Promise<void> {
    const base = this.#base;
    const own = { nonce, pipe: pipes.state.path, report };
    const prelude = bashPrelude(state, this.#changesTo(state), own);
    pipes.write(message(base === undefined ? `${bashBase(own)}\n${prelude}` : prelude));
    if (base !== undefined) return;
    await based;
    this.#base = readBashState(pipes.state.take(), nonce);
  }

  /** Gives a subshell its step. */
  go({ pipes }: ForkedShell, text: string): void {
    pipes.write(message(text));
  }

  /** Goes on where a step has stopped it (`suspend`, `kill -STOP $$`). */
  wake(): void {
    if (this.#child.pid !== undefined && !this.#gone) signalProcess(this.#child.pid, 'SIGCONT');
  }

  /** Ends the shell; a subshell that waits for its step ends as nothing can come any more. */
  dispose(): void {
    this.#channel.destroy();
    if (this.#child.pid !== undefined && !this.#gone) signalGroup(this.#child.pid, 'SIGKILL');
  }

  /** What makes the state out of what a subshell begins with. Mostly it is that of the step before. */
  #changesTo(state: ShellState | undefined): string {
    if (state === undefined) return '';
    const last = this.#changes;
    if (last?.state === state && last.base === this.#base) return last.text;
    const text = bashChanges(state, this.#base);
    this.#changes = { state, base: this.#base, text };
    return text;
  }

  #end(shell: ForkedShell, status: number | undefined): void {
    this.#forked.delete(shell.nonce);
    this.#reports.forget(shell.nonce);
    shell.end(status);
  }

  #lost(): void {
    this.#gone = true;
    for (const shell of this.#forked.values()) this.#end(shell, undefined);
  }
}

/** Its length comes first, as the script reads it; never of no length, which bash does not read. */
function message(text: string): Buffer {
  const bytes = Buffer.from(`${text}\n`);
  const ascii = bytes.length === text.length + 1;
  const length = String(bytes.length).padStart(LENGTH_DIGITS - 1, '0');
  return Buffer.concat([Buffer.from(`${ascii ? 0 : 1}${length}`), bytes]);
}
