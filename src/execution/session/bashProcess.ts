import { spawn, type ChildProcess } from 'node:child_process';
import type { Duplex } from 'node:stream';

import { InputFile } from '../process/inputFile';
import { signalGroup } from '../process/processGroup';
import { LineDecoder } from '../supervisor/lineDecoder';
import { bashBase, bashPrelude, readBashState, type ShellState } from './bashState';
import { BASH_SESSION, LENGTH_DIGITS, TOO_OLD } from './bashScript';
import type { StepPipes } from './stepPipes';

/** A subshell that waits for the state it is to take up, and then for its step. */
export interface ForkedShell {
  /** Stands at the end of the state it will print. */
  readonly nonce: string;
  readonly pipes: StepPipes;
  /** Its process group, once it has taken up the state and can be given the step. */
  readonly ready: Promise<ReadyShell | undefined>;
  /** Resolves to the exit status; undefined when the shell that waited for it is gone. */
  readonly ended: Promise<number | undefined>;
}

export interface ReadyShell {
  readonly group: number;
  /** The folder the last step ended in could be entered. */
  readonly inFolder: boolean;
}

interface Awaited {
  group: number | undefined;
  status: number | undefined;
  readonly ready: (shell: ReadyShell | undefined) => void;
  readonly end: (status: number | undefined) => void;
}

/** Numbers the steps of this process: a shell that was left behind has another number. */
let steps = 0;

/** The long-lived bash of a session, and the talk with it. */
export class BashProcess {
  readonly #child: ChildProcess;
  /** Descriptor 3 of the shell, in both directions. */
  readonly #channel: Duplex;
  readonly #awaited = new Map<string, Awaited>();
  /** What every subshell begins with; known once the first is ready. */
  #base: ShellState | undefined;
  #gone = false;
  #tooOld = false;

  constructor(shellPath: string, cwd: string, env: Readonly<Record<string, string>>) {
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
    this.#channel.on('data', (chunk: Buffer) => {
      for (const line of decoder.push(chunk)) this.#report(line);
    });
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
    return [...this.#awaited.values()].flatMap(({ group }) => group ?? []);
  }

  /** Forks a subshell ahead of the step it will run: that takes as long as a short step. */
  fork(pipes: StepPipes): ForkedShell {
    const nonce = `${(steps += 1)}`;
    let setReady: Awaited['ready'] = () => undefined;
    let end: Awaited['end'] = () => undefined;
    const ready = new Promise<ReadyShell | undefined>((resolve) => (setReady = resolve));
    const ended = new Promise<number | undefined>((resolve) => (end = resolve));
    this.#awaited.set(nonce, { group: undefined, status: undefined, ready: setReady, end });
    this.#channel.write(`${nonce} ${pipes.paths.join(' ')}\n`);
    if (this.#gone) this.#lost();
    return { nonce, pipes, ready, ended };
  }

  /** Gives a subshell the state it is to take up; undefined when it, or this shell, is gone. */
  async restore(
    { nonce, pipes, ready }: ForkedShell,
    state: ShellState | undefined,
  ): Promise<ReadyShell | undefined> {
    const prelude = bashPrelude(state, this.#base, nonce, pipes.state.path);
    const base = this.#base === undefined ? `${bashBase(nonce, pipes.state.path)}\n` : '';
    pipes.write(message(base + prelude));
    const shell = await ready;
    if (base !== '') this.#base = readBashState(pipes.state.take(), nonce);
    return shell;
  }

  /** Gives a subshell that is ready its step. */
  go({ pipes }: ForkedShell, text: string): void {
    pipes.write(message(text));
  }

  /** Ends the shell; a subshell that waits for its step ends as nothing can come any more. */
  dispose(): void {
    this.#channel.destroy();
    if (this.#child.pid !== undefined && !this.#gone) signalGroup(this.#child.pid, 'SIGKILL');
  }

  #report(line: string): void {
    const [what, nonce = '', value] = line.split(' ');
    const awaited = this.#awaited.get(nonce);
    if (awaited === undefined) return;
    if (what === 'pid') awaited.group = Number(value);
    if (what === 'ready') awaited.status = Number(value);
    const { group, status } = awaited;
    // Two processes write these: they come in either order.
    if (group !== undefined && status !== undefined)
      awaited.ready({ group, inFolder: status === 0 });
    if (what !== 'end') return;
    this.#awaited.delete(nonce);
    awaited.ready(undefined);
    awaited.end(Number(value));
  }

  #lost(): void {
    this.#gone = true;
    for (const { ready, end } of this.#awaited.values()) {
      ready(undefined);
      end(undefined);
    }
    this.#awaited.clear();
  }
}

/** Its length comes first, as the script reads it; never of no length, which bash does not read. */
function message(text: string): Buffer {
  const bytes = Buffer.from(`${text}\n`);
  const ascii = bytes.length === text.length + 1;
  const length = String(bytes.length).padStart(LENGTH_DIGITS - 1, '0');
  return Buffer.concat([Buffer.from(`${ascii ? 0 : 1}${length}`), bytes]);
}
